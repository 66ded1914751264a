package import MissionCore

/// A run of a GitHub Actions workflow; its jobs are the check runs of its suite.
package struct WorkflowRunRecord: Sendable, Equatable {
  var id: Int
  var suite: Int
  var number: Int
  /// How often it was run.
  package var attempt: Int
  var status: String
  var conclusion: String?
  var createdAt: Timestamp
  /// When the last attempt began.
  package var startedAt: Timestamp
  var updatedAt: Timestamp
}
