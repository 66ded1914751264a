import MissionCore
import Redis

/// The first of a roster's two questions: which agents there are for a mission's lanes and roles, and whom words mean.
struct RosterQuestion {
  /// What Redis knows of it.
  struct Answer {
    /// The longest idle agents of each lane and role.
    var pools: [(want: Want, agents: [Identifier<Agent>])] = []
    /// Who may be meant by each word.
    var meant: [(word: String, agents: [Identifier<Agent>])] = []
    var livingRoles: Set<String> = []
    var livingSpecialties: Set<String> = []
    /// The oldest missions in which a review waits.
    var dueReviews: [String] = []

    /// All that are named.
    var agents: Set<Identifier<Agent>> { Set(pools.flatMap(\.agents) + meant.flatMap(\.agents)) }
  }

  /// How many more are looked at than are wanted: another tool may have taken some without the index knowing.
  private static let spare = 5
  private static let rolesScript = Script(name: "roles", source: PackageResources.roles_lua)

  /// How many agents of each lane and role are looked at.
  let poolLimit: Int
  private let pools: [(want: Want, key: String)]
  private let words: [(word: String, queries: [[RedisArgument]])]
  private let keys: Keys

  /// - Parameters:
  ///   - words: those of an operator's note; the first twenty are looked up.
  ///   - depth: how many idle agents of each lane and role are wanted.
  init(for mission: Mission, words: [String], depth: Int, in store: TownStore) {
    keys = store.keys
    poolLimit = depth + Self.spare
    // A plan is made and handed out in one turn: its items are not there yet, and the manifest names their roles.
    let planned = mission.items.isEmpty ? mission.header.manifest.overrides.compactMap(\.ownerRole) : []
    let open = mission.items.values.filter { !$0.isDone }
    let roles = (open.compactMap(\.ownerRole) + planned).map { $0.lowercased() }
    let skills = Set(open.flatMap { $0.details?.specialties ?? [] }).union(roles).sorted()
    pools =
      Lane.allCases.map { [keys] in (.lane($0), keys.idle(lane: $0)) }
      + skills.map { [keys] in (.role($0), keys.idle(skill: $0)) }
    var seen = Set<String>()
    self.words = words.filter { seen.insert($0).inserted }.prefix(20).map { ($0, store.agentQueries(for: $0)) }
  }

  /// What Redis is asked, in one pipeline.
  var requests: [RedisRequest] {
    pools.map { .command(["ZRANGE", .text($0.key), 0, .integer(poolLimit - 1)]) }
      + [
        .script(Self.rolesScript, keys: [keys.livingRoles], arguments: [1000]),
        .script(Self.rolesScript, keys: [keys.livingSpecialties], arguments: [1000]),
        .command(["ZRANGE", .text(keys.reviewsDue), 0, 1]),
      ] + words.flatMap(\.queries).map { .command($0) }
  }

  /// What the replies to these requests say.
  func answer(_ replies: [RedisReply]) -> Answer {
    var rest = replies[...]
    var answer = Answer()
    for pool in pools { answer.pools.append((pool.want, TownStore.agentIDs([rest.removeFirst()]))) }
    answer.livingRoles = Set(rest.removeFirst().texts)
    answer.livingSpecialties = Set(rest.removeFirst().texts)
    answer.dueReviews = rest.removeFirst().texts
    for (word, queries) in words {
      answer.meant.append((word, TownStore.agentIDs(Array(rest.prefix(queries.count)))))
      rest = rest.dropFirst(queries.count)
    }
    return answer
  }
}

extension RedisReply {
  fileprivate var texts: [String] { array?.compactMap(\.text) ?? [] }
}
