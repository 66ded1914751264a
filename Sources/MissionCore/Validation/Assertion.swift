/// A claim of the contract with everything that was said about it.
package struct Assertion: Hashable, Sendable, Codable {
  /// Where an assertion stands. The raw values stand in the records.
  package enum Status: String, Hashable, Sendable, Codable {
    /// Nobody has checked it as it stands now.
    case pending
    /// It holds.
    case passing
    /// It does not hold.
    case failing
    /// It cannot be checked.
    case blocked
    /// An operator lets it pass unchecked.
    case waived

    /// Whether it lets its milestone be done.
    var isSettled: Bool { self == .passing || self == .waived }
  }

  /// What is claimed.
  package internal(set) var claim: Claim
  /// Where it stands.
  package private(set) var status = Status.pending
  /// What was said about it, oldest first: the newest hundred.
  package private(set) var history: [AssertionVerdict] = []

  /// How many verdicts are kept.
  private static var keptVerdicts: Int { 100 }

  init(_ claim: Claim) { self.claim = claim }

  /// Its name.
  package var id: AssertionID { claim.id }

  /// The newest verdict; nil where there was none.
  package var lastVerdict: AssertionVerdict? { history.last }

  /// Takes in a verdict.
  mutating func take(_ verdict: AssertionVerdict) {
    status = verdict.word.status
    history.append(verdict)
    if history.count > Self.keptVerdicts { history.removeFirst(history.count - Self.keptVerdicts) }
  }

  /// Asks for a new verdict of a later round; what was said stays.
  mutating func ask() { status = .pending }
}

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
