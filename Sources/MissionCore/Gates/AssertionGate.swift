extension Mission {
  /// A milestone is done once every assertion that it gates holds, or an operator lets it pass.
  func assertionGate(of milestone: Milestone) -> [Standing] {
    assertions(gating: milestone.id).map { Standing(.assertion($0.id), verdict(of: $0)) }
  }

  /// The assertions that a milestone gates, in the order of the contract: those whose last claiming milestone it is. What
  /// only items without a milestone claim is checked with the last milestone of all.
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

  private func verdict(of assertion: Assertion) -> Verdict {
    let evidence = assertion.lastVerdict.map { UntrustedText.line($0.evidence) } ?? ""
    switch assertion.status {
    case .passing: return .passes("\(assertion.id) passes")
    case .waived: return .passes("\(assertion.id) was waived")
    case .pending: return .waits("\(assertion.id) is to be checked")
    case .failing: return .mends("\(assertion.id) fails: \(evidence)", by: "a task mends it")
    case .blocked:
      return .needsPerson(
        "\(assertion.id) cannot be checked: \(evidence)",
        remedy: "'signalbox validate reopen \(assertion.id)' once it can, or 'signalbox validate waive \(assertion.id)'"
      )
    }
  }
}
