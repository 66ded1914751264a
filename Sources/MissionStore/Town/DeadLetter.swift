/// A signal that could not be handled, whole.
package struct DeadLetter: Sendable, Equatable {
  /// Its place among the dead letters.
  package let id: String
  /// Why it was given up.
  package let reason: String
  /// The signal's entry as it stood in the stream, under the identity it had there.
  package let entry: StreamEntry

  private static let ownFields: Set<String> = ["dead_reason", "dead_entry"]

  init?(_ stored: StreamEntry) {
    guard let entry = stored.text("dead_entry") else { return nil }
    id = stored.id
    reason = stored.text("dead_reason") ?? ""
    self.entry = StreamEntry(id: entry, fields: stored.fields.filter { !Self.ownFields.contains($0.name) })
  }

  static func fields(of entry: StreamEntry, reason: String) -> [StreamEntry.Field] {
    [StreamEntry.Field("dead_reason", reason), StreamEntry.Field("dead_entry", entry.id)] + entry.fields
  }
}
