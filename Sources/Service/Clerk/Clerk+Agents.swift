import Client
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
    agent.register(at: now)
    var book = AgentBook(known.map { [$0] } ?? [])
    book.register(agent)
    try await commit(book, receipt: .agent(agent.id), finishing: entry)
    parts.log.info("Agent registered", ["agent": agent.id, "name": agent.name, "role": agent.role])
  }

  /// An agent that another tool made: it is given work from now on, and whoever waits for such a one is told.
  func takeIn(_ id: Identifier<Agent>, finishing entry: StreamEntry) async throws {
    guard let agent = try await parts.store.agent(id) else { return try await finish(entry) }
    var commit = Commit(lease: parts.lease)
    commit.finish(entry)
    commit.found = [agent]
    commit.forward = try await followUps(of: [AgentChange(before: nil, after: agent)], except: nil)
    _ = try await self.commit(commit)
    parts.log.info(
      "An agent of another tool was found", ["agent": agent.id, "name": agent.name, "role": agent.role])
  }

  /// Removes an agent; what it holds goes to others.
  func remove(_ id: Identifier<Agent>, finishing entry: StreamEntry) async throws {
    guard let agent = try await parts.store.agent(id) else {
      return try await finish(entry, receipt: .refused(.noAgent(id)))
    }
    let left = Event.agentLeft(id, reason: "\(agent.name) was removed")
    try await update(agent, .isRemoved(id), left, finishing: entry) { _ in .done("\(agent.name) removed") }
  }

  /// Takes an agent out until it registers again; what it holds goes to others.
  func stop(_ id: Identifier<Agent>, finishing entry: StreamEntry) async throws {
    guard let agent = try await parts.store.agent(id) else {
      return try await finish(entry, receipt: .refused(.noAgent(id)))
    }
    try await update(agent, .isStopped(id), .agentStopped(id), finishing: entry) { _ in
      .done("\(agent.name) gets nothing to do until it is started again")
    }
    parts.log.info("Agent stopped", ["agent": agent.id, "name": agent.name])
  }

  /// A sign of life: the agent is there, and the lease of what it works on runs anew.
  func heartbeat(of id: Identifier<Agent>, finishing entry: StreamEntry) async throws {
    guard let agent = try await parts.store.agent(id) else {
      return try await finish(entry, receipt: .refused(.noAgent(id)))
    }
    try await update(agent, .showsUp(id), .heartbeat(id), finishing: entry) { _ in
      if case .unavailable = agent.state { return .done("\(agent.name) \(agent.absence); \(agent.remedyOfAbsence)") }
      return .done("\(agent.name) is there")
    }
  }

  /// An agent asks for its task: also a sign of life.
  ///
  /// - Parameter overHTTP: whether it asked over HTTP, and so reports.
  func handOutTask(to id: Identifier<Agent>, overHTTP: Bool, finishing entry: StreamEntry) async throws {
    guard let agent = try await parts.store.agent(id) else {
      return try await finish(entry, receipt: .refused(.noAgent(id)))
    }
    let handOver = HandOver(
      claim: Self.newClaim(), way: overHTTP ? .http : .commands(townFlags: parts.townFlags),
      context: parts.files?.context(for: agent) ?? PromptContext())
    try await update(agent, .showsUp(id), .taskRequested(by: id, handOver), finishing: entry) { reply in
      reply.flatMap { Receipt($0) } ?? .task(nil, prompt: "")
    }
  }

  /// Publishes a mission anew because another tool wrote about it: a report of one of its agents, which is also a sign
  /// of life, or anything else. What it wrote over the mission's records is replaced by ours.
  func publishAnew(
    _ mission: Identifier<Mission>, _ events: [Event], finishing entry: StreamEntry, agent: Identifier<Agent>? = nil
  ) async throws {
    let change = try await change(
      mission, events, finishing: entry, agent: agent.map { .showsUp($0) }, publishingAnew: true)
    guard case .noMission = change else { return }
    try await finish(entry)
  }

  /// 128 random bits in hex.
  private static func newClaim() -> String {
    var generator = SystemRandomNumberGenerator()
    return Identifier<WorkTask>(high: generator.next(), low: generator.next()).text.filter { $0 != "-" }
  }

  /// Changes an agent: together with the mission it works for, if it does.
  private func update(
    _ agent: Agent, _ update: AgentUpdate, _ event: Event, finishing entry: StreamEntry,
    receipt: @escaping (Reply?) -> Receipt
  ) async throws {
    if case .busy(_, let mission) = agent.state {
      let change = try await change(mission, [event], finishing: entry, agent: update) { receipt($0) }
      guard case .noMission = change else { return }
    }
    var book = AgentBook([agent])
    update.apply(to: &book, at: parts.clock())
    try await commit(book, receipt: receipt(nil), finishing: entry)
  }

  private func commit(_ book: AgentBook, receipt: Receipt, finishing entry: StreamEntry) async throws {
    var commit = Commit(lease: parts.lease)
    commit.finish(entry)
    commit.agents = book.changes
    commit.receipts = [try self.receipt(receipt, for: entry)]
    commit.forward = try await followUps(of: commit.agents, except: nil)
    _ = try await self.commit(commit)
  }
}

extension Refusal {
  fileprivate static func noAgent(_ id: Identifier<Agent>) -> Refusal {
    Refusal(
      .notFound, "there is no agent \(id)", hint: "'signalbox agent register NAME' makes one; 'agent list' shows them")
  }
}
