extension Mission {
  /// Every kind of gate with the steps it holds an item from, in the order in which people are told of them.
  private static var gates: [(holds: Set<Gate.Step>, ask: (Mission) -> (WorkItem, Judgement) -> [Standing])] {
    [
      ([.begin], Mission.milestoneGate),
      ([.begin, .merge], Mission.dependencyGate),
      ([.merge, .completion], Mission.confirmationGate),
      ([.merge, .completion], Mission.choiceGate),
      ([.merge, .completion], Mission.fixGate),
      ([.merge, .completion], Mission.watchGate),
      ([.completion], Mission.landingGate),
      ([.merge, .completion], Mission.reviewGate),
      ([.completion], Mission.mergeGate),
    ]
  }

  /// Where an item stands before each of its gates. A gate is asked only as far as its answer is looked at.
  func standings(of item: WorkItem, by judgement: Judgement) -> some Sequence<Standing> {
    Self.gates.lazy.flatMap { $0.ask(self)(item, judgement) }
  }

  /// The first gate that holds an item from a step; nil when nothing holds it.
  func obstacle(to step: Gate.Step, of item: WorkItem, by judgement: Judgement) -> Standing? {
    for gate in Self.gates where gate.holds.contains(step) {
      if let standing = gate.ask(self)(item, judgement).first(where: { !$0.verdict.isPassed }) { return standing }
    }
    return nil
  }

  /// What was judged at the last turn: for who asks between two.
  var lastJudgement: Judgement { Judgement(at: header.lastTickAt) }
}
