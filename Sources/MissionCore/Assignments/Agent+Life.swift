/// An agent's life: the only places where its state changes.
extension Agent {
  /// Whether the one table of transitions allows the change.
  static func mayBecome(_ next: State, from state: State) -> Bool {
    switch (state, next) {
    // It may be given the next task in the turn that ends its last one.
    case (.idle, .busy), (.busy, .busy), (.busy, .idle): true
    case (.idle, .lost), (.busy, .lost): true
    // Whoever is there again after its lease ended may be at its limit, too.
    case (.idle, .parked), (.busy, .parked), (.lost, .parked), (.parked, .parked): true
    // It shows up or registers again, or its limit is over.
    case (.lost, .idle), (.parked, .idle), (.unavailable, .idle): true
    // It is stopped, whatever it does.
    case (.idle, .unavailable), (.busy, .unavailable), (.lost, .unavailable), (.parked, .unavailable): true
    case (.idle, _), (.busy, _), (.lost, _), (.parked, _), (.unavailable, _): false
    }
  }

  /// Does what a decision says about it; what is about another agent or about none is passed over.
  ///
  /// - Parameter mission: the mission that decided, as it stands after the decision.
  package mutating func follow(_ effect: Effect, of mission: Mission, at now: Timestamp) {
    guard effect.agent == id else { return }
    switch effect {
    case .assign(let task, _):
      take(task, of: mission.id)
      lastActiveAt = now
    case .release(_, let completed):
      if completed { tasksCompleted += 1 }
      lastActiveAt = now
      // Whoever holds something else by now keeps it.
      if case .busy(let task, mission.id) = state, mission.tasks[task]?.lease?.agent != id { become(.idle) }
    case .markLost:
      // A lease that ended in one mission says nothing about the task of another.
      if state == .idle || isBusy(for: mission.id) { become(.lost) }
    case .park(_, let until, let reason):
      // Whoever holds another mission's task by now keeps it.
      if state == .idle || isBusy(for: mission.id) { park(until: until, because: reason) }
    case .taken: lastHeartbeat = now
    case .account(_, let before, let after):
      if before == nil { runs += 1 }
      usage = usage.replacing(before ?? RunUsage(), with: after)
    case .activity, .withdraw, .urge, .askForHelp, .announce, .answer, .learn, .wake, .withdrawHelp: break
    }
  }

  /// It registers again: whoever does so is there, unless it holds a task.
  package mutating func register(at now: Timestamp) {
    lastHeartbeat = now
    switch state {
    case .idle, .busy: break
    case .lost, .parked, .unavailable: become(.idle)
    }
  }

  /// It gives a sign of life. A lost agent is idle again, what it held has been given to another; a parked one stays so
  /// until its limit is over.
  package mutating func showUp(at now: Timestamp) {
    lastHeartbeat = now
    switch state {
    case .lost: become(.idle)
    case .parked(let until, _): if now >= until { become(.idle) }
    case .idle, .busy, .unavailable: break
    }
  }

  /// It has reached a limit of use and gets nothing until that is over. An agent that another tool has stopped stays
  /// so.
  package mutating func park(until: Timestamp, because reason: String) {
    if case .unavailable = state { return }
    become(.parked(until: until, reason: reason))
  }

  /// It works no more and gets nothing until it registers again; what it holds is another's from then on. One that
  /// another tool has taken out stays as that tool says.
  package mutating func stop() {
    if case .unavailable = state { return }
    become(.stopped)
  }

  /// It holds a task from now on.
  mutating func take(_ task: Identifier<WorkTask>, of mission: Identifier<Mission>) {
    become(.busy(task: task, mission: mission))
  }

  /// It holds nothing any more, and may be given the next task; nothing changes for whoever is not there.
  mutating func putDown(at now: Timestamp) {
    guard isAlive else { return }
    if state != .idle { become(.idle) }
    lastActiveAt = now
  }

  /// Its lease ended: nothing is kept waiting for it.
  mutating func loseLease() {
    if isAlive { become(.lost) }
  }

  private func isBusy(for mission: Identifier<Mission>) -> Bool {
    if case .busy(_, mission) = state { true } else { false }
  }

  private mutating func become(_ next: State) {
    precondition(Self.mayBecome(next, from: state), "Invalid agent transition: \(state) to \(next)")
    state = next
  }
}

extension Effect {
  /// The agent whose state it concerns, if it concerns one's.
  package var agent: Identifier<Agent>? {
    switch self {
    case .assign(_, let agent), .release(let agent, _), .markLost(let agent), .taken(_, let agent),
      .park(let agent, _, _), .account(let agent, _, _):
      agent
    case .activity, .withdraw, .urge, .askForHelp, .announce, .answer, .learn, .wake, .withdrawHelp: nil
    }
  }
}

extension Agent.State {
  /// Its sort as lists and numbers call it; unlike the word on the wire it tells a lost agent from a stopped one.
  package var kind: String {
    switch self {
    case .idle: "idle"
    case .busy: "working"
    case .lost: "lost"
    case .parked: "paused"
    case .stopped: "stopped"
    case .unavailable: "unavailable"
    }
  }
}
