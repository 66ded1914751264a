extension Mission {
  /// Where an item stands before each of its gates.
  func standings(of item: WorkItem, by judgement: Judgement) -> [Standing] {
    Gate.all.flatMap { $0.standings(self, item, judgement) }
  }

  /// The first gate that holds an item from a step; nil when nothing holds it.
  func obstacle(to step: Gate.Steps, of item: WorkItem, by judgement: Judgement) -> Standing? {
    for gate in Gate.all where gate.steps.contains(step) {
      if let standing = gate.standings(self, item, judgement).first(where: { !$0.verdict.isPassed }) { return standing }
    }
    return nil
  }

  /// Whether nothing that is known holds an item from a step: what is unproven is merely being asked about.
  func mayOnlyLackProof(of step: Gate.Steps, _ item: WorkItem, by judgement: Judgement) -> Bool {
    Gate.all.filter { $0.steps.contains(step) }.allSatisfy { gate in
      gate.standings(self, item, judgement).allSatisfy { $0.verdict.isPassed || $0.verdict.isUnproven }
    }
  }

  /// What was judged at the last turn: for who asks between two.
  var lastJudgement: Judgement { Judgement(at: header.lastTickAt) }
}
