/// What one event gathers on its way through a mission.
struct Turn {
  let now: Timestamp
  var roster: AgentRoster
  private(set) var effects: [Effect] = []
  /// Whether anything about the work moved.
  private(set) var hasProgressed = false

  init(now: Timestamp, roster: AgentRoster) {
    self.now = now
    self.roster = roster
  }

  /// Adds an effect. Whoever is released may be given the next task in the same turn.
  mutating func add(_ effect: Effect) {
    effects.append(effect)
    guard case .release(let id, _) = effect, var agent = roster.known[id], agent.isAlive else { return }
    agent.state = .idle
    agent.lastActiveAt = now
    roster.known[id] = agent
    if !roster.idle.contains(where: { $0.id == id }) { roster.idle.append(agent) }
  }

  /// Notes a step forward in the activity log.
  mutating func log(_ text: String) {
    effects.append(.activity(text))
    hasProgressed = true
  }

  /// Notes something that is not a step forward.
  mutating func remark(_ text: String) { effects.append(.activity(text)) }
}
