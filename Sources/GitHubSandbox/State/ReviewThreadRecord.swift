/// The comments on one place of a pull request's changes.
package struct ReviewThreadRecord: Sendable, Equatable {
  /// What GraphQL names it by.
  package var id: Int
  var path: String
  var line: Int?
  var resolvedBy: String?
  var isOutdated = false
  var comments: [ReviewCommentRecord]

  var isResolved: Bool { resolvedBy != nil }
}
