extension Mission {
  /// An agent asks for its task: takes what was assigned to it, or shows again what it holds.
  mutating func hand(over handOver: HandOver, to agent: Identifier<Agent>, _ turn: inout Turn) -> Reply {
    guard let task = tasks.held(by: agent).first else {
      return .task(nil, prompt: "", claim: nil)
    }
    guard !awaitsEvidence(task, at: turn.now) else { return .task(nil, prompt: "", claim: nil) }
    // Asked again, the same claim: an answer that was lost on its way must not lock the agent out of its task.
    let claim = task.lease?.claim ?? handOver.claim
    take(task, by: agent, claim: claim, &turn)
    return .task(
      task.id, prompt: prompt(for: task.id, handOver, roster: turn.roster, at: turn.now), claim: claim)
  }

  /// The agent takes its task, or shows that it goes on with it: the lease of a taken task runs.
  mutating func take(_ task: WorkTask, by agent: Identifier<Agent>, claim: String?, _ turn: inout Turn) {
    let end = turn.now.adding(seconds: header.policy.taskLeaseSeconds)
    let lease = WorkTask.Lease(agent: agent, endsAt: end, claim: claim)
    guard tasks.take(task.id, lease, at: turn.now) else { return }
    items.begin(task.item, with: task.id, at: turn.now)
    turn.log("\(turn.roster.name(of: agent)) took task \(task.id) for \(name(of: task))")
    turn.add(.taken(task.id, by: agent))
  }

  /// A sign of life: the lease of whatever the agent has taken runs anew.
  mutating func renewLease(of agent: Identifier<Agent>, at now: Timestamp) {
    tasks.renewLeases(of: agent, until: now.adding(seconds: header.policy.taskLeaseSeconds), at: now)
  }

  /// Takes back every task whose lease has ended; it goes to another agent.
  mutating func endLeases(_ turn: inout Turn) {
    for task in tasks.held {
      guard let lease = task.lease, lease.endsAt <= turn.now else { continue }
      let agent = lease.agent
      let name = turn.roster.name(of: agent)
      turn.add(.markLost(agent))
      replace(task, reason: "its lease ended without a sign of life from \(name)", &turn)
    }
  }

  /// An agent left: what it held goes to another.
  mutating func takeBack(from agent: Identifier<Agent>, reason: String, _ turn: inout Turn) {
    for task in tasks.held(by: agent) { replace(task, reason: reason, &turn) }
    tasks.dropReservations(for: agent)
  }

  /// An agent reports a task as done.
  ///
  /// - Parameters:
  ///   - reference: The pull request that GitHub has shown to carry the work; nil where the report claims none.
  ///   - isCounted: Whether the agent's record counts the task as finished already.
  mutating func complete(
    _ id: Identifier<WorkTask>, _ report: WorkTask.Report, by reporter: Reporter,
    carriedBy reference: PullRequestReference? = nil, isCounted: Bool = false, _ turn: inout Turn
  ) -> Reply {
    if let task = tasks[id], task.isValidation, case .completed = task.state {
      return .done("every assertion has a verdict")
    }
    if let refusal = refusal(of: id, "completion", by: reporter, &turn) { return .refused(refusal) }
    guard let task = tasks[id], let agent = task.lease?.agent else { return .done("noted") }
    if let refusal = objection(toProofOf: task, report) { return .refused(refusal) }
    var (report, isCut) = report.capped()
    if case .review = task.kind {
      guard let verdict = report.verdict ?? WorkTask.ReviewVerdict(from: report.result) else {
        return .refused(
          Refusal(
            .invalid, "the verdict of review task \(id) is missing",
            hint:
              "say --verdict approve|reject, or begin the result with 'approved:'/'lgtm' or 'rejected:'/'changes requested:'"
          ))
      }
      report.verdict = verdict
      if verdict == .reject, WorkTask.ReviewVerdict.reason(in: report.result).isEmpty {
        return .refused(
          Refusal(
            .invalid, "the rejection of review task \(id) has no reason",
            hint: "say with --result what is to be changed: the author is told just that"))
      }
    }
    if reference == nil, let refusal = refusal(of: task, reporting: report, turn.hosts) { return .refused(refusal) }
    let missing = unanswered(by: task)
    guard missing.isEmpty else {
      return .refused(
        Refusal(
          .invalid,
          "validation \(id) is not done: no verdict on \(missing.prefix(50).map(\.text).joined(separator: ", "))",
          hint: "'signalbox validate assert ID --status passing|failing|blocked --evidence \"…\"' for each"))
    }
    tasks.complete(id, report, at: turn.now)
    turn.add(.release(agent, completed: !isCounted))
    switch task.kind {
    case .review(let head): judgeReview(task, report, head: head, &turn)
    case .work, .fix:
      takeIn(task, report, by: agent, &turn)
      if let reference {
        items.noteAgentPullRequest(reference, of: task.item)
        submit(task.item, by: reference, &turn)
      }
    case .validate: turn.log("Validation task \(id) completed by \(turn.roster.name(of: agent))")
    }
    var answer = "task \(id) completed"
    if let verdict = report.verdict, task.isReview { answer += "; \(verdict.consequence)" }
    if !task.isReview, let consequences = consequences(for: task.item, by: turn.judgement) {
      answer += "; \(consequences)"
    }
    if lacksProof(task, report) { answer += "; it has no proof" }
    if isCut { answer += "; its texts were cut to 64 KiB" }
    return .done(answer)
  }

  /// Why a report's proof is not taken: what begins as JSON is JSON, and there is one where the policy asks for it.
  func objection(toProofOf task: WorkTask, _ report: WorkTask.Report) -> Refusal? {
    if let fault = report.proofFault { return fault.refusal }
    guard header.policy.proofRequired, lacksProof(task, report) else { return nil }
    return Refusal(
      .invalid, "the report has no proof, and this mission asks for one (proof_required)",
      hint: "say with --proof what shows that it is done")
  }

  /// Whether a report on an item of a planned mission says nothing that shows that it is done.
  private func lacksProof(_ task: WorkTask, _ report: WorkTask.Report) -> Bool {
    guard task.kind == .work, let item = items[task.item], item.details != nil, item.kind != .research else {
      return false
    }
    guard let proof = try? Proof(report.proof ?? "") else { return true }
    return proof.isEmpty
  }

  /// Why work is not taken as done: work on an issue's code ends in a pull request, or in the word that there is none.
  private func refusal(
    of task: WorkTask, reporting report: WorkTask.Report, _ hosts: GitHubHosts
  ) -> Refusal? {
    guard task.kind == .work, let item = items[task.item], item.pullRequests.isEmpty, item.kind.needsReview else {
      return nil
    }
    let home = home(of: item)
    if let shortfall = PullRequestMention.shortfall(in: report.result, home: home, on: hosts) {
      return Refusal(.invalid, shortfall.refusal.message, hint: shortfall.refusal.hint)
    }
    guard item.issue != nil, report.hasNoPullRequest != true, !isProposed(item.id) else { return nil }
    let named = PullRequestMention.all(in: report.result, home: home, on: hosts).map(\.reference)
    guard !named.contains(where: { owns($0.repository) }) else { return nil }
    if let stranger = named.first { return objection(toCarryingBy: stranger) }
    return Refusal(
      .invalid, "the report names no pull request",
      hint: "say --pull-request URL, or --no-pull-request if the work needs none")
  }

  /// An agent reports that it cannot do a task.
  mutating func fail(
    _ id: Identifier<WorkTask>, reason: String, by reporter: Reporter, _ turn: inout Turn
  ) -> Reply {
    if let refusal = refusal(of: id, "failure report", by: reporter, &turn) { return .refused(refusal) }
    guard let task = tasks[id], let agent = task.lease?.agent else { return .done("noted") }
    if let milestone = task.milestone {
      tasks.fail(id, because: reason, at: turn.now)
      turn.add(.release(agent, completed: false))
      plan?.change(milestone) { $0.countFailedValidation() }
      turn.log("Validation task \(id) of milestone \(milestone) failed: \(reason)")
      return .done("task \(id) failed")
    }
    guard let item = items[task.item] else { return .done("noted") }
    tasks.fail(id, because: reason, at: turn.now)
    turn.add(.release(agent, completed: false))
    turn.log("Task \(id) for '\(item.title)' failed: \(reason)")
    guard item.liveTask == id else {
      if case .review = task.kind { items.countReviewFailure(of: item.id) }
      return .done("task \(id) failed")
    }
    switch task.kind {
    case .review, .validate: break
    case .fix(let kind):
      endFix(task, kind, at: turn.now)
      items.submit(item.id, at: turn.now)
    case .work:
      items.noteWorkFailure(of: item.id, because: reason, allowed: header.policy.maxAttempts, at: turn.now)
    }
    return .done("task \(id) failed")
  }

  /// An agent gives its task back because its account may do no more: no failure, and the work goes to another.
  mutating func giveBack(
    _ id: Identifier<WorkTask>, until: Timestamp, reason: String, by reporter: Reporter, _ turn: inout Turn
  ) -> Reply {
    if let refusal = refusal(of: id, "return", by: reporter, &turn) { return .refused(refusal) }
    guard let task = tasks[id], let agent = task.lease?.agent else { return .done("noted") }
    let line = UntrustedText.line(reason)
    turn.add(.park(agent, until: until, reason: line))
    replace(task, reason: "\(turn.roster.name(of: agent)) met a usage limit: \(line)", &turn)
    return .done("task \(id) goes to another agent")
  }

  /// Cancels an open task; its holder is free again.
  mutating func cancel(_ id: Identifier<WorkTask>, reason: String, _ turn: inout Turn) {
    guard let task = tasks[id], task.isOpen else { return }
    if let lease = task.lease {
      if task.isUntaken { turn.add(.withdraw(id, from: lease.agent)) }
      turn.add(.release(lease.agent, completed: false))
    }
    tasks.cancel(id, because: reason, at: turn.now)
    turn.log("Task \(id) cancelled: \(reason)")
    guard let item = items[task.item], item.liveTask == id else { return }
    items.giveBack(item.id, at: turn.now)
  }

  /// Cancels every open task of an item.
  mutating func cancelOpenTasks(of item: Identifier<WorkItem>, reason: String, _ turn: inout Turn) {
    for task in openTasksOf(item) { cancel(task.id, reason: reason, &turn) }
  }

  /// Supersedes a held task by a new one of the same sort that avoids its holder.
  private mutating func replace(_ task: WorkTask, reason: String, _ turn: inout Turn) {
    let holder = task.lease?.agent
    if task.isUntaken, let holder { turn.add(.withdraw(task.id, from: holder)) }
    tasks.cancel(task.id, because: reason, at: turn.now)
    turn.log("Task \(task.id) taken back: \(reason)")
    guard let item = items[task.item], !item.isDone else { return }
    switch (task.kind, item.state) {
    case (.work, .assigned), (.work, .running), (.fix, .assigned), (.fix, .running):
      items.giveBack(item.id, at: turn.now)
    case (.work, .submitted): return items.giveBack(item.id, at: turn.now)
    // A lost review is asked for again by the review gate.
    case (.review, _), (.work, _), (.fix, _), (.validate, _): return
    }
    var next = WorkTask(id: header.identifiers.next(), item: item.id, kind: task.kind, createdAt: turn.now)
    next.causes = task.causes
    next.avoids = task.avoids
    if let holder { next.avoids.insert(holder) }
    tasks.add(next)
  }

  mutating func refusal(
    of id: Identifier<WorkTask>, _ what: String, by reporter: Reporter, _ turn: inout Turn
  ) -> Refusal? {
    guard let task = tasks[id] else {
      return Refusal(.notFound, "there is no task \(id)", hint: "'signalbox task list' shows the tasks")
    }
    let problem: String? =
      switch task.state {
      case .assigned, .running: nil
      case .pending: "it has not been handed to an agent"
      case .completed: "it is completed already"
      case .failed(let reason): "it failed already: \(reason)"
      case .cancelled(let reason): "it was superseded: \(reason)"
      }
    guard let problem else {
      guard let objection = reporter.objection(toSpeakingFor: task) else { return nil }
      turn.remark("Refused the \(what) of task \(id): \(objection.message)")
      return objection
    }
    turn.remark("Refused the \(what) of task \(id): \(problem)")
    return Refusal(
      .invalid, "task \(id) cannot take a \(what): \(problem)",
      hint:
        "'signalbox task show \(id.text.prefix(8))' shows it; 'signalbox task next' hands out what is to be done now")
  }
}
