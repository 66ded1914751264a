import MissionStore

/// `task next --json`.
struct AssignmentDocument: Encodable, Sendable {
  /// The task; nil where there was none in time.
  let task: TaskRecord?
  /// What the agent is told.
  let prompt: String
  /// What the agent shows to report on the task.
  let claim: String?

  private enum CodingKeys: String, CodingKey { case task, prompt, claim }

  /// `{"task":…,"prompt":…,"claim":…}` or `{"task":null}`.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(task, forKey: .task)
    guard task != nil else { return }
    try container.encode(prompt, forKey: .prompt)
    try container.encodeIfPresent(claim, forKey: .claim)
  }
}
