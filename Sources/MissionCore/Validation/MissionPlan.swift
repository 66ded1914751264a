/// What a planned mission has beside its work: stages, goals, and the contract that says what done means. Only its own
/// functions change it.
package struct MissionPlan: Hashable, Sendable, Codable {
  /// How far it is. The raw values stand in the records.
  package enum Phase: String, Hashable, Sendable, Codable {
    /// It is being written: nothing is handed out.
    case planning
    /// It is being carried out.
    case active
    /// All of it is done.
    case complete
  }

  /// The mission's title, untrusted text.
  package private(set) var title: String
  /// What it is for, untrusted text.
  package private(set) var text: String
  /// How far it is.
  package private(set) var phase = Phase.planning
  /// Its stages, in their order.
  package private(set) var milestones: [Milestone] = []
  /// The assertions in the order of the contract.
  package private(set) var assertions: [Assertion] = []
  /// The contract's text as it was last read; nil before.
  package private(set) var contract: String?
  /// The texts of its goals, in the order they came up.
  package private(set) var goals: [String] = []
  /// The assertions that nobody fulfils, by an operator's word.
  package private(set) var allowedGaps: [AssertionID] = []
  /// The highest number that an item was given.
  package private(set) var usedNumbers = 0
  /// When it was begun to be carried out.
  package private(set) var activatedAt: Timestamp?
  /// When all of it was done.
  package private(set) var completedAt: Timestamp?

  /// A plan that is to be written.
  package init(title: String, text: String) {
    self.title = title
    self.text = text
  }

  /// The number that the next item gets.
  var nextNumber: Int { usedNumbers + 1 }

  /// The milestone of a name.
  package func milestone(_ id: String) -> Milestone? { milestones.first { $0.id == id } }

  /// The assertion of a name.
  package func assertion(_ id: AssertionID) -> Assertion? { assertions.first { $0.id == id } }

  /// It is called this, and is for that.
  mutating func rename(_ title: String, text: String) {
    self.title = title
    self.text = text
  }

  /// An item was given this number.
  mutating func use(number: Int) { usedNumbers = max(usedNumbers, number) }

  /// Somebody works for this; an empty text is no goal.
  mutating func aim(at goal: String) {
    if !goal.isEmpty, !goals.contains(goal) { goals.append(goal) }
  }

  /// Takes in a milestone at its place, instead of the one of this name.
  mutating func put(_ milestone: Milestone, insteadOf former: String? = nil) {
    milestones.removeAll { $0.id == former ?? milestone.id }
    milestones.append(milestone)
    milestones.sort { $0.sequence < $1.sequence }
  }

  /// Takes a milestone out.
  mutating func remove(milestone id: String) { milestones.removeAll { $0.id == id } }

  /// It is complete as it is written, whoever fulfils these or not, and is carried out.
  mutating func activate(allowing gaps: [AssertionID] = [], at now: Timestamp) {
    allowedGaps = gaps
    phase = .active
    activatedAt = now
  }

  /// All of it is done.
  mutating func complete(at now: Timestamp) {
    phase = .complete
    completedAt = now
  }

  /// Changes the milestone of a name, if there is one.
  mutating func change(_ id: String, _ change: (inout Milestone) -> Void) {
    guard let place = milestones.firstIndex(where: { $0.id == id }) else { return }
    change(&milestones[place])
  }

  /// Changes the assertion of a name, if there is one.
  mutating func change(_ id: AssertionID, _ change: (inout Assertion) -> Void) {
    guard let place = assertions.firstIndex(where: { $0.id == id }) else { return }
    change(&assertions[place])
  }

  /// Takes in a contract as it was read now. A claim with new words needs a new verdict; one that left the contract
  /// leaves the plan.
  mutating func adopt(_ new: Contract, at now: Timestamp) {
    let known = Dictionary(assertions.map { ($0.id, $0) }) { first, _ in first }
    assertions = new.claims.map { claim in
      guard var assertion = known[claim.id] else { return Assertion(claim) }
      let isStale = assertion.claim.digest != claim.digest && assertion.lastVerdict != nil
      assertion.claim = claim
      if isStale {
        assertion.take(
          AssertionVerdict(
            round: assertion.lastVerdict?.round ?? 0, word: .stale, evidence: "its claim was changed", by: "contract",
            at: now))
      }
      return assertion
    }
    contract = new.text
  }
}
