/// What somebody who may write to its repository said under an issue.
package struct IssueRemark: Hashable, Sendable, Codable {
  /// Who: a login.
  package var author: String
  /// The words, untrusted Markdown. Decoders cap them at 4 096 bytes.
  package var text: String
  /// When they were written.
  package var writtenAt: Timestamp

  /// One with its parts.
  package init(author: String, text: String, writtenAt: Timestamp) {
    self.author = author
    self.text = text
    self.writtenAt = writtenAt
  }
}
