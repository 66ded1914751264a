package import MissionCore

/// A question that waits for the conductor.
package struct HelpMessage: Sendable, Equatable, Codable {
  /// The message's identity.
  package var id: String
  /// The mission it is about; nil when another tool asks.
  package var missionID: Identifier<Mission>?
  /// What is wrong; the whole question when another tool asks.
  package var reason: String
  /// What to do about it; empty when another tool asks.
  package var remedy: String
  /// What it is about, in one word: ``HelpRequest/cause``, or `other` when another tool asks.
  package var cause: String
  /// When it was last sent, as written.
  package var sentAt: String
  /// How often it was sent.
  package var timesSent: Int

  private enum CodingKeys: String, CodingKey {
    case id, type, cause, reason, remedy, question
    case missionID = "mission_id"
    case sentAt = "created_at"
    case timesSent = "times_sent"
  }

  /// Reads a mailbox's message; throws unless it is a question.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    guard try container.decode(String.self, forKey: .type) == "query" else {
      throw DecodingError.dataCorruptedError(forKey: .type, in: container, debugDescription: "not a question")
    }
    id = try container.decode(String.self, forKey: .id)
    missionID = try? container.decodeIfPresent(Identifier<Mission>.self, forKey: .missionID)
    reason =
      try (try? container.decode(String.self, forKey: .reason)) ?? container.decode(String.self, forKey: .question)
    remedy = (try? container.decode(String.self, forKey: .remedy)) ?? ""
    cause = (try? container.decode(String.self, forKey: .cause)) ?? "other"
    sentAt = (try? container.decode(String.self, forKey: .sentAt)) ?? ""
    timesSent = (try? container.decode(Int.self, forKey: .timesSent)) ?? 1
  }

  /// Writes what it reads, without the question's long form.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode("query", forKey: .type)
    try container.encode(id, forKey: .id)
    try container.encode(missionID, forKey: .missionID)
    try container.encode(cause, forKey: .cause)
    try container.encode(reason, forKey: .reason)
    try container.encode(remedy, forKey: .remedy)
    try container.encode(sentAt, forKey: .sentAt)
    try container.encode(timesSent, forKey: .timesSent)
  }
}
