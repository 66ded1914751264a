package import MissionCore

/// A question to the conductor about the town itself, not about one mission.
package struct TownHelp: Sendable, Equatable {
  /// What it is about; one question per subject.
  package enum Subject: String, Sendable, CaseIterable {
    /// GitHub refuses the token.
    case tokenRefused = "token_refused"
    /// Webhooks come with signatures of another secret.
    case webhooksRefused = "webhooks_refused"

    /// The well-known identity of its message: it is there once, whoever asks.
    package var id: Identifier<HelpRequest> {
      switch self {
      case .tokenRefused: Identifier(high: 0, low: 0x0000_0000_0000_0101)
      case .webhooksRefused: Identifier(high: 0, low: 0x0000_0000_0000_0102)
      }
    }
  }

  /// What it is about.
  package var subject: Subject
  /// What is wrong: one sentence without a full stop.
  package var reason: String
  /// What to do about it.
  package var remedy: String
  /// Since when it is wrong.
  package var since: Timestamp

  /// A question with its parts.
  package init(_ subject: Subject, reason: String, remedy: String, since: Timestamp) {
    self.subject = subject
    self.reason = reason
    self.remedy = remedy
    self.since = since
  }
}
