import MissionCore

/// A message in an agent's mailbox as the published layout has it.
struct MailboxMessage: Encodable {
  /// The conductor: the supervisor's well-known identity. It has a mailbox and no agent record.
  static let conductor = Identifier<Agent>("00000000-0000-0000-0000-000000000001")!

  enum Content {
    /// Hands a task over.
    case taskAssign(Identifier<WorkTask>)
    /// Asks the conductor.
    case question(HelpRequest, mission: Identifier<Mission>)
    /// Tells the conductor.
    case information(String, mission: Identifier<Mission>)
    /// Asks the conductor about the town itself.
    case townQuestion(TownHelp)
  }

  let to: Identifier<Agent>
  let content: Content
  let createdAt: Timestamp

  private enum CodingKeys: String, CodingKey {
    case id, from, to, type, priority, question, reason, remedy, summary, cause
    case taskID = "task_id"
    case createdAt = "created_at"
    case correlationID = "correlation_id"
    case missionID = "mission_id"
    case firstSentAt = "first_sent_at"
    case timesSent = "times_sent"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.conductor, forKey: .from)
    try container.encode(to, forKey: .to)
    try container.encode("normal", forKey: .priority)
    try container.encode(createdAt.jsonText, forKey: .createdAt)
    try container.encodeNil(forKey: .correlationID)
    switch content {
    case .taskAssign(let task):
      let id = Identifier<MailboxMessage>(high: .random(in: 0...UInt64.max), low: .random(in: 0...UInt64.max))
      try container.encode(id, forKey: .id)
      try container.encode("task_assign", forKey: .type)
      try container.encode(task, forKey: .taskID)
    case .information(let text, let mission):
      let id = Identifier<MailboxMessage>(high: .random(in: 0...UInt64.max), low: .random(in: 0...UInt64.max))
      try container.encode(id, forKey: .id)
      try container.encode("informational", forKey: .type)
      try container.encode(text, forKey: .summary)
      try container.encode(mission, forKey: .missionID)
    case .question(let request, let mission):
      try container.encode(request.id, forKey: .id)
      try container.encode("query", forKey: .type)
      try container.encode(
        "[Mission Help Needed] Mission \(mission)\n\n\(request.reason)\n\n\(request.remedy)", forKey: .question)
      try container.encode(mission, forKey: .missionID)
      try container.encode(request.cause, forKey: .cause)
      try container.encode(request.reason, forKey: .reason)
      try container.encode(request.remedy, forKey: .remedy)
      try container.encode(request.firstSentAt.jsonText, forKey: .firstSentAt)
      try container.encode(request.timesSent, forKey: .timesSent)
    case .townQuestion(let help):
      try container.encode(help.subject.id, forKey: .id)
      try container.encode("query", forKey: .type)
      try container.encode("[Help Needed]\n\n\(help.reason)\n\n\(help.remedy)", forKey: .question)
      try container.encodeNil(forKey: .missionID)
      try container.encode(help.subject.rawValue, forKey: .cause)
      try container.encode(help.reason, forKey: .reason)
      try container.encode(help.remedy, forKey: .remedy)
      try container.encode(help.since.jsonText, forKey: .firstSentAt)
      try container.encode(1, forKey: .timesSent)
    }
  }
}
