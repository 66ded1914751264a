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
