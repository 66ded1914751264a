/// A comment of a review thread or of the pull request's conversation.
package struct CommentFact: Hashable, Sendable, Codable {
  /// GitHub's identity of the comment, as text.
  package var id: String
  /// Who wrote it.
  package var author: Account
  /// The text, untrusted, capped by the decoder.
  package var body: String
  /// The page to read it on.
  package var url: String?
  /// When it was last changed.
  package var updatedAt: Timestamp
  /// Whether its author is the owner, a member or a collaborator (`author_association`); nil where that was not told. A
  /// member whose membership is private may not be shown as one.
  package var hasSay: Bool?

  /// One with its parts.
  package init(
    id: String, author: Account, body: String, url: String?, updatedAt: Timestamp, hasSay: Bool? = nil
  ) {
    self.id = id
    self.author = author
    self.body = body
    self.url = url
    self.updatedAt = updatedAt
    self.hasSay = hasSay
  }
}
