package import MissionCore

/// A comment in the conversation of an issue or a pull request.
package struct CommentRecord: Sendable, Equatable {
  package var id: Int
  package var author: String
  package var body: String
  package var createdAt: Timestamp
  package var updatedAt: Timestamp
  package var reactions: [ReactionRecord] = []
}
