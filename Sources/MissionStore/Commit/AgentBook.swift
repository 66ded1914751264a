package import MissionCore

/// The agents of one decision: applies what the decision says about them and yields what changed.
package struct AgentBook: Sendable {
  private let before: [Identifier<Agent>: Agent]
  private var agents: [Identifier<Agent>: Agent]

  /// A book of every agent that the roster knows.
  package init(_ roster: AgentRoster) {
    var agents = roster.known
    for agent in roster.idle + roster.named.values.joined() { agents[agent.id] = agent }
    before = agents
    self.agents = agents
  }

  /// A book of these agents.
  package init(_ agents: [Agent]) { self.init(AgentRoster(idle: agents)) }

  /// The agent as it stands in the book now.
  package subscript(id: Identifier<Agent>) -> Agent? { agents[id] }

  /// What is different from the roster, in a stable order.
  package var changes: [AgentChange] {
    let ids = Set(before.keys).union(agents.keys).sorted()
    return ids.filter { before[$0] != agents[$0] }.map { AgentChange(before: before[$0], after: agents[$0]) }
  }

  /// Applies the effects of a decision of `mission`, which is given as it stands after the decision.
  ///
  /// An agent the book does not know was removed: there is nothing to change.
  package mutating func apply(_ effects: [Effect], of mission: Mission, at now: Timestamp) {
    for effect in effects {
      guard let agent = effect.agent else { continue }
      agents[agent]?.follow(effect, of: mission, at: now)
    }
  }

  /// A sign of life.
  package mutating func showUp(_ id: Identifier<Agent>, at now: Timestamp) { agents[id]?.showUp(at: now) }

  /// It was stopped.
  package mutating func stop(_ id: Identifier<Agent>) { agents[id]?.stop() }

  /// Adds an agent, or replaces what the book says about it.
  package mutating func register(_ agent: Agent) { agents[agent.id] = agent }

  /// Takes an agent out.
  package mutating func remove(_ id: Identifier<Agent>) { agents[id] = nil }
}
