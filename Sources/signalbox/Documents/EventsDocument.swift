/// `mission log --json`.
struct EventsDocument: Encodable, Sendable {
  /// The activity, newest first.
  let events: [String]
}
