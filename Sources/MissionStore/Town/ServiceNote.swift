package import MissionCore

/// What the service last said of itself and of the world it works in. Whether it still lives is told by the lease.
package struct ServiceNote: Codable, Sendable, Equatable {
  /// The program's version.
  package var version: String
  /// Since when it runs.
  package var since: Timestamp
  /// When this was written.
  package var at: Timestamp
  /// When GitHub last answered, whatever it said; nil before its first answer.
  package var githubAnsweredAt: Timestamp?
  /// Since when GitHub refuses the token, or does not answer; nil when its last answer was one.
  package var githubRefusedSince: Timestamp?
  /// The status of GitHub's last answer; 0 where none came.
  package var githubStatus: Int?
  /// Webhooks refused by signature since the start.
  package var webhooksRefused = 0
  /// Deliveries that GitHub made and that had not arrived, since the start.
  package var webhooksMissed = 0

  /// A note of a service that has heard of nothing yet.
  package init(version: String, since: Timestamp, at: Timestamp) {
    self.version = version
    self.since = since
    self.at = at
  }
}
