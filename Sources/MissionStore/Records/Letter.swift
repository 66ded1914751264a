package import MissionCore

/// What somebody writes to an agent, or to the conductor.
package struct Letter: Sendable, Hashable, Codable {
  /// What is asked of the reader.
  package enum Kind: String, Sendable, Hashable, Codable {
    /// To do something.
    case task
    /// To know something.
    case information
    /// To answer something.
    case question
  }

  /// Whose mailbox it goes into.
  package var to: Identifier<Agent>
  /// Who wrote it.
  package var from: Identifier<Agent>
  /// What is asked.
  package var kind: Kind
  /// Whether it goes before everything else.
  package var isUrgent: Bool
  /// The words, untrusted.
  package var text: String

  /// Longest text, in bytes of UTF-8.
  package static let longestText = 64 << 10

  /// One with its parts.
  package init(to: Identifier<Agent>, from: Identifier<Agent>, kind: Kind, isUrgent: Bool, text: String) {
    self.to = to
    self.from = from
    self.kind = kind
    self.isUrgent = isUrgent
    self.text = text
  }
}

extension Letter {
  /// The message as the published layout has it, into the mailbox it belongs in.
  func write(keys: Keys, now: Timestamp) -> Write {
    let json = PartCoding.json(Message(letter: self, createdAt: now))
    return isUrgent
      ? .pushFront(keys.urgent(agent: to.text), json) : .pushBack(keys.inbox(agent: to.text), json)
  }

  private struct Message: Encodable {
    let letter: Letter
    let createdAt: Timestamp

    private enum CodingKeys: String, CodingKey {
      case id, from, to, type, priority, description, summary, question
      case createdAt = "created_at"
      case correlationID = "correlation_id"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      let id = Identifier<Letter>(high: .random(in: 0...UInt64.max), low: .random(in: 0...UInt64.max))
      try container.encode(id, forKey: .id)
      try container.encode(letter.from, forKey: .from)
      try container.encode(letter.to, forKey: .to)
      try container.encode(letter.isUrgent ? "urgent" : "normal", forKey: .priority)
      try container.encode(createdAt.jsonText, forKey: .createdAt)
      try container.encodeNil(forKey: .correlationID)
      switch letter.kind {
      case .task:
        try container.encode("task", forKey: .type)
        try container.encode(letter.text, forKey: .description)
      case .information:
        try container.encode("informational", forKey: .type)
        try container.encode(letter.text, forKey: .summary)
      case .question:
        try container.encode("query", forKey: .type)
        try container.encode(letter.text, forKey: .question)
      }
    }
  }
}
