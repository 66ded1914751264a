import CommandLine
package import MissionCore
import MissionStore
package import Views

extension Town {
  /// The task that an agent takes next, or holds; waits for one.
  ///
  /// - Parameter overHTTP: whether the agent asks, and reports, over HTTP.
  package func nextAssignment(
    for agent: Agent, overHTTP: Bool? = nil, until deadline: ContinuousClock.Instant
  ) async throws -> AssignmentDocument {
    while true {
      if case .task(let id?, let prompt, let claim) = try await send(.taskNext(agent: agent.id, overHTTP: overHTTP)) {
        guard let task = try await store.task(id) else { throw TownView.noSuch("task", id.text, list: "task list") }
        return AssignmentDocument(task: task, prompt: prompt, claim: claim)
      }
      let rest = ContinuousClock.now.duration(to: deadline)
      // A wake that came between question and wait is kept in Redis, so nothing is missed here.
      guard rest > .zero,
        try await store.waitForWake(agent: agent.id, timeout: rest, blocks: !sharesConnection)
      else {
        return AssignmentDocument(task: nil, prompt: "", claim: nil)
      }
    }
  }

  /// Registers an agent, or refreshes the one of that name.
  package func register(name: String, role: String?, specialties: [String]) async throws -> Agent {
    let receipt = try await console.whileWaiting("⏳ Waiting for the service…") {
      try await send(.agentRegister(id: .random, name: name, role: role, specialties: specialties))
    }
    guard case .agent(let id) = receipt, let agent = try await store.agent(id) else {
      throw TownView.noSuch("agent", name, list: "agent list")
    }
    return agent
  }
}
