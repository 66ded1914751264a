package import CommandLine
package import MissionCore
import MissionStore

/// One mission as lines for people: what moves, what does not, and why.
package struct MissionLines {
  /// What is shown besides the mission and its items.
  package struct Sections: Sendable, Equatable {
    /// Every item's details.
    package var work = false
    /// What each pull request is watched for.
    package var watches = false
    /// Last look, open questions, notes.
    package var dispatcher = false
    /// How many of the newest events.
    package var events = 0

    /// One with its parts.
    package init(work: Bool = false, watches: Bool = false, dispatcher: Bool = false, events: Int = 0) {
      self.work = work
      self.watches = watches
      self.dispatcher = dispatcher
      self.events = events
    }
  }

  /// What is shown.
  package let mission: Mission
  /// Who could work for it.
  package let roster: AgentRoster
  /// How its things are called.
  package let names: Names
  /// By when ages are reckoned.
  package let now: Timestamp
  /// How words are coloured, if they are.
  package let paint: Paint
  /// Columns of the terminal.
  package var width = Int.max

  /// One with its parts.
  package init(
    mission: Mission, roster: AgentRoster, names: Names, now: Timestamp, paint: Paint, width: Int = .max
  ) {
    self.mission = mission
    self.roster = roster
    self.names = names
    self.now = now
    self.paint = paint
    self.width = width
  }

  /// What `mission start` prints.
  package var started: [String] {
    [
      "🚀 Mission started: \(mission.id)", "📋 Objectives: \(objectiveCount)", "📦 Work items: \(mission.items.count)",
    ]
      + mission.orderedItems.flatMap { item in
        ["   \(item.isDone ? "✅" : "⏳") \(names.item(item))"]
          + mission.dependencyLines(of: item).map { "      └─ \($0.printable())" }
      }
  }

  /// One line for a list, and why it stands still where it does.
  package var summary: [String] {
    let done = mission.items.values.filter(\.isDone).count
    var lines = [
      "   \(Words.mark(mission.header.state)) \(paint.strong(Names.short(mission.id))) \(mission.header.state.word)"
        + "  \(done)/\(mission.items.count) done  \(objectives)  \(Words.ago(mission.header.createdAt, at: now))"
    ]
    if let reason = mission.header.state.reason { lines.append("      └─ \(paint.waiting(reason.printable()))") }
    return lines
  }

  /// What `mission status` prints of one mission.
  package func status(_ sections: Sections, events: [String]) -> [String] {
    var lines = heading
    lines += items(withDetails: sections.work)
    if sections.watches { lines += watches }
    if sections.dispatcher { lines += dispatcher }
    if sections.events > 0, !events.isEmpty {
      lines += ["📜 Recent Events:"] + events.prefix(sections.events).map { "   \(paint.faint($0.printable()))" }
    }
    return lines
  }

  private var heading: [String] {
    let header = mission.header
    var lines = [
      "🎯 Mission \(paint.strong(mission.id.text))" + (title.map { ": \($0)" } ?? ""),
      "   State: \(Words.mark(header.state)) \(header.state.word)"
        + (header.state.reason.map { " - \(paint.waiting($0.printable()))" } ?? ""),
      "   Started: \(header.createdAt.lineText) UTC (\(Words.ago(header.createdAt, at: now))), last progress "
        + Words.ago(header.lastProgressAt, at: now),
    ]
    // A mission that is planned here has no objectives until its plan is complete.
    if !mission.header.objectives.isEmpty { lines.append("📋 Objectives: \(objectiveCount) (\(objectives))") }
    if let milestones = mission.plan?.milestones, !milestones.isEmpty {
      lines += ["🏁 Milestones: \(milestones.count)"] + MilestoneLines.lines(milestones, of: mission)
    }
    if let budget = mission.budgetSummary { lines.append("💰 Used: \(budget)") }
    for (agent, usage) in mission.usageByAgent {
      lines.append("   └─ \((roster.known[agent]?.name ?? Names.short(agent)).printable(limit: 40)): \(usage.summary)")
    }
    if let problem = header.replanProblem {
      lines.append("   └─ \(paint.waiting("kept the old plan: \(problem.printable())"))")
    }
    return lines
  }

  private func items(withDetails: Bool) -> [String] {
    let items = mission.orderedItems
    guard !items.isEmpty else { return ["📦 Work Items: 0"] }
    let rows = items.map { item in
      [
        "\(Words.mark(item.state)) \(names.item(item).cut(columns: max(24, min(72, width - 40))))", painted(item.state),
        holder(of: item) ?? "", withDetails ? paint.faint(Names.short(item.id)) : "",
      ]
    }
    var lines = ["📦 Work Items: \(items.count)"]
    for (item, line) in zip(items, Columns.lines(rows)) {
      lines.append(line)
      lines.append("      └─ " + mission.why(item.id, roster: roster).printable())
      if withDetails { lines += details(of: item) }
    }
    return lines
  }

  private func details(of item: WorkItem) -> [String] {
    var words = ["\(item.kind.rawValue)", "priority \(item.priority)"]
    if let role = item.ownerRole { words.append("role \(role.printable(limit: 60))") }
    if let milestone = item.milestone { words.append("milestone \(milestone.printable(limit: 60))") }
    var lines = ["         " + words.joined(separator: " · ")]
    let dependencies = item.dependsOn.compactMap { mission.items[$0] }.map { dependency in
      dependency.issue.map(names.short) ?? dependency.title.printable(limit: 80)
    }
    let waits = dependencies + item.outsideDependencies.map(names.short)
    if !waits.isEmpty { lines.append("         depends on " + waits.joined(separator: ", ")) }
    if let usage = mission.usage(of: item.id) { lines.append("         used \(usage.summary)") }
    if !item.pullRequests.isEmpty {
      lines.append("         pull requests " + item.pullRequests.map(names.short).joined(separator: ", "))
    }
    return lines
  }

  private func painted(_ state: WorkItem.State) -> String {
    let word = Words.word(state)
    return switch state {
    case .assigned, .running, .done: paint.good(word)
    case .held: paint.bad(word)
    case .pending, .ready, .submitted: paint.waiting(word)
    }
  }

  private func holder(of item: WorkItem) -> String? {
    let agent = item.liveTask.flatMap { mission.tasks[$0]?.lease?.agent } ?? item.author
    return agent.map { (roster.known[$0]?.name ?? Names.short($0)).printable(limit: 40) }
  }

  private var objectiveCount: String {
    let issues = mission.header.objectives.filter { if case .issue = $0 { true } else { false } }.count
    let documents = mission.header.objectives.count - issues
    if documents == 0 { return "issue".counted(issues) }
    return (issues > 0 ? ["issue".counted(issues)] : []).joined() + (issues > 0 ? ", " : "")
      + "document".counted(documents)
  }

  /// What a mission that is planned here is called; one of issues is known by these.
  private var title: String? {
    mission.header.objectives.isEmpty ? mission.plan?.title.printable(limit: 200) : nil
  }

  private var objectives: String {
    if let title { return title.cut(columns: max(24, width - 40)) }
    let shown = mission.header.objectives.prefix(4).map { objective in
      switch objective {
      case .issue(let reference): reference.description
      case .document(let path): path.printable(limit: 60)
      case .task(let number): TaskDetails.name(number)
      }
    }
    let more = mission.header.objectives.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? " +\(more)" : "")
  }
}
