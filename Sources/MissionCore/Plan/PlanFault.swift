/// Why a plan cannot be made; the mission stays in planning with it and is retried.
package enum PlanFault: Error, Hashable, Sendable, Codable {
  /// Objectives that GitHub does not know or does not show, each with the reason.
  case unknownIssues([String])
  /// An issue depends on itself.
  case selfDependency(IssueReference)
  /// A dependency cycle, all its members in order.
  case cycle([IssueReference])
  /// An objective is a pull request, not an issue.
  case notAnIssue(IssueReference)
  /// The mission would hold no work: no objectives, or all of them skipped.
  case nothingToDo
}
