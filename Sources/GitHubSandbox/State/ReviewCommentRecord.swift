import MissionCore

/// A comment on a line of a pull request's changes.
package struct ReviewCommentRecord: Sendable, Equatable {
  var id: Int
  var review: Int
  var inReplyTo: Int?
  var author: String
  var body: String
  var path: String
  var line: Int?
  /// The commit the line belongs to today: GitHub moves it along with pushes.
  package var commit: String
  var originalCommit: String
  var createdAt: Timestamp
  var updatedAt: Timestamp
}
