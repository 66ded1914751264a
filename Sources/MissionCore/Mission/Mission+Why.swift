extension Mission {
  /// One sentence that names the cause of an item's state. Every item that does not move has one.
  package func why(_ id: Identifier<WorkItem>, roster: AgentRoster) -> String {
    why(id, roster: roster, by: lastJudgement)
  }

  /// The same by what was judged in this turn.
  func why(_ id: Identifier<WorkItem>, roster: AgentRoster, by judgement: Judgement) -> String {
    guard let item = items[id] else { return "there is no such item" }
    if header.state == .completed, !item.isDone { return "the mission is complete without it" }
    switch item.state {
    case .done(let resolution):
      return landingNeed(of: item, at: judgement.now).map { "done, but \($0.text)" } ?? resolution.sentence
    case .held(let hold): return "held: \(hold.reason)"
    case .assigned(let task):
      return haltPrefix + "assigned to \(holderName(of: task, roster)); it has not taken the task yet"
    case .running(let task):
      guard isStalled(task, at: judgement.now) else {
        return haltPrefix + "\(holderName(of: task, roster)) is working on it"
      }
      return haltPrefix
        + "\(holderName(of: task, roster)) has it and has shown no sign of life for \(header.policy.stallSeconds) s or "
        + "more (stall_secs); it goes to another when the lease ends"
    case .pending:
      if plan?.phase == .planning { return "the mission is being planned; 'mission plan-complete' begins the work" }
      if isHalted { return haltedSentence }
      if let obstacle = obstacle(to: .begin, of: item, by: judgement) { return "waits for \(obstacle.verdict.text)" }
      return "its dependencies are done; it is promoted at the next event"
    case .ready: return isHalted ? haltedSentence : readySentence(of: item, roster, at: judgement.now)
    case .submitted(let reporting):
      return isHalted ? haltedSentence : submittedSentence(of: item, reporting, roster, judgement)
    }
  }

  /// One sentence about the mission as a whole.
  package func why(roster: AgentRoster) -> String {
    switch header.state {
    case .planning(let problem):
      problem.map { "planning: \($0.text)" }
        ?? (plan == nil
          ? "planning: its issues are being read; each waits its turn at GitHub" : "it is being planned")
    case .running: "\("task".counted(tasks.held.count)) in hand"
    case .blocked(let block): block.reason + queueSuffix
    case .completed: "everything is done"
    case .failed(let reason): reason + queueSuffix
    }
  }

  private var haltPrefix: String { isHalted ? "\(header.state.reason ?? "halted"), but " : "" }

  private var haltedSentence: String { "the mission is paused: \(header.state.reason ?? "halted")\(queueSuffix)" }

  /// What is still done though the mission stands still.
  private var queueSuffix: String {
    guard isHalted || isOver else { return "" }
    return outbox.automations.keys.sorted().compactMap { reference in
      leavingQueue(reference).map { "; pull request \(reference) \($0)" }
    }.joined()
  }

  private func holderName(of task: Identifier<WorkTask>, _ roster: AgentRoster) -> String {
    tasks[task]?.lease.map { roster.name(of: $0.agent) } ?? "nobody"
  }

  /// Why a task is not handed out yet though an agent may be free; nil where nothing is in its way.
  private func delaySentence(of task: WorkTask?, at now: Timestamp) -> String? {
    if isBudgetSpent { return budgetSentence }
    guard let task, let notBefore = task.notBefore, !task.isDue(at: now) else { return nil }
    let failed = tasksOf(task.item).filter { $0.kind == task.kind }.compactMap { earlier -> (Timestamp, String)? in
      guard case .failed(let reason) = earlier.state else { return nil }
      return (earlier.updatedAt, reason)
    }.max { $0.0 < $1.0 }
    let reason = failed.map { " (\(UntrustedText.line($0.1)))" } ?? ""
    return "its last attempt failed\(reason); it is offered again "
      + "\(notBefore.seconds(since: task.createdAt)) s after that"
  }

  private func readySentence(of item: WorkItem, _ roster: AgentRoster, at now: Timestamp) -> String {
    if let delay = delaySentence(of: assignable(of: item), at: now) { return "ready, but " + delay }
    guard freePlaces > 0 else {
      return "ready, but all \(header.policy.maxParallelItems) parallel places are taken (max_parallel_items)"
    }
    if let task = assignable(of: item), let reserved = task.reservedFor {
      return "ready, waits for \(roster.name(of: reserved)), to whom it was redirected"
    }
    return "ready, but " + agentProblem(for: item, roster, at: now)
  }

  private func agentProblem(for item: WorkItem, _ roster: AgentRoster, at now: Timestamp) -> String {
    if isFitted(item, roster) { return "no fitting agent is free" }
    if let absence = absence(of: { mayTake(item, $0) }, roster, at: now) { return absence }
    if roster.livingRoles.isEmpty { return "no living agent is registered" }
    if let specialties = item.details?.specialties, !specialties.isEmpty {
      return "no living agent has the specialty \(specialties.joined(separator: " or "))"
    }
    return "no living agent fits \(item.ownerRole.map { "role \($0)" } ?? "\(item.kind.rawValue) work")"
  }

  private func mayTake(_ item: WorkItem, _ agent: Agent) -> Bool {
    AgentMatching.score(role: agent.role, specialties: agent.specialties, for: item) > 0
  }

  /// Why those who fit are not there, as far as the mission knows them: whoever comes back first is named. Nil where it
  /// knows none.
  private func absence(of fits: (Agent) -> Bool, _ roster: AgentRoster, at now: Timestamp) -> String? {
    let absent = roster.known.values.filter { !$0.isAlive && fits($0) }
    let parked = absent.compactMap { agent -> (until: Timestamp, agent: Agent, reason: String)? in
      guard case .parked(let until, let reason) = agent.state else { return nil }
      return (until, agent, reason)
    }
    if let first = parked.min(by: { ($0.until, $0.agent.id) < ($1.until, $1.agent.id) }) {
      let minutes = (first.until.seconds(since: now) + 59) / 60
      return "\(first.agent.name) is at its usage limit"
        + (minutes > 0 ? " for \(minutes) min more" : ", which is over, and has not shown up since")
        + " (\(UntrustedText.line(first.reason)))"
    }
    if absent.contains(where: { $0.state == .lost }) { return "only lost agents fit it" }
    if absent.contains(where: { $0.state == .stopped }) { return "every agent that could take it is stopped" }
    return absent.min { $0.id < $1.id }.map { "\($0.name) \($0.absence)" }
  }

  private func submittedSentence(
    of item: WorkItem, _ reporting: Identifier<WorkTask>?, _ roster: AgentRoster, _ judgement: Judgement
  ) -> String {
    let obstacle = obstacle(to: .completion, of: item, by: judgement)
    if let obstacle, obstacle.gate == .fix, case .needsPerson(let reason, _) = obstacle.verdict { return reason }
    if let task = assignable(of: item) {
      let title = task.causes.first?.title ?? "its work is to be done"
      if let reserved = task.reservedFor {
        return "waits for \(roster.name(of: reserved)), to whom it was redirected: \(title)"
      }
      if let delay = delaySentence(of: task, at: judgement.now) { return "a fix waits: " + delay }
      if freePlaces == 0 { return "a fix waits for a parallel place: \(title)" }
      if let author = item.author, roster.isAlive(author), !task.avoids.contains(author) {
        return "a fix waits until \(roster.name(of: author)) is free: \(title)"
      }
      return "a fix is ready (\(title)), but \(agentProblem(for: item, roster, at: judgement.now))"
    }
    if let reference = item.pullRequests.first(where: { pullRequests[$0]?.problem != nil }),
      let problem = pullRequests[reference]?.problem
    {
      return "waits for GitHub: pull request \(reference) could not be read (\(problem))"
    }
    if let review = openReview(of: item.id), review.lease == nil, obstacle?.gate == .review {
      if livingReviewerExists(roster) { return "its review waits for a free reviewer" }
      let absence = absence(of: { $0.lane == .reviewer && !review.avoids.contains($0.id) }, roster, at: judgement.now)
      return "its review waits, and \(absence ?? "no reviewer is registered")"
    }
    if let problem = obstacle?.verdict.text {
      let leaving = item.pullRequests.compactMap(leavingQueue).first
      return "submitted: \(problem)" + (leaving.map { problem.contains($0) ? "" : "; its pull request \($0)" } ?? "")
    }
    if let reporting { return "\(holderName(of: reporting, roster)) is about to report" }
    return "all its gates passed; it completes at the next event"
  }

  /// Whether any living agent may ever take the item.
  func isFitted(_ item: WorkItem, _ roster: AgentRoster) -> Bool {
    if let wanted = item.details?.specialties, !wanted.isEmpty {
      if !roster.livingSpecialties.isDisjoint(with: wanted) { return true }
      // Where every living agent has a specialty, and none of them a wanted one, nobody may stand in.
      if !roster.livingSpecialties.isEmpty, !roster.livingSpecialties.contains("") { return false }
    }
    return roster.livingRoles.contains {
      AgentMatching.score(role: $0, specialties: [], for: item, livingSpecialties: roster.livingSpecialties) > 0
    }
  }

  /// Whether any living agent may review.
  func livingReviewerExists(_ roster: AgentRoster) -> Bool {
    roster.livingRoles.contains { AgentMatching.isReviewer(role: $0) }
  }
}

extension WorkItem.Resolution {
  fileprivate var sentence: String {
    switch self {
    case .gatesPassed: "done: all its gates passed"
    case .merged: "done: its pull request was merged"
    case .issueClosed: "done: its issue was closed as completed"
    case .cancelled: "cancelled: its issue was closed as not planned"
    case .skipped: "skipped by an operator"
    }
  }
}
