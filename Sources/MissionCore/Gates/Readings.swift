/// What was read of the pull requests in the last turn. The next one says it again as long as everything
/// that it was made from is the same and no moment has passed that it depends on: what an event costs does not grow
/// with the pull requests that it is not about.
struct Readings: Sendable {
  /// The readings by pull request.
  let elements: [PullRequestReference: Reading]

  /// Nothing was read.
  init() { elements = [:] }

  /// What a turn has judged.
  init(_ judgement: Judgement) { elements = judgement.readings }

  /// The pull requests of which the watches may say something else by now, though nothing is new of them.
  func ended(at now: Timestamp) -> Set<PullRequestReference> {
    Set(elements.filter { !$0.value.holds(at: now) }.keys)
  }

  /// The last reading of a pull request, if it would be read the same now.
  func reading(of watched: WatchedPullRequest, at now: Timestamp) -> Reading? {
    guard let reading = elements[watched.facts.reference], reading.holds(of: watched, at: now) else { return nil }
    return reading
  }
}
