/// The last deciding review of one account (APPROVED, CHANGES_REQUESTED or DISMISSED; comments decide nothing).
package struct ReviewFact: Hashable, Sendable, Codable {
  /// What the review decided.
  package enum Verdict: Hashable, Sendable, Codable {
    /// APPROVED.
    case approved
    /// CHANGES_REQUESTED.
    case changesRequested
    /// DISMISSED: decides nothing any more.
    case dismissed
    /// COMMENTED or PENDING: decides nothing.
    case commented
    /// A word this version does not know; decides nothing in favour.
    case unknown(String)

    /// Reads GitHub's word in either spelling.
    package init(_ word: String) {
      switch word.lowercased() {
      case "approved": self = .approved
      case "changes_requested": self = .changesRequested
      case "dismissed": self = .dismissed
      case "commented", "pending": self = .commented
      default: self = .unknown(word)
      }
    }

    /// Whether it replaces what its reviewer decided before.
    var isDecision: Bool {
      switch self {
      case .approved, .changesRequested, .dismissed: true
      case .commented, .unknown: false
      }
    }
  }

  /// GitHub's node or database identity of the review, as text.
  package var id: String
  /// Who reviewed.
  package var reviewer: Account
  /// What was decided.
  package var verdict: Verdict
  /// The commit it was given on; nil when GitHub no longer knows.
  package var commit: String?
  /// Whether the reviewer may write to the repository, as far as GitHub said.
  package var canWrite: Bool
  /// The review's text, untrusted, capped by the decoder.
  package var body: String
  /// The page to read it on.
  package var url: String?
  /// When it was submitted; nil when that was not told.
  package var submittedAt: Timestamp?

  /// One with its parts.
  package init(
    id: String, reviewer: Account, verdict: Verdict, commit: String?, canWrite: Bool, body: String, url: String?,
    submittedAt: Timestamp? = nil
  ) {
    self.id = id
    self.reviewer = reviewer
    self.verdict = verdict
    self.commit = commit
    self.canWrite = canWrite
    self.body = body
    self.url = url
    self.submittedAt = submittedAt
  }
}
