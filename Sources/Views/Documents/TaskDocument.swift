package import MissionStore

/// `task show --json`.
package struct TaskDocument: Encodable, Sendable {
  /// The task.
  package let task: TaskRecord
  /// Every attempt at what it asks for, oldest first.
  package let attempts: [AttemptRecord]
}
