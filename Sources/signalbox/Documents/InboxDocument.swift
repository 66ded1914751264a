import MissionCore

/// `inbox --json`.
struct InboxDocument: Encodable, Sendable {
  /// Whose it is.
  let agent: Identifier<Agent>
  /// The messages as they stand, the next one first.
  let messages: [JSONValue]
}
