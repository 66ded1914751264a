import MissionCore

/// A check run. Status and conclusion are GitHub's open sets of words, so that tomorrow's can be tried today.
package struct CheckRunRecord: Sendable, Equatable {
  var id: Int
  var suite: Int
  var name: String
  var headSHA: String
  var status: String
  var conclusion: String?
  var detailsURL: String?
  var externalID: String
  var title: String?
  var summary: String?
  /// Remarks on places in the code, as they were reported.
  package var annotations: [JSONValue] = []
  /// What the job wrote; nil where there is no log.
  package var log: String?
  var startedAt: Timestamp
  var completedAt: Timestamp?
  /// Which of the jobs of its name in its suite it is a try of, from 0.
  package var job = 0
  /// Whether it is a job that GitHub refused to run.
  package var isRefused = false

  var isComplete: Bool { status == "completed" }
}
