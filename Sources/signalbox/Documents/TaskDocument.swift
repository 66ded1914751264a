import MissionStore

/// `task show --json`.
struct TaskDocument: Encodable, Sendable {
  /// The task.
  let task: TaskRecord
}
