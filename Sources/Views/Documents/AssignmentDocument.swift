package import MissionStore

/// `task next --json`.
package struct AssignmentDocument: Encodable, Sendable {
  /// The task; nil where there was none in time.
  package let task: TaskRecord?
  /// What the agent is told.
  package let prompt: String
  /// What the agent shows to report on the task.
  package let claim: String?

  /// One with its parts.
  package init(task: TaskRecord?, prompt: String, claim: String?) {
    self.task = task
    self.prompt = prompt
    self.claim = claim
  }

  private enum CodingKeys: String, CodingKey { case task, prompt, claim }

  /// `{"task":…,"prompt":…,"claim":…}` or `{"task":null}`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(task, forKey: .task)
    guard task != nil else { return }
    try container.encode(prompt, forKey: .prompt)
    try container.encodeIfPresent(claim, forKey: .claim)
  }
}
