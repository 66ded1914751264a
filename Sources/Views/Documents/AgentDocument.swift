package import MissionStore

/// `agent register --json`.
package struct AgentDocument: Encodable, Sendable {
  /// The agent.
  package let agent: AgentRecord
  /// The token that was made for it, shown this once; left out where none was.
  package var token: String?

  /// One with its parts.
  package init(agent: AgentRecord, token: String? = nil) {
    self.agent = agent
    self.token = token
  }
}
