package import MissionStore

/// `agent list --json`.
package struct AgentsDocument: Encodable, Sendable {
  /// Oldest first.
  package let agents: [AgentRecord]

  /// One with its parts.
  package init(agents: [AgentRecord]) {
    self.agents = agents
  }
}
