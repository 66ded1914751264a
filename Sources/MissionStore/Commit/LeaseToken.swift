/// What a clerk proves with that it serves the town: a fresh one per start. A commit with another's token is fenced
/// off.
package struct LeaseToken: Sendable, Equatable {
  /// The token as it stands in the lease.
  package let text: String

  /// A token of a text that no other clerk uses.
  package init(text: String) { self.text = text }
}
