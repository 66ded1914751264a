import MissionStore

/// `agent register --json`.
struct AgentDocument: Encodable, Sendable {
  /// The agent.
  let agent: AgentRecord
  /// The token that was made for it, shown this once; left out where none was.
  var token: String?
}
