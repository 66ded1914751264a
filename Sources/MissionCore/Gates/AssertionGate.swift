/// A milestone is done once every assertion that it gates holds, or an operator lets it pass. It is asked by the
/// milestone, for all its items at once, and so is none of ``Gate/all``.
extension Mission {
  /// Whether each assertion that a milestone gates holds.
  func passesAssertions(_ milestone: Milestone) -> Bool {
    assertions(gating: milestone.id).allSatisfy(\.status.isSettled)
  }

  /// The assertions that a milestone gates, in the order of the contract: those whose last claiming milestone it is.
  /// What only items without a milestone claim is checked with the last milestone of all.
  package func assertions(gating id: String) -> [Assertion] {
    guard let plan else { return [] }
    let places = gatingMilestones
    return plan.assertions.filter { places[$0.id] == id }
  }

  /// The milestone that each claimed assertion gates.
  package var gatingMilestones: [AssertionID: String] {
    guard let plan, let last = plan.milestones.last else { return [:] }
    let sequences = Dictionary(plan.milestones.map { ($0.id, $0.sequence) }) { first, _ in first }
    var places: [AssertionID: Int] = [:]
    for item in items.values {
      guard let details = item.details, details.remediates == nil else { continue }
      let sequence = item.milestone.flatMap { sequences[$0] } ?? last.sequence
      for id in details.fulfills { places[id] = max(places[id] ?? 0, sequence) }
    }
    return places.mapValues { "M\($0)" }
  }
}
