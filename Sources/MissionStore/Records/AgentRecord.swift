package import MissionCore

/// Agent: an agent as the published layout has it, with `specialties` and what follows it beside.
package struct AgentRecord: Encodable, Sendable, Equatable {
  /// Whose record it is.
  package let agent: Agent

  /// The record of an agent.
  package init(_ agent: Agent) { self.agent = agent }

  private enum CodingKeys: String, CodingKey {
    case id, name, state, specialties, lost, usage, runs
    case agentType = "agent_type"
    case roleID = "role_id"
    case currentTask = "current_task"
    case currentMission = "current_mission"
    case createdAt = "created_at"
    case lastHeartbeat = "last_heartbeat"
    case lastActiveAt = "last_active_at"
    case tasksCompleted = "tasks_completed"
    case parkedUntil = "parked_until"
    case parkedReason = "parked_reason"
  }

  /// Writes the record as JSON.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(agent.id, forKey: .id)
    try container.encode(agent.name, forKey: .name)
    try container.encode("worker", forKey: .agentType)
    try container.encode(agent.state.word, forKey: .state)
    try container.encode(agent.role, forKey: .roleID)
    try container.encode(agent.specialties, forKey: .specialties)
    try container.encode(agent.state.task, forKey: .currentTask)
    try container.encode(agent.state.mission, forKey: .currentMission)
    try container.encode(agent.state == .lost, forKey: .lost)
    try container.encode(agent.registeredAt.jsonText, forKey: .createdAt)
    try container.encode(agent.lastHeartbeat.jsonText, forKey: .lastHeartbeat)
    try container.encode(agent.lastActiveAt.jsonText, forKey: .lastActiveAt)
    try container.encode(agent.tasksCompleted, forKey: .tasksCompleted)
    try container.encode(agent.usage.isEmpty ? nil : agent.usage, forKey: .usage)
    try container.encode(agent.runs, forKey: .runs)
    try container.encode(agent.state.parking?.until.jsonText, forKey: .parkedUntil)
    try container.encode(agent.state.parking?.reason, forKey: .parkedReason)
  }

  /// The record as a flat hash. Fields without a value are missing.
  var fields: [String: String] {
    var fields = [
      "id": agent.id.text, "name": agent.name, "agent_type": "worker", "state": agent.state.word,
      "role_id": agent.role, "specialties": String(decoding: PartCoding.json(agent.specialties), as: UTF8.self),
      "created_at": agent.registeredAt.hashText, "last_heartbeat": agent.lastHeartbeat.hashText,
      "last_active_at": agent.lastActiveAt.hashText, "tasks_completed": String(agent.tasksCompleted),
    ]
    fields["current_task"] = agent.state.task?.text
    fields["current_mission"] = agent.state.mission?.text
    if agent.runs > 0 {
      fields["runs"] = String(agent.runs)
      fields["usage"] = String(decoding: PartCoding.json(agent.usage), as: UTF8.self)
    }
    if agent.state == .lost { fields["lost"] = "1" }
    fields["parked_until"] = agent.state.parking?.until.hashText
    fields["parked_reason"] = agent.state.parking?.reason
    return fields
  }
}

extension AgentRecord {
  /// What a new agent's hash has besides: fields of the published layout that say nothing here, and that other tools
  /// may change.
  static let foreignFields = ["cli": "", "rounds_completed": "0", "spawn_mode": "fresh"]

  /// The fields that no other tool knows.
  static func ownFields(in fields: [String: String]) -> [String: String] {
    fields.filter {
      [
        "specialties", "current_task", "current_mission", "lost", "parked_until", "parked_reason", "usage", "runs",
      ].contains($0.key)
    }
  }

  /// Whether another tool has rewritten a record and left out what it does not know: ours always say what else an agent
  /// is good at, and whose task it holds.
  static func isRewritten(_ fields: [String: String]) -> Bool {
    fields["id"] != nil
      && (fields["specialties"] == nil || fields["current_task"] != nil && fields["current_mission"] == nil)
  }

  /// A rewritten record with what we know besides. Who holds what is ours to say: a task that the record names stays,
  /// and is ours only where it is the one we handed out.
  static func completed(_ fields: [String: String], by own: [String: String]) -> [String: String] {
    var all = fields.merging(own) { theirs, _ in theirs }
    if fields["current_task"] ?? own["current_task"] != own["current_task"] { all["current_mission"] = nil }
    return all
  }

  /// Reads a flat hash; nil without an `id` that is one. Every other field may be missing or unreadable: other tools
  /// write this record too.
  init?(fields: [String: String]) {
    guard let id = fields["id"].flatMap({ Identifier<Agent>($0) }) else { return nil }
    let name = fields["name"].flatMap { $0.isEmpty ? nil : $0 } ?? String(id.text.prefix(8))
    let beginning = Timestamp(milliseconds: 0)
    let registeredAt = fields["created_at"].flatMap { Timestamp(rfc3339: $0) } ?? beginning
    let heartbeat = fields["last_heartbeat"].flatMap { Timestamp(rfc3339: $0) } ?? registeredAt
    agent = Agent(
      id: id, name: name, role: fields["role_id"].flatMap { $0.isEmpty ? nil : $0 } ?? name,
      specialties: Self.specialties(fields["specialties"]), state: Self.state(fields), registeredAt: registeredAt,
      lastHeartbeat: heartbeat, lastActiveAt: fields["last_active_at"].flatMap { Timestamp(rfc3339: $0) } ?? heartbeat,
      tasksCompleted: Self.count(fields["tasks_completed"]),
      usage: fields["usage"].flatMap { try? PartCoding.unpacked(RunUsage.self, from: Array($0.utf8)) } ?? RunUsage(),
      runs: Self.count(fields["runs"]))
  }

  private static func count(_ text: String?) -> Int { min(max(0, text.flatMap { Int($0) } ?? 0), 1 << 40) }

  private static func specialties(_ text: String?) -> [String] {
    guard let text else { return [] }
    return (try? PartCoding.unpacked([String].self, from: Array(text.utf8))) ?? []
  }

  private static func state(_ fields: [String: String]) -> Agent.State {
    let word = fields["state"] ?? "starting"
    let task = fields["current_task"].flatMap { Identifier<WorkTask>($0) }
    let mission = fields["current_mission"].flatMap { Identifier<Mission>($0) }
    switch word {
    case "idle", "starting", "working":
      // An agent loop of another tool may call itself idle while it still has to fetch what it was given.
      if let task, let mission { return .busy(task: task, mission: mission) }
      return word == "working" ? .unavailable(word) : .idle
    case "paused":
      guard let until = fields["parked_until"].flatMap({ Timestamp(rfc3339: $0) }) else { return .unavailable(word) }
      return .parked(until: until, reason: fields["parked_reason"] ?? "")
    case "stopped": return fields["lost"] == "1" ? .lost : .unavailable(word)
    default: return .unavailable(word)
    }
  }
}

extension Agent.State {
  /// The state's word on the wire. For other tools a lost agent is stopped and a parked one paused.
  package var word: String {
    switch self {
    case .idle: "idle"
    case .busy: "working"
    case .lost: "stopped"
    case .parked: "paused"
    case .unavailable(let word): word
    }
  }

  fileprivate var parking: (until: Timestamp, reason: String)? {
    if case .parked(let until, let reason) = self { return (until, reason) }
    return nil
  }

  fileprivate var task: Identifier<WorkTask>? {
    if case .busy(let task, _) = self { return task }
    return nil
  }

  /// The mission it works for.
  package var mission: Identifier<Mission>? {
    if case .busy(_, let mission) = self { return mission }
    return nil
  }
}
