import MissionStore

/// `task list --json`.
struct TasksDocument: Encodable, Sendable {
  /// Newest first.
  let tasks: [TaskRecord]
}
