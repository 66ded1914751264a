extension Mission {
  /// Every kind of gate, in the order in which people are told of them.
  private enum GateKind: CaseIterable {
    case milestone, dependency, confirmation, choice, fix, watch, landing, review, merge

    /// Whether it holds an item from the step.
    func holds(from step: Gate.Step) -> Bool {
      switch self {
      case .milestone: step == .begin
      case .dependency: step == .begin || step == .merge
      case .confirmation, .choice, .fix, .watch, .review: step == .merge || step == .completion
      case .landing, .merge: step == .completion
      }
    }
  }

  private func standings(before kind: GateKind, of item: WorkItem, by judgement: Judgement) -> [Standing] {
    switch kind {
    case .milestone: milestoneGate(of: item, by: judgement)
    case .dependency: dependencyGate(of: item, by: judgement)
    case .confirmation: confirmationGate(of: item, by: judgement)
    case .choice: choiceGate(of: item, by: judgement)
    case .fix: fixGate(of: item, by: judgement)
    case .watch: watchGate(of: item, by: judgement)
    case .landing: landingGate(of: item, by: judgement)
    case .review: reviewGate(of: item, by: judgement)
    case .merge: mergeGate(of: item, by: judgement)
    }
  }

  /// Where an item stands before each of its gates.
  func standings(of item: WorkItem, by judgement: Judgement) -> [Standing] {
    GateKind.allCases.flatMap { standings(before: $0, of: item, by: judgement) }
  }

  /// The first gate that holds an item from a step; nil when nothing holds it.
  func obstacle(to step: Gate.Step, of item: WorkItem, by judgement: Judgement) -> Standing? {
    for kind in GateKind.allCases where kind.holds(from: step) {
      if let standing = standings(before: kind, of: item, by: judgement).first(where: { !$0.verdict.isPassed }) {
        return standing
      }
    }
    return nil
  }

  /// What was judged at the last turn: for who asks between two.
  var lastJudgement: Judgement { Judgement(at: header.lastTickAt) }
}
