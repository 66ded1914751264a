/// A thread of review comments on a line of a pull request's diff.
package struct ReviewThreadFact: Hashable, Sendable, Codable {
  /// GitHub's node identity of the thread, as text.
  package var id: String
  /// Whether somebody marked it resolved.
  package var isResolved: Bool
  /// Whether the commented lines have changed since.
  package var isOutdated: Bool
  /// The file it stands on.
  package var path: String?
  /// The line it stands on, where GitHub still knows it.
  package var line: Int?
  /// Its comments, oldest first; at least the first and, where pages were cut, the last ones.
  package var comments: [CommentFact]

  /// One with its parts.
  package init(id: String, isResolved: Bool, isOutdated: Bool, path: String?, line: Int?, comments: [CommentFact]) {
    self.id = id
    self.isResolved = isResolved
    self.isOutdated = isOutdated
    self.path = path
    self.line = line
    self.comments = comments
  }
}
