package import CommandLine
package import MissionCore
import MissionStore

/// Agents as lines for people.
package enum AgentLines {
  /// One line for each.
  package static func lines(_ agents: [Agent], at now: Timestamp, paint: Paint, width: Int = .max) -> [String] {
    guard !agents.isEmpty else { return ["🤖 No agents", "   └─ signalbox agent register NAME makes one"] }
    let rows = agents.map { agent in
      [
        agent.name.printable(limit: 40).cut(columns: max(12, width - 62)), paint.faint(Names.short(agent.id)),
        agent.role.printable(limit: 40).cut(columns: max(10, width - 66)),
        state(agent.state, paint, at: now), "\(agent.tasksCompleted) done",
        "seen \(Words.ago(agent.lastHeartbeat, at: now))",
        usage(agent),
      ]
    }
    return ["🤖 Agents: \(agents.count)"] + Columns.lines(rows).map { $0.cut(columns: width) }
  }

  /// What an agent's runs used: `3 runs: $1.23, 12.3k tokens in, 4.5k out`; nothing where none told.
  package static func usage(_ agent: Agent) -> String {
    guard agent.runs > 0, !agent.usage.isEmpty else { return "" }
    return "\("run".counted(agent.runs)): \(agent.usage.summary)"
  }

  private static func state(_ state: Agent.State, _ paint: Paint, at now: Timestamp) -> String {
    switch state {
    case .idle: paint.good("idle")
    case .busy(let task, _): paint.good("working on \(Names.short(task))")
    case .lost: paint.bad("lost")
    case .parked(let until, let reason):
      paint.waiting("at its limit, again \(Words.ago(until, at: now)): \(reason.printable(limit: 60))")
    case .unavailable(let word): paint.waiting(word.printable(limit: 20))
    }
  }
}
