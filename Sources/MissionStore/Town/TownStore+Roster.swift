package import MissionCore
import Redis

extension TownStore {
  /// How many idle agents of a lane or role a roster holds where nobody says how many are needed.
  package static let usualDepth = 3
  /// How many more are looked at: another tool may have taken some without the index knowing.
  private static let spare = 5
  private static let rolesScript = Script(name: "roles", source: PackageResources.roles_lua)

  /// What a mission needs to know of the agents for its next decision, in two round trips that grow with the lanes and
  /// the mission's roles, never with the number of agents.
  ///
  /// - Parameters:
  ///   - noteWords: the words of an operator's note; those that name agents are looked up.
  ///   - others: agents the event is about, besides those the mission knows.
  ///   - depth: how many idle agents of each lane and role are wanted, 1,000 at most; the roster names those of which
  ///     there are more.
  package func roster(
    for mission: Mission, noteWords: [String] = [], including others: [Identifier<Agent>] = [],
    depth: Int = TownStore.usualDepth
  ) async throws(StoreError) -> AgentRoster {
    let depth = min(max(depth, 1), 1_000)
    // A plan is made and handed out in one turn: its items are not there yet, and the manifest names their roles.
    let planned = mission.items.isEmpty ? mission.header.manifest.overrides.compactMap(\.ownerRole) : []
    let owners = mission.items.values.filter { !$0.isDone }.compactMap(\.ownerRole) + planned
    let roles = Set(owners.map { $0.lowercased() }).sorted()
    var seen = Set<String>()
    let words = noteWords.filter { seen.insert($0).inserted }.prefix(20)
    let specialties = Set(mission.items.values.filter { !$0.isDone }.flatMap { $0.details?.specialties ?? [] })
    let skills = specialties.union(roles).sorted()
    let wants = Lane.allCases.map(Want.lane) + skills.map(Want.role)
    let pools = Lane.allCases.map { keys.idle(lane: $0) } + skills.map { keys.idle(skill: $0) }
    let queries = words.map { agentQueries(for: $0) }

    var requests: [RedisRequest] = pools.map {
      .command(["ZRANGE", .text($0), 0, .integer(depth + Self.spare - 1)])
    }
    requests.append(.script(Self.rolesScript, keys: [keys.livingRoles], arguments: [1000]))
    requests.append(.command(["ZRANGE", .text(keys.reviewsDue), 0, 1]))
    requests.append(.script(Self.rolesScript, keys: [keys.livingSpecialties], arguments: [1000]))
    requests += queries.joined().map { .command($0) }
    let replies = try await send(batch: requests)
    for case .error(let code, let message) in replies { throw .redis(.serverError(code: code, message: message)) }

    let pooled = replies.prefix(pools.count).map { Self.agentIDs([$0]) }
    var answers = replies.dropFirst(pools.count + 3)
    var meant: [(word: String, ids: [Identifier<Agent>])] = []
    for (word, queries) in zip(words, queries) {
      meant.append((word, Self.agentIDs(Array(answers.prefix(queries.count)))))
      answers = answers.dropFirst(queries.count)
    }
    let concerned = mission.concernedAgents.union(others)
    let wanted = concerned.union(pooled.joined()).union(meant.flatMap(\.ids))
    let agents = try await agents(wanted.sorted()).reduce(into: [:]) { $0[$1.id] = $1 }

    var idle = Set<Agent>()
    var cut = Set<Want>()
    for (want, pool) in zip(wants, pooled) {
      let free = pool.compactMap { agents[$0] }.filter(\.isIdle)
      idle.formUnion(free.prefix(depth))
      if free.count > depth || pool.count == depth + Self.spare { cut.insert(want) }
    }
    // A fix goes to its author and a redirected item to the named one: those count however many others are idle.
    idle.formUnion(concerned.compactMap { agents[$0] }.filter(\.isIdle))
    var named: [String: [Agent]] = [:]
    for (word, ids) in meant {
      let matching = ids.compactMap { agents[$0] }.filter { Self.means(word, $0) }
      guard !matching.isEmpty else { continue }
      named[word] = matching
      idle.formUnion(matching.filter(\.isIdle))
    }
    let reviews = replies[pools.count + 1].array?.compactMap(\.text) ?? []
    var roster = AgentRoster(
      idle: idle.sorted { ($0.lastActiveAt, $0.id) < ($1.lastActiveAt, $1.id) },
      known: concerned.reduce(into: [:]) { $0[$1] = agents[$1] }, named: named,
      livingRoles: Set(replies[pools.count].array?.compactMap(\.text) ?? []),
      reviewIsDueElsewhere: reviews.contains { $0 != mission.id.text },
      livingSpecialties: Set(replies[pools.count + 2].array?.compactMap(\.text) ?? []))
    roster.cut = cut
    return roster
  }

  /// The missions that could use an agent, oldest first, at most `limit`.
  package func missionsWanting(agent: Agent, limit: Int) async throws(StoreError) -> [Identifier<Mission>] {
    guard limit > 0 else { return [] }
    let skills = Set(([agent.role] + agent.specialties).map { $0.lowercased() }).sorted()
    let wants: [Want] = [.agent(agent.id), .lane(agent.lane)] + skills.map { .role($0) }
    let replies = try await ask(
      wants.map { ["ZRANGE", .text(keys.wanting($0)), 0, .integer(limit - 1), "WITHSCORES"] })
    var ages: [Identifier<Mission>: Double] = [:]
    for (member, score) in replies.compactMap({ $0.pairs() }).joined() {
      guard let id = Identifier<Mission>(member) else { continue }
      ages[id] = Double(String(decoding: score, as: UTF8.self)) ?? 0
    }
    return ages.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(limit).map(\.key)
  }
}

extension Agent {
  fileprivate var isIdle: Bool { state == .idle }
}
