package import MissionCore

/// A comment in the conversation of an issue or a pull request.
package struct CommentRecord: Sendable, Equatable {
  var id: Int
  var author: String
  var body: String
  var createdAt: Timestamp
  var updatedAt: Timestamp
  var reactions: [ReactionRecord] = []
  /// Who changed its words last, and when; nil where they are the author's first ones.
  package var lastEdit: (editor: String, at: Timestamp)? {
    get { editor.flatMap { editor in editedAt.map { (editor, $0) } } }
    set { (editor, editedAt) = (newValue?.editor, newValue?.at) }
  }
  private var editor: String?
  private var editedAt: Timestamp?

  init(id: Int, author: String, body: String, createdAt: Timestamp, updatedAt: Timestamp) {
    self.id = id
    self.author = author
    self.body = body
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }
}
