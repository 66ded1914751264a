/// What a mission was asked to carry: an issue, or a document in the repository.
package enum Objective: Hashable, Sendable, Codable {
  /// A GitHub issue.
  case issue(IssueReference)
  /// A document, by its path.
  case document(path: String)
  /// A planned task of a number that has no issue.
  case task(Int)
}
