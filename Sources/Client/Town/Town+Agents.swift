import CommandLine
package import MissionCore
package import MissionStore

extension Town {
  /// An agent's sign of life while it works on a task; the lease runs anew. One whose task is another's by now, or
  /// over, hears of it.
  ///
  /// - Parameter claim: what was handed out with the task; nil where none is shown.
  package func renew(_ task: TaskRecord, of agent: Agent, claim: String?) async throws {
    guard ["assigned", "running"].contains(task.state), task.assignedTo == agent.id else {
      throw CommandFailure(
        .badData, "task \(task.id) is not agent \(agent.name)'s to do any more: it is \(task.state)",
        hint: "'signalbox task next' hands out what is to be done now")
    }
    if let claim, let held = try await store.mission(task.missionID)?.mission.tasks[task.id],
      let objection = Reporter.claim(claim).objection(toSpeakingFor: held)
    {
      throw objection
    }
    _ = try await send(.agentHeartbeat(agent.id))
  }

  /// The names of all agents, for listings.
  package var agentNames: [Identifier<Agent>: String] {
    get async throws { try await store.allAgents().reduce(into: [:]) { $0[$1.id] = $1.name } }
  }
}
