import MissionCore

/// Somebody's reaction to a comment, an issue or a pull request.
package struct ReactionRecord: Sendable, Equatable {
  /// What GitHub knows as reactions.
  static let contents: Set<String> = ["+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"]

  var id: Int
  var author: String
  var content: String
  var createdAt: Timestamp

  /// GraphQL's word for it.
  package var graphQLContent: String {
    switch content {
    case "+1": "THUMBS_UP"
    case "-1": "THUMBS_DOWN"
    default: content.uppercased()
    }
  }
}
