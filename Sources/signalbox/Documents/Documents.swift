import MissionCore
import MissionStore

/// `mission status --json` without `--run`.
struct MissionsDocument: Encodable, Sendable {
  /// The active missions, newest first.
  let missions: [MissionDocument]
  /// What should have been one and cannot be read.
  let unreadable: [UnreadableRecord]
}

/// `mission list --json`.
struct MissionListDocument: Encodable, Sendable {
  /// The missions, newest first.
  let missions: [MissionRecord]
  /// What should have been one and cannot be read.
  let unreadable: [UnreadableRecord]
}

/// `mission why --json`.
struct ReasonsDocument: Encodable, Sendable {
  /// Why one item stands where it stands.
  struct Item: Encodable, Sendable {
    /// Its identity.
    let id: Identifier<WorkItem>
    /// Its name for people.
    let name: String
    /// Its state in the published words.
    let status: String
    /// One sentence.
    let why: String
  }

  /// The mission.
  let mission: Identifier<Mission>
  /// Its state in the published words.
  let state: String
  /// One sentence about it as a whole.
  let why: String
  /// Its items in the order work is taken up.
  let items: [Item]
}

/// `mission log --json`.
struct EventsDocument: Encodable, Sendable {
  /// The activity, newest first.
  let events: [String]
}

/// What a changing command answers where nothing else is fixed.
struct DoneDocument: Encodable, Sendable {
  /// The mission it was about.
  var mission: Identifier<Mission>?
  /// What was done, in a sentence.
  let message: String
}

/// `agent list --json`.
struct AgentsDocument: Encodable, Sendable {
  /// Oldest first.
  let agents: [AgentRecord]
}

/// `agent register --json`.
struct AgentDocument: Encodable, Sendable {
  /// The agent.
  let agent: AgentRecord
}

/// `task list --json`.
struct TasksDocument: Encodable, Sendable {
  /// Newest first.
  let tasks: [TaskRecord]
}

/// `task show --json`.
struct TaskDocument: Encodable, Sendable {
  /// The task.
  let task: TaskRecord
}

/// `task next --json`.
struct AssignmentDocument: Encodable, Sendable {
  /// The task; nil where there was none in time.
  let task: TaskRecord?
  /// What the agent is told.
  let prompt: String

  private enum CodingKeys: String, CodingKey { case task, prompt }

  /// `{"task":…,"prompt":…}` or `{"task":null}`.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(task, forKey: .task)
    if task != nil { try container.encode(prompt, forKey: .prompt) }
  }
}

/// `help-requests --json`.
struct HelpRequestsDocument: Encodable, Sendable {
  /// Oldest first.
  let helpRequests: [HelpMessage]

  private enum CodingKeys: String, CodingKey { case helpRequests = "help_requests" }
}

/// `inbox --json`.
struct InboxDocument: Encodable, Sendable {
  /// Whose it is.
  let agent: Identifier<Agent>
  /// The messages as they stand, the next one first.
  let messages: [JSONValue]
}
