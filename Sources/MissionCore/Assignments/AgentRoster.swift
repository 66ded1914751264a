/// What the shell tells a mission about the agents, as far as this event needs it: bounded, never the whole town.
package struct AgentRoster: Sendable, Equatable {
  /// Idle agents, a few of each lane and role, longest idle first.
  package var idle: [Agent]
  /// Agents this mission knows (authors, holders), by identity; missing means removed.
  package var known: [Identifier<Agent>: Agent]
  /// The agents an operator's note may mean, by the word used.
  package var named: [String: [Agent]]
  /// The distinct roles of all living agents, busy or idle.
  package var livingRoles: Set<String>
  /// The distinct specialties of all living agents, busy or idle, in lower case; empty text stands for those without
  /// any.
  package var livingSpecialties: Set<String>
  /// The lanes and roles of which more agents are idle than are listed.
  package var cut: Set<Want> = []
  /// Whether a review waits for a reviewer in another mission.
  package var reviewIsDueElsewhere: Bool

  /// One with its parts.
  package init(
    idle: [Agent] = [], known: [Identifier<Agent>: Agent] = [:], named: [String: [Agent]] = [:],
    livingRoles: Set<String> = [], reviewIsDueElsewhere: Bool = false,
    livingSpecialties: Set<String> = []
  ) {
    self.idle = idle
    self.known = known
    self.named = named
    self.livingRoles = livingRoles
    self.livingSpecialties = livingSpecialties
    self.reviewIsDueElsewhere = reviewIsDueElsewhere
  }

  /// The agent, if the roster knows it.
  func agent(_ id: Identifier<Agent>) -> Agent? { known[id] ?? idle.first { $0.id == id } }

  /// A name for people.
  package func name(of id: Identifier<Agent>) -> String { agent(id)?.name ?? String(id.text.prefix(8)) }

  /// Whether the agent exists and may still be given tasks.
  func isAlive(_ id: Identifier<Agent>) -> Bool { agent(id)?.isAlive ?? false }

  /// The agent, if it is free. One that the mission knows counts though it is not among the few idle ones listed.
  func idleAgent(_ id: Identifier<Agent>) -> Agent? {
    guard let agent = agent(id), agent.state == .idle else { return nil }
    return agent
  }

  /// The agent holds a task from now on.
  mutating func occupy(_ id: Identifier<Agent>, with task: Identifier<WorkTask>, of mission: Identifier<Mission>) {
    guard var agent = agent(id) else { return }
    agent.take(task, of: mission)
    idle.removeAll { $0.id == id }
    known[id] = agent
  }

  /// Whoever is released may be given the next task in the same turn.
  mutating func free(_ id: Identifier<Agent>, at now: Timestamp) {
    guard var agent = known[id], agent.isAlive else { return }
    agent.putDown(at: now)
    known[id] = agent
    if !idle.contains(where: { $0.id == id }) { idle.append(agent) }
  }

  /// The agent let its lease end: nothing is kept waiting for it.
  mutating func lose(_ id: Identifier<Agent>) {
    idle.removeAll { $0.id == id }
    known[id]?.loseLease()
  }

  /// The agent's account may do no more for now: nothing is kept waiting for it.
  mutating func park(_ id: Identifier<Agent>, until: Timestamp, reason: String) {
    idle.removeAll { $0.id == id }
    known[id]?.park(until: until, because: reason)
  }

  /// The agent was stopped: nothing is kept waiting for it.
  mutating func stop(_ id: Identifier<Agent>) {
    idle.removeAll { $0.id == id }
    known[id]?.stop()
  }

  /// The agent is no longer there.
  mutating func remove(_ id: Identifier<Agent>) {
    idle.removeAll { $0.id == id }
    known[id] = nil
  }
}
