/// What one event gathers on its way through a mission.
struct Turn {
  let now: Timestamp
  let hosts: GitHubHosts
  var roster: AgentRoster
  /// What the watches say in this turn.
  var judgement: Judgement
  private(set) var effects: [Effect] = []
  /// What looks at GitHub found.
  var finds: [Find] = []
  /// Whether anything about the work moved.
  private(set) var hasProgressed = false

  init(now: Timestamp, roster: AgentRoster, hosts: GitHubHosts = .gitHub) {
    self.now = now
    self.hosts = hosts
    self.roster = roster
    judgement = Judgement(at: now)
  }

  /// Adds an effect; what it says about agents holds for the rest of the turn.
  mutating func add(_ effect: Effect) {
    effects.append(effect)
    switch effect {
    case .release(let agent, _): roster.free(agent, at: now)
    case .markLost(let agent): roster.lose(agent)
    case .park(let agent, let until, let reason): roster.park(agent, until: until, reason: reason)
    case .activity, .assign, .withdraw, .taken, .urge, .account, .askForHelp, .announce, .answer, .learn, .wake,
      .withdrawHelp:
      break
    }
  }

  /// Notes a step forward in the activity log.
  mutating func log(_ text: String) {
    effects.append(.activity(text))
    hasProgressed = true
  }

  /// Notes something that is not a step forward.
  mutating func remark(_ text: String) { effects.append(.activity(text)) }
}
