/// A report that names the pull request which carries the work, while GitHub is asked whether it can.
package struct PullRequestClaim: Hashable, Sendable, Codable {
  /// The pull request.
  package internal(set) var reference: PullRequestReference
  /// The report.
  package let report: WorkTask.Report
  /// Whose it is.
  package let reporter: Reporter
  /// The signal that waits for its answer.
  package let signal: String
  /// When it came.
  package let at: Timestamp
}
