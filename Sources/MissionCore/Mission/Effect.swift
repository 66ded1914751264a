/// What must follow a change, as data. The shell writes all of them in the commit that writes the change itself.
package enum Effect: Hashable, Sendable {
  /// A line for the mission's activity log.
  case activity(String)
  /// The agent holds the task now: tell its mailbox.
  case assign(Identifier<WorkTask>, to: Identifier<Agent>)
  /// The agent's task, of which it was told, can be had now.
  case wake(Identifier<Agent>)
  /// The task was taken back before the agent took it: withdraw the message.
  case withdraw(Identifier<WorkTask>, from: Identifier<Agent>)
  /// The agent is free; `completed` counts towards its finished tasks.
  case release(Identifier<Agent>, completed: Bool)
  /// The agent let its lease end: it gets nothing until it shows up.
  case markLost(Identifier<Agent>)
  /// The agent's account may do no more until then: it gets nothing until it shows up.
  case park(Identifier<Agent>, until: Timestamp, reason: String)
  /// The agent took its task: the message is no longer needed, the lease runs.
  case taken(Identifier<WorkTask>, by: Identifier<Agent>)
  /// The agent has shown no sign of life at its task: tell its mailbox, too.
  case urge(Identifier<WorkTask>, Identifier<Agent>)
  /// A run of the agent used this; `before` is what it had told of the same run, nil where that is the first word of
  /// it.
  case account(Identifier<Agent>, before: RunUsage?, RunUsage)
  /// Tell the conductor; replaces an earlier message of the same request.
  case askForHelp(HelpRequest)
  /// All that was planned is done: tell the conductor once.
  case announce(String)
  /// A finished item left something that later work should know: keep it in the library.
  case learn(Learning)
  /// What became of a signal that had to wait for GitHub: tell its sender.
  case answer(String, Reply)
  /// The cause is gone: take the message back.
  case withdrawHelp(Identifier<HelpRequest>)
}
