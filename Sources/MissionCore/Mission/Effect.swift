/// What must follow a change, as data. The shell writes all of them in the commit that writes the change itself.
package enum Effect: Hashable, Sendable {
  /// A line for the mission's activity log.
  case activity(String)
  /// The agent holds the task now: tell its mailbox.
  case assign(Identifier<WorkTask>, to: Identifier<Agent>)
  /// The task was taken back before the agent took it: withdraw the message.
  case withdraw(Identifier<WorkTask>, from: Identifier<Agent>)
  /// The agent is free; `completed` counts towards its finished tasks.
  case release(Identifier<Agent>, completed: Bool)
  /// The agent let its lease end: it gets nothing until it shows up.
  case markLost(Identifier<Agent>)
  /// The agent took its task: the message is no longer needed, the lease runs.
  case taken(Identifier<WorkTask>, by: Identifier<Agent>)
  /// Tell the conductor; replaces an earlier message of the same request.
  case askForHelp(HelpRequest)
  /// All that was planned is done: tell the conductor once.
  case announce(String)
  /// The cause is gone: take the message back.
  case withdrawHelp(Identifier<HelpRequest>)
}

/// What an event's sender is told.
package enum Reply: Hashable, Sendable {
  /// It was done; one sentence says what.
  case done(String)
  /// The agent's task with its prompt, or nil when there is none for it.
  case task(Identifier<WorkTask>?, prompt: String, claim: String?)
  /// It was done, and what was made or changed has this name.
  case created(String)
  /// It was not done and changed nothing.
  case refused(Refusal)
}

/// Why something asked for was not done.
package struct Refusal: Hashable, Sendable, Codable, Error {
  /// What sort of refusal it is; decides the exit status.
  package enum Kind: String, Hashable, Sendable, Codable {
    /// The thing asked about does not exist.
    case notFound = "not_found"
    /// It exists, but this cannot be done to it now, or the data is bad.
    case invalid
    /// Something outside could not be reached; trying again later may help.
    case unavailable
    /// Whoever asks may not.
    case forbidden
  }

  /// What sort.
  package var kind: Kind
  /// What is wrong: one sentence without a full stop.
  package var message: String
  /// What to do about it.
  package var hint: String

  /// All fields.
  package init(_ kind: Kind, _ message: String, hint: String) {
    self.kind = kind
    self.message = message
    self.hint = hint
  }
}

/// What came of an event.
package struct Decision: Hashable, Sendable {
  /// What its sender is told.
  package var reply: Reply
  /// What must follow, in order.
  package var effects: [Effect]
}
