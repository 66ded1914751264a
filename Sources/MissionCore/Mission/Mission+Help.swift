extension Mission {
  /// Asks the conductor for what only a person can mend, repeats what is still open, and withdraws what is gone.
  mutating func askForHelp(_ turn: inout Turn) {
    guard !isOver else { return }
    let needs = needs(turn)
    let change = header.ask(for: needs, at: turn.now)
    for request in change.withdrawn {
      turn.add(.withdrawHelp(request.id))
      turn.remark("Help no longer needed: \(request.reason)")
    }
    for request in change.asked {
      turn.add(.askForHelp(request))
      turn.remark("Help needed: \(request.reason)")
      guard let task = needs.first(where: { $0.subject == request.subject })?.stalled, let lease = task.lease else {
        continue
      }
      turn.add(.urge(task.id, lease.agent))
    }
    for request in change.repeated { turn.add(.askForHelp(request)) }
  }

  /// Withdraws every open question, as nobody needs an answer any more.
  mutating func withdrawHelp(_ turn: inout Turn) {
    for request in header.withdrawHelp() { turn.add(.withdrawHelp(request.id)) }
  }

  /// Something that only a person can mend.
  typealias Need = Header.Need

  private func needs(_ turn: Turn) -> [Need] {
    if case .planning(let problem) = header.state {
      guard let problem else { return [] }
      return [
        Need(
          subject: .plan, reason: "the plan cannot be made: \(problem.lasting)",
          remedy: problem.remedy)
      ]
    }
    if isHalted { return [] }
    var needs: [Need] = []
    if let problem = header.replanProblem {
      needs.append(
        Need(
          subject: .plan, reason: "the changed issues make no plan, so the old one stands: \(problem)",
          remedy: "mend the issues' dependencies"))
    }
    needs += orderedItems.compactMap { need(of: $0, by: turn.judgement) }
    needs += lostDependencies(at: turn.now) + lostRepositories
    needs += milestoneNeeds(turn)
    if isBudgetSpent, items.values.contains(where: { !$0.isDone }) {
      needs.append(
        Need(
          subject: .budget, reason: budgetSentence + "; nothing new is handed out",
          remedy: "'mission note ID resume' grants the same amount again"))
    }
    if let need = agentNeed(turn.roster) { needs.append(need) }
    needs += untakenNeeds(turn.roster)
    if let need = reviewerNeed(turn.roster, at: turn.now) { needs.append(need) }
    if turn.now >= stuckAt, !turn.hasProgressed, needs.isEmpty, case .running = header.state {
      needs.append(
        Need(
          // Without a number: a reason that changes by itself would be told anew at every event.
          subject: .noProgress, reason: "nothing has moved for half an hour or more",
          remedy: "look at its agents: 'signalbox task list'"))
    }
    return needs
  }

  /// How long work may wait for somebody, or nothing move, before a person is asked, in seconds: half an hour, well
  /// within a lease.
  static let helpPatience = 1_800

  /// When a mission without progress is called stuck.
  var stuckAt: Timestamp { header.lastProgressAt.adding(seconds: Self.helpPatience) }

  /// Whether of an item exactly that is asked which would be asked now.
  func isAsked(about item: WorkItem, by judgement: Judgement) -> Bool {
    let need = need(of: item, by: judgement)
    let asked = header.help.first { $0.subject == .item(item.id) }
    return asked?.reason == need?.reason && asked?.remedy == need?.remedy
  }

  private func need(of item: WorkItem, by judgement: Judgement) -> Need? {
    if case .needsPerson(let reason, let remedy) = landingNeed(of: item, at: judgement.now) {
      return Need(subject: .item(item.id), reason: "'\(item.title)': \(reason)", remedy: remedy)
    }
    guard !item.isDone else { return nil }
    if let stalled = openTasksOf(item.id).first(where: { stallsAt($0).map { $0 <= judgement.now } ?? false }) {
      return Need(
        subject: .item(item.id),
        reason: "'\(item.title)': the agent of task \(stalled.id) has shown no sign of life for "
          + "\(header.policy.stallSeconds) s or more (stall_secs)",
        remedy: "look at the agent ('signalbox agent logs NAME'); the task goes to another when its lease ends",
        stalled: stalled)
    }
    let name = "'\(item.title)'"
    if case .held(let hold) = item.state {
      // A bot may have pushed what it closed: that is looked at first.
      if case .pullRequestClosed(let reference) = hold, isLandingOpen(reference) { return nil }
      let remedy =
        switch hold {
        case .dependencyUnmerged:
          "reopen and merge it; 'mission note ID resume' goes on without it, 'mission note ID \"skip ITEM\"' drops the item"
        case .dependencyCancelled:
          "'mission note ID resume' goes on without it, 'mission note ID \"skip ITEM\"' drops the item"
        case .issueVanished: "'mission note ID \"skip ITEM\"' drops the item"
        case .pullRequestClosed: "reopen it or open another that closes the issue, or 'mission note ID \"skip ITEM\"'"
        case .exhausted:
          "'mission note ID resume' tries again, 'mission note ID \"redirect ITEM to AGENT\"' with another agent"
        }
      return Need(subject: .item(item.id), reason: "\(name) is held: \(hold.reason)", remedy: remedy)
    }
    for reference in item.pullRequests {
      guard let facts = pullRequests[reference], !facts.state.isOver else { continue }
      if facts.isGone {
        return Need(
          subject: .item(item.id), reason: "\(name): pull request \(reference) does not exist or cannot be seen",
          remedy: "name another that closes its issue, give the token access, or 'mission note ID \"skip ITEM\"'")
      }
      if facts.fetches.areInVain(at: judgement.now) {
        return Need(
          subject: .item(item.id), reason: "\(name): GitHub cannot be asked about pull request \(reference)",
          remedy: "'signalbox doctor' checks the token and the way to GitHub; it is tried again by itself")
      }
    }
    for standing in standings(of: item, by: judgement) {
      guard case .needsPerson(let reason, let remedy) = standing.verdict else { continue }
      return Need(subject: .item(item.id), reason: "\(name): \(reason)", remedy: remedy)
    }
    // What a stranger made holds nothing up, and is asked about all the same.
    guard case .needsPerson(let reason, let remedy) = choiceNeed(of: item) else { return nil }
    return Need(subject: .item(item.id), reason: "\(name): \(reason)", remedy: remedy)
  }

  /// Whether GitHub has yet to be asked where the work of a closed pull request went.
  private func isLandingOpen(_ reference: PullRequestReference) -> Bool {
    guard let facts = pullRequests[reference] else { return false }
    guard let snapshot = facts.snapshot, snapshot.state == facts.state else {
      return facts.currentSnapshot == nil && facts.problem == nil
    }
    guard facts.landingQuestion != nil else { return false }
    return facts.currentLanding == nil
  }

  private func lostDependencies(at now: Timestamp) -> [Need] {
    let wanted = Set(items.values.filter { !$0.isDone }.flatMap(\.outsideDependencies))
    return wanted.sorted().compactMap { reference in
      guard let issue = issues[reference] else { return nil }
      if let gone = issue.gone {
        return Need(
          subject: .dependency(reference), reason: "the dependency \(reference) is gone: \(gone)",
          remedy: "take it out of the issue's text, or give the token access to it")
      }
      guard issue.fetches.areInVain(at: now) else { return nil }
      return Need(
        subject: .dependency(reference), reason: "GitHub cannot be asked about the dependency \(reference)",
        remedy: "'signalbox doctor' checks the token and the way to GitHub; it is tried again by itself")
    }
  }

  private var lostRepositories: [Need] {
    let dealt = dealtRepositories
    return repositories.values.sorted { $0.name < $1.name }.compactMap { facts in
      guard dealt.contains(facts.name), let problem = facts.standing.problem else { return nil }
      return Need(
        subject: .repository(facts.name), reason: "the repository \(facts.name) \(problem)",
        remedy: facts.standing.remedy)
    }
  }

  private func agentNeed(_ roster: AgentRoster) -> Need? {
    guard freePlaces > 0, !isBudgetSpent else { return nil }
    let stranded = orderedItems.filter { item in
      guard let task = assignable(of: item), task.lease == nil else { return false }
      if let author = item.author, task.isFix, roster.isAlive(author) { return false }
      return !isFitted(item, roster)
    }
    guard let first = stranded.first else { return nil }
    let lost = lostHolders(of: first, ofReviews: false, roster)
    if lost.isEmpty, let absent = absentHolder(of: first, ofReviews: false, roster) {
      return Need(
        subject: .lostAgents,
        reason: "'\(first.title)' is ready and nobody else fits it: \(absent.name) \(absent.absence)",
        remedy: absent.remedyOfAbsence)
    }
    if let last = lost.first {
      // Whoever did not take it is asked about by itself.
      if last.tookNothing { return nil }
      let names = lost.map { roster.name(of: $0.agent) }
      return Need(
        subject: .lostAgents,
        reason: "'\(first.title)' is ready and only lost agents fit it: "
          + "\(names.joined(separator: ", ")) gave no sign of life",
        remedy: "start \(names[0]) again: 'signalbox task next --agent \(names[0])', or register another agent")
    }
    return Need(
      subject: .noAgent, reason: "'\(first.title)' is ready and no living agent fits it",
      remedy: (first.details?.specialties.first.map { "'signalbox agent register NAME --specialty \($0)'" }
        ?? "'signalbox agent register NAME --role \(first.ownerRole ?? first.kind.usualRole)'")
        + ", or start one again that 'signalbox agent list' shows")
  }

  /// Whoever let go of an item's work, or of its reviews, and has not shown up since, newest first.
  private func lostHolders(
    of item: WorkItem, ofReviews: Bool, _ roster: AgentRoster
  ) -> [(agent: Identifier<Agent>, tookNothing: Bool)] {
    var seen: Set<Identifier<Agent>> = []
    return tasksOf(item.id).sorted { ($0.updatedAt, $0.id) > ($1.updatedAt, $1.id) }.compactMap { task in
      guard case .cancelled = task.state, task.isReview == ofReviews, let agent = task.lastHolder,
        roster.agent(agent)?.state == .lost, seen.insert(agent).inserted
      else { return nil }
      return (agent, task.startedAt == nil)
    }
  }

  /// Who let go of an item's work, or of its reviews, last because it was stopped or met a limit, and is not there yet.
  private func absentHolder(of item: WorkItem, ofReviews: Bool, _ roster: AgentRoster) -> Agent? {
    let last = tasksOf(item.id).filter { task in
      if case .cancelled = task.state { task.isReview == ofReviews } else { false }
    }.max { ($0.updatedAt, $0.id) < ($1.updatedAt, $1.id) }
    guard let agent = last?.lastHolder.flatMap({ roster.agent($0) }) else { return nil }
    return switch agent.state {
    case .parked, .unavailable: agent
    case .idle, .busy, .lost: nil
    }
  }

  /// Work that was handed to an agent which did not take it, and that nobody has taken since.
  private func untakenNeeds(_ roster: AgentRoster) -> [Need] {
    orderedItems.compactMap { item in
      guard let open = openTasksOf(item.id).first(where: \.isUntaken),
        let holder = lostHolders(of: item, ofReviews: open.isReview, roster).first, holder.tookNothing
      else { return nil }
      let name = roster.name(of: holder.agent)
      let isStranded =
        open.state == .pending
        && !roster.livingRoles.contains { AgentMatching.score(role: $0, specialties: [], for: item) > 0 }
      return Need(
        subject: .untaken(item.id),
        reason: "'\(item.title)' was handed to \(name), which did not take it in \(header.policy.takeWithinSeconds) s"
          + (isStranded ? ", and only lost agents fit it" : ""),
        remedy: "start it: 'signalbox task next --agent \(name)', or 'signalbox agent remove \(name)'")
    }
  }

  private func reviewerNeed(_ roster: AgentRoster, at now: Timestamp) -> Need? {
    guard !isBudgetSpent else { return nil }
    let waiting = tasks.waitingReviews
    guard let task = waiting.min(by: { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }) else { return nil }
    let title = "'\(items[task.item]?.title ?? "")'"
    let reason: String
    if !livingReviewerExists(roster) {
      let lost = items[task.item].map { lostHolders(of: $0, ofReviews: true, roster) } ?? []
      if lost.isEmpty, let item = items[task.item],
        let absent = absentHolder(of: item, ofReviews: true, roster)
      {
        return Need(
          subject: .noReviewer,
          reason: "\(title) waits for a review and nobody else could do it: \(absent.name) \(absent.absence)",
          remedy: "\(absent.remedyOfAbsence), or 'mission approve ID ITEM'")
      }
      reason =
        lost.isEmpty
        ? "\(title) waits for a review and no reviewer is registered"
        : "\(title) waits for a review and only lost reviewers could do it: "
          + lost.map { roster.name(of: $0.agent) }.joined(separator: ", ")
    } else if now >= task.createdAt.adding(seconds: Self.helpPatience) {
      // Reviewers there are, but all too busy, or all of them worked on it themselves.
      reason = "\(title) has waited for a reviewer for half an hour or more"
    } else {
      return nil
    }
    return Need(
      subject: .noReviewer, reason: reason,
      remedy: "'signalbox agent register NAME --role reviewer', a review on GitHub, or 'mission approve ID ITEM'")
  }
}

extension WorkKind {
  /// The role that usually does such work.
  fileprivate var usualRole: String {
    switch self {
    case .design: "designer"
    case .implement, .followUp, .mergeGate: "backend"
    case .test: "tester"
    case .review: "reviewer"
    case .research: "researcher"
    }
  }
}

extension Mission.PlanningProblem {
  /// The part that stays the same while nothing changes: what GitHub answers may differ at every try.
  fileprivate var lasting: String {
    switch self {
    case .invalid(let text): text
    case .unavailable: "GitHub could not be asked about its issues"
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .invalid: "mend the issues; it is tried again by itself, or at once with 'mission note ID resume'"
    case .unavailable: "'signalbox doctor' checks the token and the way to GitHub; it is tried again by itself"
    }
  }
}
