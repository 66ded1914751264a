extension Mission {
  /// Lets milestones begin, be validated and be done, in their order, as far as their gates allow.
  mutating func advanceMilestones(_ turn: inout Turn) {
    guard let plan, plan.phase == .active else { return }
    var isOpen = true
    for id in plan.milestones.map(\.id) {
      if isOpen, self.plan?.milestone(id)?.state == .locked { begin(id, &turn) }
      if self.plan?.milestone(id)?.state != .locked { advance(id, &turn) }
      if self.plan?.milestone(id)?.isDone != true { isOpen = false }
    }
  }

  private mutating func begin(_ id: String, _ turn: inout Turn) {
    plan?.change(id) { $0.become(.active, at: turn.now) }
    turn.log("Milestone \(id) begins: '\(plan?.milestone(id)?.title ?? "")'")
  }

  private mutating func advance(_ id: String, _ turn: inout Turn) {
    guard let milestone = plan?.milestone(id) else { return }
    switch milestone.state {
    case .locked: break
    case .active:
      guard isWorkDone(in: id) else { return }
      askAgain(id)
      validate(id, &turn)
    case .validating, .held:
      guard isWorkDone(in: id) else { return reopen(milestone, &turn) }
      validate(id, &turn)
    case .done:
      // What was done may be undone: an issue opened again, an assertion that does not hold any more.
      guard !isWorkDone(in: id) || !passesAssertions(milestone) else { return }
      plan?.change(id) { $0.become(.active, at: turn.now) }
      turn.log("Milestone \(id) is open again")
      mend(id, &turn)
      if isWorkDone(in: id) { validate(id, &turn) }
    }
  }

  /// Work that was done is open again, or more was added: nothing is validated before it is done.
  private mutating func reopen(_ milestone: Milestone, _ turn: inout Turn) {
    cancelValidations(of: milestone, reason: "there is work in it again", &turn)
    plan?.change(milestone.id) { $0.become(.active, at: turn.now) }
    turn.log("Milestone \(milestone.id) is open again: there is work in it")
  }

  /// The items a milestone waits for.
  func gatingItems(of id: String) -> [WorkItem] {
    orderedItems.filter { $0.milestone == id && !$0.isAdvisory }
  }

  private func isWorkDone(in id: String) -> Bool { gatingItems(of: id).allSatisfy(\.isDone) }

  /// What failed, and what was checked before an item that claims it was finished, is to be checked anew.
  private mutating func askAgain(_ id: String) {
    for assertion in assertions(gating: id) {
      guard let verdict = assertion.lastVerdict else { continue }
      switch assertion.status {
      case .failing: plan?.change(assertion.id) { $0.ask() }
      case .passing:
        let isOutdated = items.values.contains { item in
          item.details?.fulfills.contains(assertion.id) == true && item.isDone && item.updatedAt > verdict.at
        }
        if isOutdated { plan?.change(assertion.id) { $0.ask() } }
      case .pending, .blocked, .waived: break
      }
    }
  }

  /// A milestone whose work is done stands before its assertions.
  private mutating func validate(_ id: String, _ turn: inout Turn) {
    guard let milestone = plan?.milestone(id) else { return }
    let gated = assertions(gating: id)
    if passesAssertions(milestone) {
      cancelValidations(of: milestone, reason: "everything it asks about is settled", &turn)
      plan?.change(id) { $0.become(.done, at: turn.now) }
      return turn.log("Milestone \(id) done: '\(milestone.title)'")
    }
    if gated.contains(where: { $0.status == .pending }) { return askValidator(id, &turn) }
    if gated.contains(where: { $0.status == .failing }) {
      if case .held = milestone.state, milestone.failedRounds >= header.policy.maxValidationRounds { return }
      guard milestone.state == .active || milestone.failedRounds + 1 < header.policy.maxValidationRounds else {
        plan?.change(id) { $0.countFailedRound() }
        return hold(id, "its assertions failed in \(header.policy.maxValidationRounds) rounds", &turn)
      }
      return mend(id, &turn)
    }
    if let blocked = blocked(in: id) { hold(id, blocked, &turn) }
  }

  /// A milestone cannot go on without a person.
  mutating func hold(_ id: String, _ reason: String, _ turn: inout Turn) {
    guard let milestone = plan?.milestone(id) else { return }
    cancelValidations(of: milestone, reason: reason, &turn)
    if case .held = milestone.state { return }
    plan?.change(id) { $0.hold(because: reason, at: turn.now) }
    turn.log("Milestone \(id) is held: \(reason)")
  }

  /// Makes the one task that mends each assertion that failed in this round, and opens the milestone for them.
  private mutating func mend(_ id: String, _ turn: inout Turn) {
    guard let milestone = plan?.milestone(id) else { return }
    let failing = assertions(gating: id).filter { $0.status == .failing }
    guard !failing.isEmpty else { return }
    for assertion in failing { remediate(assertion, of: id, round: milestone.round, &turn) }
    guard milestone.state != .active else { return }
    cancelValidations(of: milestone, reason: "what failed is mended first", &turn)
    plan?.change(id) {
      $0.countFailedRound()
      $0.become(.active, at: turn.now)
    }
  }

  private mutating func remediate(_ assertion: Assertion, of milestone: String, round: Int, _ turn: inout Turn) {
    let mark = TaskDetails.Remediation(assertion: assertion.id, round: round)
    guard
      !items.values.contains(where: {
        $0.details?.remediates?.assertion == assertion.id && (!$0.isDone || $0.details?.remediates == mark)
      })
    else { return }
    let claimant = plannedItems.last { item in
      item.details?.fulfills.contains(assertion.id) == true && item.details?.remediates == nil
    }
    let number = plan?.nextNumber ?? 1
    let planned = PlannedItem(
      objective: .task(number),
      title: "Fix: \(UntrustedText.line(assertion.claim.text)) (remediation for \(assertion.id))", kind: .followUp,
      ownerRole: claimant?.ownerRole, priority: 1, milestone: milestone, dependsOn: [], outsideDependencies: [])
    var details = TaskDetails(number: number)
    details.specialties = claimant?.details?.specialties ?? []
    details.goal = claimant?.details?.goal
    details.fulfills = [assertion.id]
    details.text = assertion.lastVerdict?.evidence ?? ""
    details.remediates = mark
    let item = addPlanned(planned, details, at: turn.now)
    turn.log("Task \(details.name) created: '\(item.title)'")
  }

  /// Whether everything the plan asks for is there.
  var isPlanFulfilled: Bool {
    guard let plan else { return true }
    return plan.phase != .planning && plan.milestones.allSatisfy(\.isDone)
      && plan.assertions.allSatisfy { $0.status.isSettled || plan.allowedGaps.contains($0.id) }
  }
}
