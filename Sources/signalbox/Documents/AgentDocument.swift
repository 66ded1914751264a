import MissionStore

/// `agent register --json`.
struct AgentDocument: Encodable, Sendable {
  /// The agent.
  let agent: AgentRecord
}
