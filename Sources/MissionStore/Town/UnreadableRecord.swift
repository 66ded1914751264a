/// A record that cannot be read; it is left as it is.
package struct UnreadableRecord: Sendable, Equatable, Encodable {
  /// Where it stands.
  package let key: String
  /// What is wrong with it.
  package let reason: String

  /// A record that cannot be read, and why.
  package init(key: String, reason: String) {
    self.key = key
    self.reason = reason
  }
}
