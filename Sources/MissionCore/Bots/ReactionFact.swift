/// A bot's reaction to a pull request itself: some bots say by it that they are at work, or that they found nothing.
package struct ReactionFact: Hashable, Sendable, Codable {
  /// Who reacted.
  package var account: Account
  /// GitHub's word in lower case (GraphQL `ReactionContent`): thumbs_up, eyes, …
  package var content: String
  /// When, by GitHub's clock: a reaction that is put anew where it stood keeps its time.
  package var createdAt: Timestamp

  /// One with its parts.
  package init(account: Account, content: String, createdAt: Timestamp) {
    self.account = account
    self.content = content
    self.createdAt = createdAt
  }
}
