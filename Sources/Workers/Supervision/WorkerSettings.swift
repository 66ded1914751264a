/// How a worker was spawned; kept beside its logs, so that it can be started again as it was.
package struct WorkerSettings: Hashable, Sendable, Codable {
  /// What it runs.
  package enum Program: Hashable, Sendable, Codable {
    /// A program of ``CodingCLI/catalogue``, by its name.
    case cli(String)
    /// Words for `/bin/sh -c`, with the prompt on standard input.
    case command(String)
    /// Whatever runs in a pane of tmux: `%3`, of the server with this socket.
    case pane(String, socket: String)
  }

  /// How the program is talked with, where not by its own arguments and output.
  package enum Conversation: String, Hashable, Sendable, Codable {
    /// By the Agent Client Protocol.
    case acp
  }

  /// The agent's name.
  package var agent: String
  /// What it runs.
  package var program: Program
  /// How it is talked with; nil for its own arguments and output.
  package var `protocol`: Conversation?
  /// The model it is told to use.
  package var model: String?
  /// More arguments for the program.
  package var more: [String]
  /// The operator's clone, absolute.
  package var directory: String
  /// After so many tasks it ends; nil for never.
  package var maxTasks: Int?
  /// After so many seconds without a task it ends; nil for never.
  package var idleTimeout: Int?
  /// How many seconds a run may take.
  package var taskTimeout: Int

  /// How long a run may take where nobody said: an hour.
  package static let defaultTaskTimeout = 3600

  /// Settings with their parts.
  package init(
    agent: String, program: Program, protocol: Conversation? = nil, model: String? = nil, more: [String] = [],
    directory: String, maxTasks: Int? = nil,
    idleTimeout: Int? = nil, taskTimeout: Int = WorkerSettings.defaultTaskTimeout
  ) {
    self.agent = agent
    self.program = program
    self.protocol = `protocol`
    self.model = model
    self.more = more
    self.directory = directory
    self.maxTasks = maxTasks
    self.idleTimeout = idleTimeout
    self.taskTimeout = taskTimeout
  }
}
