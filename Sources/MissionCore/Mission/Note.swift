/// What an operator wrote to a mission.
package struct Note: Hashable, Sendable, Codable {
  /// Its identity.
  package let id: Identifier<Note>
  /// Who wrote it.
  package let sender: String
  /// What it says.
  package let body: String
  /// When it was written.
  package let createdAt: Timestamp
  /// When it was applied or put aside.
  package internal(set) var processedAt: Timestamp?
  /// What came of it.
  package internal(set) var outcome: String?

  /// A note that waits to be applied.
  package init(id: Identifier<Note>, sender: String, body: String, createdAt: Timestamp) {
    self.id = id
    self.sender = sender
    self.body = body
    self.createdAt = createdAt
  }
}
