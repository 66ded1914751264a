package import MissionCore

/// MissionControlMessage: an operator's note as the published layout has it, with its `outcome` beside.
package struct NoteRecord: Encodable, Sendable, Equatable {
  /// The note's identity.
  package let id: Identifier<Note>
  /// Which mission it is of.
  package let missionID: Identifier<Mission>
  /// Who wrote it.
  package let sender: String
  /// What it says.
  package let body: String
  /// When it was written.
  package let createdAt: String
  /// When it was applied or put aside.
  @Nullable package var processedAt: String?
  /// What came of it.
  @Nullable package var outcome: String?

  private enum CodingKeys: String, CodingKey {
    case id, sender, body, outcome
    case missionID = "mission_id"
    case createdAt = "created_at"
    case processedAt = "processed_at"
  }

  /// The record of a note to a mission.
  package init(_ note: Note, of mission: Identifier<Mission>) {
    id = note.id
    missionID = mission
    sender = note.sender
    body = note.body
    createdAt = note.createdAt.jsonText
    processedAt = note.processedAt?.jsonText
    outcome = note.outcome
  }
}
