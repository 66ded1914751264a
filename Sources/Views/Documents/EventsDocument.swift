/// `mission log --json`.
package struct EventsDocument: Encodable, Sendable {
  /// The activity, newest first.
  package let events: [String]

  /// One with its parts.
  package init(events: [String]) {
    self.events = events
  }
}
