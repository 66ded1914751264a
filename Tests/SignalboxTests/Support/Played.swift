import MissionCore

/// The tutorial's mission as it plays, for tests of what people see.
struct Played {
  static let id = Identifier<Mission>("6f1c2a34-5b6d-4e7f-8a90-b1c2d3e4f506")!
  static let start = Timestamp(milliseconds: 1_776_852_000_000)

  var mission: Mission
  var roster: AgentRoster
  var now = start

  /// The mission, planned, with these agents idle.
  init(
    agents: [String] = ["designer", "backend", "tester"], documents: [String] = [], repository: String = "acme/shop",
    policy: Policy = Policy(), id: Identifier<Mission> = Self.id
  ) {
    let issues = (1...3).compactMap { IssueReference("\(repository)#\($0)") }
    let documents = documents.map { Objective.document(path: $0) }
    mission = Mission(
      id: id, objectives: issues.map { .issue($0) } + documents, policy: policy, manifest: Manifest(),
      at: Self.start)
    roster = AgentRoster(
      idle: agents.enumerated().map { Self.agent($1, number: UInt64($0) + 1) }, livingRoles: Set(agents))
    let texts = [
      ("Design auth API", ""), ("Implement auth endpoints", "Depends on #1"), ("Write auth tests", "After #2"),
    ]
    for (issue, text) in zip(issues, texts) {
      happen(
        .observed(
          .issue(
            IssueFacts(
              reference: issue, title: text.0, body: text.1, state: .open, labels: [], url: "", isPullRequest: false,
              blockedBy: [], updatedAt: Self.start))))
    }
  }

  /// Lets something happen; agents that got work are busy from then on.
  @discardableResult
  mutating func happen(_ event: Event) -> Decision {
    let decision = mission.apply(event, at: now, roster: roster)
    for task in mission.tasks.values {
      guard let holder = task.lease?.agent, let place = roster.idle.firstIndex(where: { $0.id == holder }) else {
        continue
      }
      var agent = roster.idle.remove(at: place)
      agent = agent.standing(.busy(task: task.id, mission: mission.id))
      roster.known[holder] = agent
    }
    return decision
  }

  /// An idle agent.
  static func agent(_ name: String, number: UInt64) -> Agent {
    Agent(
      id: Identifier(high: number << 40, low: number), name: name, role: name, specialties: [], state: .idle,
      registeredAt: start, lastHeartbeat: start, lastActiveAt: start, tasksCompleted: 0)
  }
}

extension Agent {
  /// The same agent in another state, as a record may say it.
  func standing(_ state: State) -> Agent {
    Agent(
      id: id, name: name, role: role, specialties: specialties, state: state, registeredAt: registeredAt,
      lastHeartbeat: lastHeartbeat, lastActiveAt: lastActiveAt, tasksCompleted: tasksCompleted)
  }
}
