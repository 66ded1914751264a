extension Mission {
  mutating func read(contract text: String, _ turn: inout Turn) throws(Refusal) {
    let before = plan?.assertions ?? []
    do throws(ContractFaults) {
      plan?.adopt(try Contract(reading: text), at: turn.now)
    } catch {
      throw Refusal(.invalid, "the contract contradicts itself: \(error)", hint: "mend .tasks/validation-contract.md")
    }
    guard plan?.assertions != before else { return }
    adoptManifestPlan(at: turn.now)
    turn.log("Contract read: \("assertion".counted(plan?.assertions.count ?? 0))")
  }

  mutating func completePlan(
    _ contract: String?, allowGaps: Bool, by: String, _ turn: inout Turn
  ) throws(Refusal) -> String {
    if let contract { try read(contract: contract, &turn) }
    guard plan?.phase == .planning else { return "planning was completed before" }
    let faults = planFaults(allowGaps: allowGaps)
    guard faults.isEmpty else {
      let more = faults.count > Self.shownFaults ? ["and \(faults.count - Self.shownFaults) more"] : []
      throw Refusal(
        .invalid, "the plan is not complete:\n  " + (faults.prefix(Self.shownFaults) + more).joined(separator: "\n  "),
        hint: "mend these, then 'signalbox mission plan-complete' again")
    }
    let gaps = coverage.gaps
    if !gaps.isEmpty {
      turn.log(
        "\(by) let \("assertion".counted(gaps.count)) pass uncovered: "
          + gaps.prefix(20).map(\.text).joined(separator: ", "))
    }
    plan?.activate(allowing: gaps, at: turn.now)
    header.become(.running)
    turn.log(
      "Planning completed: \("task".counted(items.count)) in \("milestone".counted(plan?.milestones.count ?? 0))")
    return "planning completed"
  }

  /// How many faults one answer names: more would hide the first ones.
  static var shownFaults: Int { 200 }

  /// Everything that keeps the plan from being carried out, one sentence each.
  func planFaults(allowGaps: Bool) -> [String] {
    guard let plan else { return [] }
    var faults: [String] = []
    if plan.milestones.isEmpty { faults.append("there is no milestone") }
    for milestone in plan.milestones where !items.values.contains(where: { $0.milestone == milestone.id }) {
      faults.append("milestone \(milestone.id) '\(milestone.title)' has no task")
    }
    let coverage = coverage
    for stray in coverage.strays {
      faults.append("task \(TaskDetails.name(stray.number)) fulfils \(stray.id), which is not in the contract")
    }
    if !allowGaps {
      for gap in coverage.gaps { faults.append("\(gap) is not covered by any task (--allow-gaps lets it pass)") }
    }
    for item in plannedItems where item.dependsOn.contains(where: { items[$0] == nil }) {
      faults.append("task \(item.details?.name ?? "") depends on a task that was deleted")
    }
    return faults + forwardDependencies
  }

  mutating func adopt(_ file: PlanFile, _ turn: inout Turn) throws(Refusal) {
    guard plan?.phase == .planning, items.isEmpty, plan?.milestones.isEmpty ?? true else {
      throw Refusal(
        .invalid, "the mission has a plan of its own", hint: "'signalbox mission set \"TITLE\"' begins an empty one")
    }
    plan?.rename(try Self.title(file.title), text: try Self.text(file.description, "description"))
    if let contract = file.contract { try read(contract: contract, &turn) }
    for stage in file.milestones {
      _ = try createMilestone(stage.title, stage.sequence, stage.description, &turn)
    }
    for goal in file.goals { plan?.aim(at: try Self.title(goal, of: "goal")) }
    // Dependencies last: a task may wait for one with a higher number.
    for entry in file.tasks {
      guard 1...1_000_000 ~= entry.number, item(number: entry.number) == nil else {
        throw Refusal(
          .invalid, "task number \(entry.number) is given twice or out of range", hint: "mend the plan file")
      }
      var draft = entry.task
      draft.depends = nil
      _ = try createTask(draft, number: entry.number, &turn)
    }
    for entry in file.tasks {
      guard let depends = entry.task.depends, let item = item(number: entry.number) else { continue }
      try setDependencies(depends, of: item.id, entry.number, at: turn.now)
    }
  }
}
