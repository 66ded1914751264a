package import MissionCore

/// Somebody's reaction to a comment, an issue or a pull request.
package struct ReactionRecord: Sendable, Equatable {
  /// What GitHub knows as reactions.
  static let contents: Set<String> = ["+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"]

  package var id: Int
  package var author: String
  package var content: String
  package var createdAt: Timestamp

  /// GraphQL's word for it.
  package var graphQLContent: String {
    switch content {
    case "+1": "THUMBS_UP"
    case "-1": "THUMBS_DOWN"
    default: content.uppercased()
    }
  }
}
