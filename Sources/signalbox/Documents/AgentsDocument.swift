import MissionStore

/// `agent list --json`.
struct AgentsDocument: Encodable, Sendable {
  /// Oldest first.
  let agents: [AgentRecord]
}
