package import MissionCore

/// A run of a GitHub Actions workflow; its jobs are the check runs of its suite.
package struct WorkflowRunRecord: Sendable, Equatable {
  package var id: Int
  package var suite: Int
  package var number: Int
  package var attempt: Int
  package var status: String
  package var conclusion: String?
  package var createdAt: Timestamp
  /// When the last attempt began.
  package var startedAt: Timestamp
  package var updatedAt: Timestamp
}
