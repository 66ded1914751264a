import MissionStore

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
