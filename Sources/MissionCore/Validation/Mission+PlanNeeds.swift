extension Mission {
  /// What of the plan only a person can mend.
  func milestoneNeeds(_ turn: Turn) -> [Need] {
    guard let plan, plan.phase == .active else { return [] }
    var needs: [Need] = []
    for milestone in plan.milestones {
      if case .held(let reason) = milestone.state {
        needs.append(
          Need(
            subject: .milestone(milestone.id), reason: "milestone \(milestone.id) is held: \(reason)",
            remedy: Self.verdictRemedy))
      } else if let task = openTasksOf(milestone.subject).first(where: { $0.state == .pending }),
        !turn.roster.livingRoles.contains(where: { mayValidate(role: $0, turn.roster) })
      {
        needs.append(
          Need(
            subject: .milestone(milestone.id),
            reason: "\(name(of: task)) waits to be validated and no validator is registered",
            remedy: "'signalbox agent register NAME --role validator'"))
      } else if let task = openTasksOf(milestone.subject).first(where: { $0.state == .pending }),
        turn.now >= task.createdAt.adding(seconds: Self.helpPatience)
      {
        needs.append(
          Need(
            subject: .milestone(milestone.id),
            reason: "\(name(of: task)) has waited for a validator that did not work on it for half an hour or more",
            remedy: "'signalbox agent register NAME --role validator'"))
      } else if milestone.state == .active || milestone.state == .validating, let blocked = blocked(in: milestone.id) {
        // A person can look into it while the rest is mended and validated: it is not asked about only at the end.
        needs.append(
          Need(
            subject: .milestone(milestone.id), reason: "\(blocked), and milestone \(milestone.id) waits for it",
            remedy: Self.verdictRemedy))
      }
    }
    return needs
  }

  private static var verdictRemedy: String {
    "'signalbox validate reopen ID --reason …' or 'validate waive ID --reason …' goes on"
  }

  /// What of a milestone its validators could not check, as a sentence; nil where there is nothing.
  func blocked(in id: String) -> String? {
    let names = assertions(gating: id).filter { $0.status == .blocked }.map(\.id.text)
    return names.isEmpty ? nil : "\(names.prefix(5).joined(separator: ", ")) cannot be checked"
  }

  /// What a mission whose work is done still waits for; nil while items say it themselves.
  var milestoneReason: String? {
    guard let plan, plan.phase == .active else { return nil }
    for milestone in plan.milestones {
      switch milestone.state {
      case .held(let reason): return "milestone \(milestone.id) is held: \(reason)"
      case .validating: return "milestone \(milestone.id) waits for its validator"
      case .locked, .active, .done: continue
      }
    }
    guard items.values.allSatisfy(\.isDone) else { return nil }
    let open = plan.assertions.filter { !$0.status.isSettled && !plan.allowedGaps.contains($0.id) }.map(\.id.text)
    return open.isEmpty ? nil : "\(open.prefix(5).joined(separator: ", ")) is not covered by any task"
  }

  /// All of the plan is there.
  mutating func finishPlan(_ turn: inout Turn) {
    guard plan != nil else { return }
    plan?.complete(at: turn.now)
    turn.add(.announce("Mission completed: '\(plan?.title ?? "")'"))
  }

  /// Makes work of what an agent came upon: it is never waited for, and a planner may make it part of the plan.
  mutating func follow(_ discovered: [String], from item: WorkItem, _ turn: inout Turn) {
    guard plan != nil, let source = item.details else { return }
    for text in discovered.prefix(20) {
      let title = UntrustedText.line(text)
      guard !title.isEmpty else { continue }
      let number = plan?.nextNumber ?? 1
      let planned = PlannedItem(
        objective: .task(number), title: title, kind: .followUp, ownerRole: nil,
        priority: MissionCompiler.defaultPriority, milestone: nil, dependsOn: [], outsideDependencies: [])
      var details = TaskDetails(number: number)
      details.specialties = source.specialties
      details.goal = source.goal
      details.text = UntrustedText.visible(text)
      details.isOutsideGate = true
      _ = addPlanned(planned, details, at: turn.now)
      turn.log("Task \(details.name) created from what task \(source.name) came upon: '\(title)'")
    }
  }
}
