import MissionCore

/// `inbox --json`.
package struct InboxDocument: Encodable, Sendable {
  /// Whose it is.
  let agent: Identifier<Agent>
  /// The messages as they stand, the next one first.
  package let messages: [JSONValue]
}
