import FoundationEssentials
import GitHub
import MissionCore
import MissionStore

extension Clerk {
  /// Registers an agent, or refreshes the one of the same name.
  func register(
    _ id: Identifier<Agent>, _ name: String, _ role: String?, _ specialties: [String], finishing entry: StreamEntry
  ) async throws {
    let now = parts.clock()
    let known = try await parts.store.agents(named: name).first { $0.name.lowercased() == name.lowercased() }
    var agent =
      known
      ?? Agent(
        id: id, name: name, role: role ?? name, specialties: specialties, state: .idle, registeredAt: now,
        lastHeartbeat: now, lastActiveAt: now, tasksCompleted: 0)
    if let role { agent.role = role }
    if !specialties.isEmpty { agent.specialties = specialties }
    agent = agent.awake(at: now)
    try await commit(agent: .init(before: known, after: agent), receipt: .agent(agent.id), finishing: entry)
    parts.log.info("Agent registered", ["agent": agent.id.text, "name": agent.name, "role": agent.role])
  }

  /// Removes an agent; what it holds goes to others.
  func remove(_ id: Identifier<Agent>, finishing entry: StreamEntry) async throws {
    guard let agent = try await parts.store.agent(id) else {
      return try await finish(entry, receipt: .refused(.noAgent(id)))
    }
    let removal = AgentChange(before: agent, after: nil)
    let receipt = Receipt.done("\(agent.name) removed")
    if case .busy(_, let mission) = agent.state {
      let left = Event.agentLeft(id, reason: "\(agent.name) was removed")
      let change = try await change(mission, [left], finishing: entry, agent: removal) { _ in receipt }
      guard case .noMission = change else { return }
    }
    try await commit(agent: removal, receipt: receipt, finishing: entry)
  }

  /// A sign of life: the agent is there, and the lease of what it works on runs anew.
  func heartbeat(of id: Identifier<Agent>, finishing entry: StreamEntry) async throws {
    guard let agent = try await parts.store.agent(id) else {
      return try await finish(entry, receipt: .refused(.noAgent(id)))
    }
    let sign = AgentChange(before: agent, after: agent.awake(at: parts.clock()))
    let receipt = Receipt.done("\(agent.name) is there")
    if case .busy(_, let mission) = agent.state {
      let change = try await change(mission, [.heartbeat(id)], finishing: entry, agent: sign) { _ in receipt }
      guard case .noMission = change else { return }
    }
    try await commit(agent: sign, receipt: receipt, finishing: entry)
  }

  /// An agent asks for its task: also a sign of life.
  func handOutTask(to id: Identifier<Agent>, finishing entry: StreamEntry) async throws {
    guard let agent = try await parts.store.agent(id) else {
      return try await finish(entry, receipt: .refused(.noAgent(id)))
    }
    let sign = AgentChange(before: agent, after: agent.awake(at: parts.clock()))
    if case .busy(_, let mission) = agent.state {
      let change = try await change(mission, [.taskRequested(by: id)], finishing: entry, agent: sign) { Receipt($0) }
      guard case .noMission = change else { return }
    }
    try await commit(agent: sign, receipt: .task(nil, prompt: ""), finishing: entry)
  }

  private func commit(agent change: AgentChange, receipt: Receipt, finishing entry: StreamEntry) async throws {
    var commit = Commit(lease: parts.lease, entry: entry.id)
    commit.agents = [change]
    commit.receipts = [try self.receipt(receipt, for: entry)]
    commit.forward = try await followUps(of: [change], except: nil)
    _ = try await self.commit(commit)
  }
}

extension Agent {
  /// The agent after a sign of life: it is there again, unless it holds a task.
  fileprivate func awake(at now: Timestamp) -> Agent {
    var agent = self
    agent.lastHeartbeat = now
    switch state {
    case .busy: break
    case .idle, .lost, .unavailable: agent.state = .idle
    }
    return agent
  }
}

extension Refusal {
  fileprivate static func noAgent(_ id: Identifier<Agent>) -> Refusal {
    Refusal(.notFound, "there is no agent \(id)", hint: "'signalbox agent register NAME' makes one; 'agent list' shows them")
  }
}
