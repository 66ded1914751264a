package import MissionCore

/// A check run. Status and conclusion are GitHub's open sets of words, so that tomorrow's can be tried today.
package struct CheckRunRecord: Sendable, Equatable {
  package var id: Int
  package var suite: Int
  package var name: String
  package var headSHA: String
  package var status: String
  package var conclusion: String?
  package var detailsURL: String?
  package var externalID: String
  package var title: String?
  package var summary: String?
  /// Remarks on places in the code, as they were reported.
  package var annotations: [JSONValue] = []
  /// What the job wrote; nil where there is no log.
  package var log: String?
  package var startedAt: Timestamp
  package var completedAt: Timestamp?
  /// Which of the jobs of its name in its suite it is a try of, from 0.
  package var job = 0

  package var isComplete: Bool { status == "completed" }
}
