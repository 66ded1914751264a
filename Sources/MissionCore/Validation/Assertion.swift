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
