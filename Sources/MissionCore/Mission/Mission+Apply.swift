extension Mission {
  /// Lets something happen to the mission: the only way its state changes.
  ///
  /// Everything the event makes possible follows in the same step: gates, promotion, assignment, completion, help. The
  /// order is fixed, so the same mission, event, time and roster always end in the same state.
  package mutating func apply(
    _ event: Event, at now: Timestamp, roster: AgentRoster, hosts: GitHubHosts = .gitHub
  ) -> Decision {
    apply([event], at: now, roster: roster, hosts: hosts)
  }

  /// Lets several things happen at once, as the facts of one webhook do. The reply is the last one's.
  package mutating func apply(
    _ events: [Event], at now: Timestamp, roster: AgentRoster, hosts: GitHubHosts = .gitHub
  ) -> Decision {
    var turn = Turn(now: now, roster: roster, hosts: hosts)
    var reply = Reply.done("noted")
    for event in events { reply = handle(event, &turn) }
    endWaitForEvidence(&turn)
    header.noteTick(at: now)
    let looked = scheduleTouched(&turn)
    let isSettled = looked != nil || schedule(&turn)
    if !isRehearsed { updateReports(&turn) }
    if turn.hasProgressed || !turn.effects.isEmpty { header.noteChange(isProgress: turn.hasProgressed, at: now) }
    if let looked, let former = settlement {
      settlement = Settlement(self, after: former, lookingAt: looked)
    } else {
      settlement = isSettled ? Settlement(self, turn) : nil
    }
    return Decision(reply: reply, effects: turn.effects, finds: turn.finds)
  }

  private mutating func handle(_ event: Event, _ turn: inout Turn) -> Reply {
    switch event {
    case .observed(let observation): takeIn(observation, &turn)
    case .tick: endLeases(&turn)
    case .agentAvailable: break
    case .taskRequested(let agent, let handOver): return hand(over: handOver, to: agent, &turn)
    case .heartbeat(let agent): renewLease(of: agent, at: turn.now)
    case .agentLeft(let agent, let reason):
      turn.roster.remove(agent)
      takeBack(from: agent, reason: reason, &turn)
    case .agentStopped(let agent):
      turn.roster.stop(agent)
      takeBack(from: agent, reason: "\(turn.roster.name(of: agent)) was stopped", &turn)
    case .taskDone(let task, let report, let reporter): return complete(task, report, by: reporter, &turn)
    case .taskClaimed(let task, let report, let text, let reporter, let signal):
      return claim(text, for: task, report, by: reporter, answering: signal, &turn)
    case .taskFailed(let task, let reason, let reporter): return fail(task, reason: reason, by: reporter, &turn)
    case .taskReturned(let task, let until, let reason, let reporter):
      return giveBack(task, until: until, reason: reason, by: reporter, &turn)
    case .recorded(let report): return takeIn(report, &turn)
    case .taskAccounted(let task, let usage, let session, let agent):
      return account(for: task, usage, session: session, by: agent, &turn)
    case .pullRequestWanted(let task, let branch, let text, let reporter):
      return propose(branch, for: task, text: text, by: reporter, &turn)
    case .actionEnded(let pending, let outcome): end(pending, outcome, &turn)
    case .note(let note): return accept(note, &turn)
    case .approve(let item, let by): return approve(item, by: by, &turn)
    case .stop(let by, let force): return stop(by: by, force: force, &turn)
    case .resume(let by): return resume(by: by, &turn)
    case .plan(let change, let by): return self.change(change, by: by, &turn)
    case .statement(let statement, let reporter): return hear(statement, by: reporter, &turn)
    }
    return .done("noted")
  }

  /// The scheduler: what time, facts and reports have made possible, in a fixed order. Whether nothing was left to do.
  private mutating func schedule(_ turn: inout Turn) -> Bool {
    settlement = nil
    guard !isOver else {
      takeOutOfQueue(&turn)
      return false
    }
    makePlan(&turn)
    if case .planning = header.state {
      askForHelp(&turn)
      return false
    }
    if isRehearsed { return false }
    let before = SettledParts(self)
    if !isHalted {
      judgeWatches(of: orderedItems, &turn)
      completeItems(orderedItems, &turn)
      advanceMilestones(&turn)
      promoteItems(&turn)
      createReviewTasks(for: orderedItems, &turn)
      automate(&turn)
      assignTasks(&turn)
    } else {
      takeOutOfQueue(&turn)
    }
    decideState(&turn)
    askForHelp(&turn)
    return !isHalted && !isOver && SettledParts(self) == before
  }

  /// The scheduler's work where nothing is new but checks of some pull requests: it looks at their items alone, and
  /// says at which pull requests. Nil, and nothing done, where more may follow from it: then everything is looked at.
  private mutating func scheduleTouched(_ turn: inout Turn) -> Set<PullRequestReference>? {
    guard let settlement, let touched = settlement.touched(in: self, turn),
      !header.help.contains(where: { $0.subject == .noProgress })
    else { return nil }
    let looked = carried(byAny: touched)
    let references = touched.union(looked.flatMap(\.pullRequests))
    guard !outbox.concerns(references) else { return nil }
    var (mission, attempt) = (self, turn)
    attempt.judgement = Judgement(at: turn.now, after: readings)
    mission.judgeWatches(of: looked, &attempt)
    mission.completeItems(looked, &attempt)
    mission.createReviewTasks(for: looked, &attempt)
    mission.automate(looked, &attempt)
    guard settlement.stands(in: mission), looked.allSatisfy({ mission.isAsked(about: $0, by: attempt.judgement) })
    else { return nil }
    mission.decideState(&attempt)
    (self, turn) = (mission, attempt)
    return references
  }
}
