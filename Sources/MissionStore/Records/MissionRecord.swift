package import MissionCore

/// MissionRun: a mission as the published layout has it, with a few fields more (`complete_on` and what follows it).
package struct MissionRecord: Encodable, Sendable, Equatable {
  /// One of the things the mission was asked to carry.
  package enum ObjectiveReference: Encodable, Sendable, Equatable {
    /// `{"type":"issue","owner":…,"repo":…,"number":…}`
    case issue(IssueReference)
    /// `{"type":"doc","path":…}`
    case document(path: String)
    /// `{"type":"task","number":…}`
    case task(Int)

    private enum CodingKeys: String, CodingKey {
      case type, owner, repo, number, path
    }

    /// Writes the tagged form.
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      switch self {
      case .issue(let reference):
        try container.encode("issue", forKey: .type)
        try container.encode(reference.repository.owner, forKey: .owner)
        try container.encode(reference.repository.name, forKey: .repo)
        try container.encode(reference.number, forKey: .number)
      case .document(let path):
        try container.encode("doc", forKey: .type)
        try container.encode(path, forKey: .path)
      case .task(let number):
        try container.encode("task", forKey: .type)
        try container.encode(number, forKey: .number)
      }
    }
  }

  /// The mission's rules.
  package struct PolicyRecord: Encodable, Sendable, Equatable {
    /// The rules; see `Policy`.
    package let policy: Policy

    /// Writes the rules under their published names.
    package func encode(to encoder: any Encoder) throws { try policy.publish(to: encoder) }
  }

  /// The mission's identity.
  package let id: Identifier<Mission>
  /// What it was asked to carry.
  package let objectiveReferences: [ObjectiveReference]
  /// `planning`, `running`, `blocked`, `completed` or `failed`.
  package let state: String
  /// What of its rules other tools know.
  package let policy: PolicyRecord
  /// When it was started.
  package let createdAt: String
  /// When it last changed.
  package let updatedAt: String
  /// When time alone next brings it something; nil when nothing is due.
  @Nullable package var nextWakeAt: String?
  /// Why it is in its state, where there is a reason.
  @Nullable package var blockedReason: String?
  /// When it last was looked at.
  package let lastTickAt: String
  /// When its work last moved.
  package let lastProgressAt: String
  /// When its newest open question was last sent.
  @Nullable package var lastHelpRequestAt: String?
  /// What that question says.
  @Nullable package var lastHelpRequestReason: String?
  /// How often it was sent.
  package let helpRequestAttempts: Int
  /// What its runs used together; missing where none told.
  package let usage: RunUsage?
  /// The same by agent; missing where none told.
  package let usageByAgent: [String: RunUsage]?

  private enum CodingKeys: String, CodingKey {
    case id, state, policy, usage
    case usageByAgent = "usage_by_agent"
    case objectiveReferences = "objective_refs"
    case createdAt = "created_at"
    case updatedAt = "updated_at"
    case nextWakeAt = "next_wake_at"
    case blockedReason = "blocked_reason"
    case lastTickAt = "dispatcher_last_tick_at"
    case lastProgressAt = "dispatcher_last_progress_at"
    case lastHelpRequestAt = "dispatcher_last_help_request_at"
    case lastHelpRequestReason = "dispatcher_last_help_request_reason"
    case helpRequestAttempts = "dispatcher_help_request_attempts"
  }

  /// The record of a mission.
  package init(_ mission: Mission) { self.init(mission, due: mission.dueWork) }

  init(_ mission: Mission, due: [DueWork: Timestamp]) {
    let header = mission.header
    let question = header.help.max { ($0.sentAt, $0.id) < ($1.sentAt, $1.id) }
    id = header.id
    objectiveReferences = header.objectives.map { objective in
      switch objective {
      case .issue(let reference): .issue(reference)
      case .document(let path): .document(path: path)
      case .task(let number): .task(number)
      }
    }
    state = header.state.word
    policy = PolicyRecord(policy: header.policy)
    createdAt = header.createdAt.jsonText
    updatedAt = header.updatedAt.jsonText
    lastTickAt = header.lastTickAt.jsonText
    lastProgressAt = header.lastProgressAt.jsonText
    helpRequestAttempts = question?.timesSent ?? 0
    usage = mission.usage
    let agents = Dictionary(mission.usageByAgent.map { ($0.agent.text, $0.usage) }) { first, _ in first }
    usageByAgent = agents.isEmpty ? nil : agents
    nextWakeAt = due.values.min()?.jsonText
    blockedReason = header.state.reason
    lastHelpRequestAt = question?.sentAt.jsonText
    lastHelpRequestReason = question?.reason
  }
}
