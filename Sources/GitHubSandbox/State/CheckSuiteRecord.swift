import MissionCore

/// All check runs of one app on one commit.
package struct CheckSuiteRecord: Sendable, Equatable {
  var id: Int
  var app: AppRecord
  var headSHA: String
  var headBranch: String?
  var status: String
  var conclusion: String?
  var createdAt: Timestamp
  var updatedAt: Timestamp
}
