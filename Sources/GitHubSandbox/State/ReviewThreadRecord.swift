/// The comments on one place of a pull request's changes.
package struct ReviewThreadRecord: Sendable, Equatable {
  package var id: Int
  package var path: String
  package var line: Int?
  package var resolvedBy: String?
  package var isOutdated = false
  package var comments: [ReviewCommentRecord]

  package var isResolved: Bool { resolvedBy != nil }
}
