import MissionCore

/// Keeps a burst of webhooks about one pull request from becoming a burst of fetches: the first one is fetched for at
/// once, those that follow are fetched for together. What is red in them acted before, without any fetch.
struct FetchThrottle {
  /// The shortest and the longest distance between two fetches of the same pull request, in milliseconds.
  private static let distances = (shortest: Int64(1_000), longest: Int64(5_000))
  /// After how long without a fetch a pull request starts anew, in milliseconds.
  private static let rest: Int64 = 10_000

  private struct Step {
    var at: Timestamp
    var distance: Int64
  }

  private var steps: [PullRequestReference: Step] = [:]

  /// When the pull request may be fetched; nil when it may be now.
  func earliest(_ reference: PullRequestReference, at now: Timestamp) -> Timestamp? {
    guard let step = steps[reference] else { return nil }
    let earliest = step.at.adding(milliseconds: step.distance)
    // A clock that was set back must not keep anything waiting.
    return earliest > now && step.at <= now ? earliest : nil
  }

  /// It is fetched now.
  mutating func note(_ reference: PullRequestReference, at now: Timestamp) {
    // A bound, not a cache policy: what is forgotten may be fetched at once.
    if steps.count > 10_000 { steps = [:] }
    let isBurst = steps[reference].map { now.milliseconds - $0.at.milliseconds < Self.rest } ?? false
    let distance =
      isBurst ? min((steps[reference]?.distance ?? 0) * 2, Self.distances.longest) : Self.distances.shortest
    steps[reference] = Step(at: now, distance: distance)
  }
}
