public import MissionCore

/// An agent before and after a decision.
public struct AgentChange: Sendable, Equatable {
  /// The agent as it was read; nil for a new one.
  public var before: Agent?
  /// The agent as it is to be stored; nil when it is removed, with its mailbox.
  public var after: Agent?

  /// A change of an agent.
  public init(before: Agent?, after: Agent?) {
    self.before = before
    self.after = after
  }
}
