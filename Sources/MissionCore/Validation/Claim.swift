/// One line of a contract: what must hold before the mission is done.
package struct Claim: Hashable, Sendable, Codable {
  /// Its name.
  package let id: AssertionID
  /// What is claimed, untrusted text of one line.
  package let text: String
  /// The nearest heading above it; nil where there is none.
  package let group: String?
  /// The line it stands on, from 1.
  package let line: Int

  /// One with its parts.
  package init(id: AssertionID, text: String, group: String?, line: Int) {
    self.id = id
    self.text = text
    self.group = group
    self.line = line
  }

  /// A digest of the words alone: where a claim stands does not change what it claims.
  package var digest: UInt64 { text.digest }
}
