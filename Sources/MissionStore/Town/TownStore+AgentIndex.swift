import MissionCore
import Redis

extension TownStore {
  /// Makes the agents' indexes agree with their records: agents that another tool registered are found from now on, and
  /// those whose record is gone no longer.
  ///
  /// It looks at every agent, step by step, at the start of the clerk and now and then between its commits.
  ///
  /// - Returns: how many rows were wrong.
  @discardableResult
  package func refreshAgentIndex(lease: LeaseToken) async throws(StoreError) -> Int {
    let wanted = try await wantedRows()
    let found = try await foundRows()
    let writes = IndexEntry.writes(from: found, to: wanted)
    guard !writes.isEmpty else { return 0 }
    let result = try await run(Transaction(checks: [.lease(keys.lease, lease)], writes: writes))
    if case .unreadable(let key) = result { throw .unreadable(key: key, reason: "it has another type") }
    return result == .committed(revision: nil) ? writes.count : 0
  }

  private func wantedRows() async throws(StoreError) -> Set<IndexEntry> {
    let prefix = keys.agent("")
    let ids = try await allKeys(beginningWith: prefix).compactMap {
      Identifier<Agent>(String($0.dropFirst(prefix.count)))
    }
    return try await agents(ids.sorted()).reduce(into: []) { $0.formUnion(AgentIndex.rows(of: $1, keys: keys)) }
  }

  private func foundRows() async throws(StoreError) -> Set<IndexEntry> {
    let pools = try await allKeys(beginningWith: keys.own("idle:")).sorted()
    let whole = [keys.agents, keys.livingRoles, keys.livingSpecialties] + pools
    var rows = Set<IndexEntry>()
    for key in whole {
      let reply = try await read(["ZRANGE", .text(key), 0, -1, "WITHSCORES"])
      for (member, score) in reply.pairs() ?? [] {
        let score = Double(String(decoding: score, as: UTF8.self)).flatMap { Int64(exactly: $0.rounded()) } ?? 0
        rows.insert(IndexEntry(key: key, member: member, score: .at(score)))
      }
    }
    for start in [IdentityKind.agent.member(""), IdentityKind.agentNameStart] {
      let range: [RedisArgument] = [.text("[" + start), .bytes(Array("(\(start)".utf8) + [0xFF])]
      let reply = try await read(["ZRANGE", .text(keys.identities)] + range + ["BYLEX"])
      for member in reply.strings() ?? [] {
        rows.insert(IndexEntry(key: keys.identities, member: member, score: .at(0)))
      }
    }
    return rows
  }

  /// All keys with a beginning, in small steps that hold nobody up. Keys that come or go meanwhile may be missed.
  private func allKeys(beginningWith prefix: String) async throws(StoreError) -> Set<String> {
    var found = Set<String>()
    var cursor = "0"
    repeat {
      let (some, next) = try await scan(cursor, prefix, count: 500)
      found.formUnion(some)
      cursor = next
    } while cursor != "0"
    return found
  }

  /// One step through all keys: those with a beginning among about so many, and where to go on; `0` at the end.
  func scan(_ cursor: String, _ prefix: String, count: Int) async throws(StoreError) -> (found: [String], next: String)
  {
    // A town's name is anything: none of it is a pattern.
    let pattern = prefix.reduce(into: "") { $0 += "*?[]\\^".contains($1) ? "\\\($1)" : String($1) } + "*"
    let reply = try await send(["SCAN", .text(cursor), "MATCH", .text(pattern), "COUNT", .integer(count)])
    guard let parts = reply.array, parts.count == 2, let next = parts[0].text else {
      throw .redis(.unexpectedReply("SCAN"))
    }
    return (parts[1].strings() ?? [], next)
  }
}
