/// The operators' notes to a mission. Their record is for people: the newest are kept.
package struct Notes: MissionPart {
  /// How many are kept.
  static let bound = 100

  /// The notes by identity.
  package private(set) var elements = Elements<Identifier<Note>, Note>()

  init(_ notes: [Note] = []) {
    elements = Elements(notes, by: \.id)
  }

  /// Keeps a note and what came of it.
  mutating func keep(_ note: Note, outcome: String, at now: Timestamp) {
    var note = note
    note.processedAt = now
    note.outcome = outcome
    elements[note.id] = note
    guard count > Self.bound, let oldest = values.min(by: { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }) else {
      return
    }
    elements[oldest.id] = nil
  }
}
