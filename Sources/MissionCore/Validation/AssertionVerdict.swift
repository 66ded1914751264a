/// What somebody said about an assertion.
package struct AssertionVerdict: Hashable, Sendable, Codable {
  /// What was said. The raw values stand in the records.
  package enum Word: String, Hashable, Sendable, Codable {
    /// It holds.
    case passing
    /// It does not hold.
    case failing
    /// It cannot be checked.
    case blocked
    /// An operator lets it pass unchecked.
    case waived
    /// An operator wants it checked again.
    case reopened
    /// Its claim was changed: what was said before says nothing any more.
    case stale

    var status: Assertion.Status {
      switch self {
      case .passing: .passing
      case .failing: .failing
      case .blocked: .blocked
      case .waived: .waived
      case .reopened, .stale: .pending
      }
    }
  }

  /// The round of its milestone's validation, from 1; 0 before the first.
  package let round: Int
  /// What was said.
  package let word: Word
  /// Why: untrusted text without control characters.
  package let evidence: String
  /// Who said it, by name.
  package let by: String
  /// When.
  package let at: Timestamp
  /// The heads of the pull requests it was said of, `owner/repo#N@sha`.
  package let heads: [String]

  init(round: Int, word: Word, evidence: String, by: String, at: Timestamp, heads: [String] = []) {
    self.round = round
    self.word = word
    self.evidence = UntrustedText.visible(evidence)
    self.by = by
    self.at = at
    self.heads = heads
  }
}
