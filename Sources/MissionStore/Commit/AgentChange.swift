package import MissionCore

/// An agent before and after a decision.
package struct AgentChange: Sendable, Equatable {
  /// The agent as it was read; nil for a new one.
  package var before: Agent?
  /// The agent as it is to be stored; nil when it is removed, with its mailbox.
  package var after: Agent?

  /// A change of an agent.
  package init(before: Agent?, after: Agent?) {
    self.before = before
    self.after = after
  }
}
