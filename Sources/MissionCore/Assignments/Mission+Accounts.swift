extension Mission {
  /// What the runs of an item's tasks used together; nil where nothing was told.
  package func usage(of item: Identifier<WorkItem>) -> RunUsage? {
    Self.sum(tasksOf(item).compactMap(\.usage))
  }

  /// What all its runs used together; nil where nothing was told.
  package var usage: RunUsage? { Self.sum(tasks.values.compactMap(\.usage)) }

  /// What each agent's runs used together, as far as that was told; the most costly first.
  package var usageByAgent: [(agent: Identifier<Agent>, usage: RunUsage)] {
    let told = tasks.values.compactMap { task in
      task.assignee.flatMap { agent in task.usage.map { (agent: agent, usage: $0) } }
    }
    return Dictionary(grouping: told, by: \.agent).compactMap { agent, runs in
      Self.sum(runs.map(\.usage)).map { (agent, $0) }
    }.sorted { ($1.usage.costUSD ?? 0, $0.agent) < ($0.usage.costUSD ?? 0, $1.agent) }
  }

  /// What its runs used and may cost, in one line: `$1.23 of $5.00, 12.3k tokens in`; nil where there is nothing to
  /// say.
  package var budgetSummary: String? {
    guard let bound = header.policy.maxCostUSD else { return usage?.summary }
    var rest = usage ?? RunUsage()
    rest.costUSD = nil
    let cost = "\(RunUsage.dollars(costUSD)) of \(RunUsage.dollars(bound))"
    return rest.isEmpty ? cost : "\(cost), \(rest.summary)"
  }

  private static func sum(_ usages: [RunUsage]) -> RunUsage? {
    usages.isEmpty ? nil : usages.reduce(RunUsage(), +)
  }

  /// What all its runs cost so far, in US dollars, as far as that was told.
  package var costUSD: Double { tasks.values.reduce(0) { $0 + ($1.usage?.costUSD ?? 0) } }

  /// Whether its runs have used up what they may cost: nothing new is handed out then.
  package var isBudgetSpent: Bool {
    guard let bound = header.policy.maxCostUSD else { return false }
    return costUSD - (header.forgivenCostUSD ?? 0) >= bound
  }

  /// One sentence about a budget that is used up; without the cost itself, which goes on changing while runs end.
  var budgetSentence: String {
    "its agents' runs have used up what they may cost (max_cost_usd \(header.policy.maxCostUSD ?? 0))"
  }

  /// Takes in what a run used. Told again it counts once; also a run that reported by itself is counted.
  mutating func account(
    for id: Identifier<WorkTask>, _ usage: RunUsage, session: String?, by agent: Identifier<Agent>,
    _ turn: inout Turn
  ) -> Reply {
    guard let task = tasks[id] else {
      return .refused(Refusal(.notFound, "there is no task \(id)", hint: "'signalbox task list' shows the tasks"))
    }
    guard task.assignee == agent else {
      return .refused(
        Refusal(.forbidden, "task \(id) is another agent's", hint: "'signalbox task show \(id)' says whose it is"))
    }
    let told = usage.withinReason
    // Whoever told a session and no usage has told of the run, too.
    let isFirst = task.usage == nil && task.session == nil
    turn.add(.account(agent, before: isFirst ? nil : task.usage ?? RunUsage(), told))
    tasks.account(for: id, told.isEmpty ? nil : told, session: session.map { String($0.prefix(200)) })
    return .done("noted")
  }

  /// When work that follows these failures may be handed out; nil at once.
  func pauseEnd(afterFailures failures: Int, at now: Timestamp) -> Timestamp? {
    failures == 0 ? nil : now.adding(seconds: BackOff.tasks.seconds(afterFailures: failures))
  }

  /// How many of an item's latest tasks of this kind failed in a row.
  func failuresInARow(of item: Identifier<WorkItem>, _ kind: WorkTask.Kind) -> Int {
    let ended = tasksOf(item).filter { $0.kind == kind && !$0.isOpen }
      .sorted { ($0.updatedAt, $0.id) < ($1.updatedAt, $1.id) }
    return ended.reversed().prefix { if case .failed = $0.state { true } else { false } }.count
  }

  /// The moment since when an agent that took a task has shown no sign of life for too long; nil where no one did.
  func stallsAt(_ task: WorkTask) -> Timestamp? {
    guard case .running(let lease) = task.state, header.policy.stallSeconds < header.policy.taskLeaseSeconds else {
      return nil
    }
    return lease.endsAt.adding(seconds: header.policy.stallSeconds - header.policy.taskLeaseSeconds)
  }

  /// Whether the agent that took a task has shown no sign of life for too long.
  package func isStalled(_ id: Identifier<WorkTask>, at now: Timestamp) -> Bool {
    tasks[id].flatMap { stallsAt($0) }.map { $0 <= now } ?? false
  }
}

extension RunUsage {
  /// What a program says of itself is only believed where it is possible.
  fileprivate var withinReason: RunUsage {
    var usage = self
    usage.inputTokens = inputTokens.map { max(0, $0) }
    usage.outputTokens = outputTokens.map { max(0, $0) }
    usage.turns = turns.map { max(0, $0) }
    usage.costUSD = costUSD.flatMap { $0.isFinite ? max(0, $0) : nil }
    return usage
  }
}
