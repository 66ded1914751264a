package import MissionCore
import Redis

extension TownStore {
  /// How many idle agents of a lane or role a roster holds where nobody says how many are needed.
  package static let usualDepth = 3
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
    let question = RosterQuestion(for: mission, words: noteWords, depth: depth, in: self)
    let replies = try await send(batch: question.requests)
    for case .error(let code, let message) in replies { throw .redis(.serverError(code: code, message: message)) }
    let answer = question.answer(replies)
    let concerned = mission.concernedAgents.union(others)
    let agents = try await agents(concerned.union(answer.agents).sorted()).reduce(into: [:]) { $0[$1.id] = $1 }

    var idle = Set<Agent>()
    var cut = Set<Want>()
    for (want, pool) in answer.pools {
      let free = pool.compactMap { agents[$0] }.filter(\.isIdle)
      idle.formUnion(free.prefix(depth))
      if free.count > depth || pool.count == question.poolLimit { cut.insert(want) }
    }
    // A fix goes to its author and a redirected item to the named one: those count however many others are idle.
    idle.formUnion(concerned.compactMap { agents[$0] }.filter(\.isIdle))
    var named: [String: [Agent]] = [:]
    for (word, ids) in answer.meant {
      let matching = ids.compactMap { agents[$0] }.filter { Self.means(word, $0) }
      guard !matching.isEmpty else { continue }
      named[word] = matching
      idle.formUnion(matching.filter(\.isIdle))
    }
    var roster = AgentRoster(
      idle: idle.sorted { ($0.lastActiveAt, $0.id) < ($1.lastActiveAt, $1.id) },
      known: concerned.reduce(into: [:]) { $0[$1] = agents[$1] }, named: named, livingRoles: answer.livingRoles,
      reviewIsDueElsewhere: answer.dueReviews.contains { $0 != mission.id.text },
      livingSpecialties: answer.livingSpecialties)
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
