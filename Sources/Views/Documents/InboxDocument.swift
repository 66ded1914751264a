package import MissionCore

/// `inbox --json`.
package struct InboxDocument: Encodable, Sendable {
  /// Whose it is.
  package let agent: Identifier<Agent>
  /// The messages as they stand, the next one first.
  package let messages: [JSONValue]

  /// The newest messages of an agent.
  package init(agent: Identifier<Agent>, messages: [JSONValue]) {
    self.agent = agent
    self.messages = messages
  }
}
