extension Mission {
  /// Decides whether the mission is done, runs, or waits, once everything else has happened.
  mutating func decideState(_ turn: inout Turn) {
    if items.values.allSatisfy({ !holdsMission($0) }), isPlanFulfilled, landingProblem(at: turn.now) == nil {
      for item in orderedItems where !item.isDone {
        cancelOpenTasks(of: item.id, reason: "the mission is complete without it", &turn)
      }
      header.become(.completed)
      finishPlan(&turn)
      withdrawHelp(&turn)
      turn.log("Mission completed - all work items and watches done")
      return
    }
    guard !isHalted else { return }
    let next: State = tasks.isAnyHeld ? .running : .blocked(.waiting(waitingReason(turn)))
    guard next != header.state else { return }
    if case .blocked(.waiting(let reason)) = next {
      turn.remark(reason)
    } else if case .blocked = header.state {
      turn.log("Mission goes on")
    }
    header.become(next)
  }

  /// Whether the mission is not complete before an item is done. Advisory work of a plan is waited for only where
  /// somebody has begun it: what was found out is not lost.
  private func holdsMission(_ item: WorkItem) -> Bool {
    let isAdvisory = plan != nil && header.objectives.isEmpty && item.isAdvisory
    return !item.isDone && (!isAdvisory || item.isBegun)
  }

  /// Why nothing is done any more for a mission that is over.
  var overRefusal: Refusal {
    Refusal(.invalid, "the mission is over: \(header.state.word)", hint: "start a new mission for what is left")
  }

  /// Stops the mission: its watches sleep until `resume`; by force it fails and its open tasks are cancelled.
  mutating func stop(by: String, force: Bool, _ turn: inout Turn) -> Reply {
    guard !isOver else {
      return .refused(overRefusal)
    }
    if force {
      for task in tasks.open {
        cancel(task.id, reason: "the mission was stopped by force", &turn)
      }
      header.become(.failed(reason: "Stopped by \(by) (forced)"))
      withdrawHelp(&turn)
      turn.log("Mission stopped by \(by) by force: it failed")
      return .done("mission stopped by force")
    }
    if case .planning = header.state {
      return .refused(
        Refusal(.invalid, "the mission is still being planned", hint: "'mission stop --force' gives it up"))
    }
    header.become(.blocked(.stopped(by: by)))
    turn.log("Mission stopped by \(by)")
    return .done("mission stopped; 'mission resume' lets it go on")
  }

  /// Lets a stopped, paused or stuck mission go on, and forgives what was tried in vain. Never forces a watch green.
  mutating func resume(by: String, _ turn: inout Turn) -> Reply {
    switch header.state {
    case .completed, .failed:
      turn.remark("ignored resume directive: the mission is over")
      return .refused(overRefusal)
    case .planning:
      issues.look(at: turn.now)
      return .done("planning is tried again")
    case .running, .blocked: break
    }
    let wasHalted = isHalted
    if wasHalted { header.become(.running) }
    if isBudgetSpent { header.forgive(costUSD: costUSD) }
    tasks.endPauses()
    for item in orderedItems {
      items.forgiveAttempts(of: item.id)
      guard case .held(let hold) = item.state else { continue }
      release(item, from: hold, &turn)
    }
    outbox.forgiveRefusals()
    acceptLandings(at: turn.now)
    // A paused mission may have missed anything: look at everything now.
    pullRequests.touch(at: turn.now) { _ in true }
    issues.look(at: turn.now)
    turn.log("Mission resumed by \(by)")
    return .done(wasHalted ? "mission resumed" : "attempts forgiven; everything is looked at again")
  }

  private mutating func release(_ item: WorkItem, from hold: WorkItem.Hold, _ turn: inout Turn) {
    switch hold {
    case .dependencyCancelled, .dependencyUnmerged:
      // The operator's word: go on without what was cancelled, also when the issues are read again.
      let cancelled = item.dependsOn.filter { items[$0]?.state == .done(.cancelled) }
      let unplanned = item.outsideDependencies.filter { issues[$0]?.facts?.state == .notPlanned }
      items.waive(cancelled, unplanned, for: item.id)
      items.release(item.id, at: turn.now)
    case .exhausted, .issueVanished: items.release(item.id, at: turn.now)
    // Only a person's act on GitHub (reopen, another pull request) or a note decides about a closed pull request.
    case .pullRequestClosed: break
    }
  }

  private func waitingReason(_ turn: Turn) -> String {
    if items.values.allSatisfy(\.isDone), let problem = landingProblem(at: turn.now) { return "Waiting: \(problem)" }
    if let reason = milestoneReason { return "Waiting: \(reason)" }
    let open = orderedItems.filter { !$0.isDone }
    let begun = open.filter { $0.state != .pending }
    guard let first = begun.first ?? open.first else { return "Waiting" }
    let why = why(first.id, roster: turn.roster, by: turn.judgement)
    return "Waiting: \(why)" + (begun.count > 1 ? " (and \(begun.count - 1) more)" : "")
  }
}
