import MissionStore

/// `task show --json`.
struct TaskDocument: Encodable, Sendable {
  /// The task.
  let task: TaskRecord
  /// Every attempt at what it asks for, oldest first.
  let attempts: [AttemptRecord]
}
