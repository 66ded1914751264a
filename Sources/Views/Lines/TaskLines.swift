package import CommandLine
package import MissionCore
package import MissionStore

/// Tasks as lines for people.
package enum TaskLines {
  /// One line for each.
  package static func list(
    _ tasks: [TaskRecord], agents: [Identifier<Agent>: String], at now: Timestamp, all: Bool, paint: Paint,
    width: Int = .max
  ) -> [String] {
    guard !tasks.isEmpty else { return [all ? "📌 No tasks" : "📌 No open tasks"] }
    let rows = tasks.map { task in
      [
        "\(mark(task)) \(paint.faint(Names.short(task.id)))", title(task).cut(columns: max(20, min(60, width - 48))),
        task.state,
        holder(of: task, agents)?.cut(columns: 12) ?? "", Words.ago(task.updatedAt, at: now),
      ]
    }
    return ["📌 \(all ? "Tasks" : "Open tasks"): \(tasks.count)"] + Columns.lines(rows).map { $0.cut(columns: width) }
  }

  /// Everything about one, and the attempts at what it asks for.
  package static func one(
    _ task: TaskRecord, attempts: [AttemptRecord] = [], agents: [Identifier<Agent>: String], at now: Timestamp,
    paint: Paint
  ) -> [String] {
    var rows = [
      ["State", "\(mark(task)) \(task.state)"], ["Kind", task.kind + (task.fixKind.map { " (\($0.rawValue))" } ?? "")],
      ["Mission", task.missionID.text], ["Work item", task.workItemID.text],
      ["Created", "\(task.createdAt.lineText) UTC (\(Words.ago(task.createdAt, at: now)))"],
    ]
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { rows.append([name, value.printable(limit: 2000)]) }
    }
    add("Agent", holder(of: task, agents))
    add("Lease", task.leaseEndsAt.map { "ends \(Words.ago($0, at: now))" })
    add("Head", task.head)
    add("Result", task.result)
    add("Proof", task.proof.map { Proof.readable($0, separator: "; ") })
    add("Summary", task.summary)
    add("Verdict", task.verdict?.rawValue)
    add("Reason", task.reason)
    add("Used", task.usage?.summary)
    for (number, attempt) in attempts.enumerated() where attempts.count > 1 {
      let agent = attempt.agent.map { agents[$0] ?? Names.short($0) }
      let words = [agent, attempt.outcome, attempt.reason, attempt.usage?.summary].compactMap { $0 }
      add("Attempt \(number + 1)", UntrustedText.line(words.joined(separator: ", "), limit: 300))
    }
    let description = task.description.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return ["📋 Task: \(paint.strong(task.id.text))"] + Columns.lines(rows)
      + task.causes.map { "   • \($0.printable())" }
      + [""] + description.map { "   \(String($0).printable(limit: 2000))" }
  }

  /// A planned item that nobody was asked to do yet.
  package static func planned(_ item: WorkItem, of mission: Mission, paint: Paint) -> [String] {
    let details = item.details
    var rows = [["State", Words.word(item.state)], ["Kind", item.kind.rawValue], ["Mission", mission.id.text]]
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { rows.append([name, value.printable(limit: 2000)]) }
    }
    add("Milestone", item.milestone)
    add("Goal", details?.goal)
    add("Role", item.ownerRole)
    add("Specialty", details?.specialties.joined(separator: ", "))
    add("Fulfills", details?.fulfills.map(\.text).joined(separator: ", "))
    add("Depends on", item.dependsOn.compactMap { mission.items[$0]?.details?.name }.joined(separator: ", "))
    add("Text", details?.text)
    add("Acceptance", details?.acceptance)
    return ["📝 Task \(paint.strong(details?.name ?? item.id.text)): \(item.title.printable(limit: 200))"]
      + Columns.lines(rows)
  }

  private static func title(_ task: TaskRecord) -> String {
    task.description.prefix { !$0.isNewline }.description.printable(limit: 200)
  }

  private static func holder(of task: TaskRecord, _ agents: [Identifier<Agent>: String]) -> String? {
    task.assignedTo.map { (agents[$0] ?? Names.short($0)).printable(limit: 40) }
  }

  private static func mark(_ task: TaskRecord) -> String {
    switch task.state {
    case "pending": "⏳"
    case "assigned": "📌"
    case "running": "🔄"
    case "completed": "✅"
    case "failed": "❌"
    default: "🚫"
    }
  }
}
