package import MissionCore

/// What the town's missions and agents have of our own.
extension Keys {
  /// Hash: a mission, part by part. This is the authority; what stands under `tt:` is written from it.
  package func missionParts(_ id: Identifier<Mission>) -> String { own("mission:\(id)") }
  /// Set: the missions that want to hear about this.
  package func interested(in interest: Interest) -> String { own("index:\(interest.key)") }
  /// Sorted set: what is due, by time in milliseconds.
  package var due: String { own("due") }
  /// Sorted set: the missions that could use such an agent, by age.
  package func wanting(_ want: Want) -> String {
    switch want {
    case .agent(let id): own("want:agent:\(id)")
    case .lane(let lane): own("want:lane:\(lane.rawValue)")
    case .role(let role): own("want:role:\(role.lowercased())")
    }
  }
  /// Sorted set: the missions in which a review waits for a reviewer, by age.
  package var reviewsDue: String { own("reviews") }
  /// Sorted set without scores: every identity with its kind and mission, for prefixes and for finding missions.
  package var identities: String { own("ids") }
  /// Sorted set: every mission, by age.
  package var missions: String { own("missions") }
  /// Sorted sets: every task, or the open ones, by age; members are `task:mission`.
  package func tasks(openOnly: Bool) -> String { own(openOnly ? "tasks:open" : "tasks") }
}

/// What the town's agents have of our own.
extension Keys {
  /// Sorted set: every agent we know, by age.
  package var agents: String { own("agents") }
  /// Hash: what of an agent's record is ours alone, for when another tool rewrites the record without it.
  package func ownAgent(_ id: Identifier<Agent>) -> String { own("agent:\(id)") }
  /// Sorted set without scores: `role NUL id` of every agent that may be given tasks.
  package var livingRoles: String { own("living") }
  /// Sorted set without scores: `specialty NUL id` of every agent that may be given tasks; without any, an empty one.
  package var livingSpecialties: String { own("living:specialties") }
  /// Sorted set: the idle agents of a lane, longest idle first.
  package func idle(lane: Lane) -> String { own("idle:lane:\(lane.rawValue)") }
  /// Sorted set: the idle agents with a role or specialty, longest idle first.
  package func idle(skill: String) -> String { own("idle:skill:\(skill.lowercased())") }
  /// List of at most one: something came for the agent; waiting for it is how an agent sleeps.
  package func wake(agent id: Identifier<Agent>) -> String { own("wake:\(id)") }
}

/// What the clerk has of its own.
extension Keys {
  /// Hash: issue → the mission that its label made.
  package var labels: String { own("labels") }
  /// Hash: what somebody asked for on GitHub and is not granted or refused yet, by what asks.
  package var wishes: String { own("wishes") }
  /// List: the notices that wait for a target, newest first.
  package func notices(for target: String) -> String { own("notices:\(target)") }
  /// Hash with a time to live: who serves the town.
  package var lease: String { own("lease") }
  /// List with a time to live: the answer to a signal's sender.
  package func receipt(_ id: String) -> String { own("receipt:\(id)") }
  /// Hash: stream entry → how often its handling was begun.
  package var attempts: String { own("attempts") }
  /// Stream: signals that could not be handled, whole.
  package var deadLetters: String { own("dead") }
  /// Hash: agent → the digest of the token by which it may speak from elsewhere.
  package var agentTokens: String { own("agent-tokens") }
  /// What finished items left behind and is not in the library yet.
  package var learnings: String { own("learnings") }
  /// Stream: what came of the newest deliveries.
  package var deliveries: String { own("deliveries") }
  /// Hash with a time to live: what came of one delivery.
  package func outcome(_ id: String) -> String { own("outcome:\(id)") }
  /// Hash: record → why it cannot be read.
  package var unreadable: String { own("unreadable") }
  /// String with a time to live: proves that Redis can be written to.
  package var probe: String { own("probe") }
}
