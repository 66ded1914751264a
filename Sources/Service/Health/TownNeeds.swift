import MissionCore
import MissionStore

/// What the town itself needs a person for, by what the service sees of GitHub and of its webhooks.
struct TownNeeds: Sendable {
  /// How long GitHub must have refused the token, in seconds: a token that is being renewed is refused for a moment.
  static let refusalSeconds = 120
  /// How many webhooks in a row must be refused for their signatures, and within how many seconds.
  static let refusals = (count: 10, seconds: 600)

  /// The refusals since the last good signature, by when they were seen.
  private var row: [(at: Timestamp, count: Int)] = []
  private var last = (refused: 0, held: 0)

  /// What is needed now.
  ///
  /// - Parameters:
  ///   - refused: webhooks refused by signature since the process began.
  ///   - held: webhooks whose signature was good, since then.
  mutating func look(
    github: ObservedTransport.Record, refused: Int, held: Int, at now: Timestamp
  ) -> [TownHelp] {
    if held > last.held { row = [] }
    if refused > last.refused { row.append((now, refused - last.refused)) }
    last = (refused, held)
    row.removeAll { now.seconds(since: $0.at) > Self.refusals.seconds }
    return [token(github, at: now), webhooks()].compactMap { $0 }
  }

  private func token(_ github: ObservedTransport.Record, at now: Timestamp) -> TownHelp? {
    guard let since = github.refusedSince, github.status == 401, now.seconds(since: since) >= Self.refusalSeconds
    else { return nil }
    return TownHelp(
      .tokenRefused, reason: "GitHub refuses the token, so nothing can be fetched or done there",
      remedy: "set another SIGNALBOX_GITHUB_TOKEN (or the App's key) and restart; 'signalbox doctor' checks it",
      since: since)
  }

  private func webhooks() -> TownHelp? {
    guard let first = row.first, row.reduce(0, { $0 + $1.count }) >= Self.refusals.count else { return nil }
    return TownHelp(
      .webhooksRefused, reason: "webhooks are refused: their signatures were made with another secret",
      remedy: "'signalbox hook install --replace-secret' writes ours into the hook; until then polling does the work",
      since: first.at)
  }
}
