package import MissionCore

/// All check runs of one app on one commit.
package struct CheckSuiteRecord: Sendable, Equatable {
  package var id: Int
  package var app: AppRecord
  package var headSHA: String
  package var headBranch: String?
  package var status: String
  package var conclusion: String?
  package var createdAt: Timestamp
  package var updatedAt: Timestamp
}
