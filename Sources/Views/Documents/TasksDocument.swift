package import MissionStore

/// `task list --json`.
package struct TasksDocument: Encodable, Sendable {
  /// Newest first.
  package let tasks: [TaskRecord]

  /// One with its parts.
  package init(tasks: [TaskRecord]) {
    self.tasks = tasks
  }
}
