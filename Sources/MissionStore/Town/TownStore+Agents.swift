package import MissionCore
import Redis

extension TownStore {
  /// An agent; nil if there is none of that identity.
  package func agent(_ id: Identifier<Agent>) async throws(StoreError) -> Agent? { try await agents([id]).first }

  /// The agents that a word means: those of that name in any letter case, and those whose identity begins with it
  /// (4 characters or more). Names are not unique.
  package func agents(named word: String) async throws(StoreError) -> [Agent] {
    let reply = try await ask(agentQueries(for: word))
    return try await agents(Self.agentIDs(reply)).filter { Self.means(word, $0) }
  }

  /// Every agent, oldest first: for listings.
  package func allAgents() async throws(StoreError) -> [Agent] {
    let reply = try await read(["ZRANGE", .text(keys.agents), 0, -1])
    return try await agents((reply.array ?? []).compactMap { $0.text.flatMap { Identifier<Agent>($0) } })
  }

  /// These agents, in the order asked for. What is missing or no agent's record is left out.
  func agents(_ ids: [Identifier<Agent>]) async throws(StoreError) -> [Agent] {
    let replies = try await send(batch: ids.map { .command(["HGETALL", .text(keys.agent($0.text))]) })
    var records = zip(ids, replies).map { id, reply in (id: id, fields: reply.textFields() ?? [:]) }
    let rewritten = records.indices.filter { AgentRecord.isRewritten(records[$0].fields) }
    if !rewritten.isEmpty {
      let own = try await send(
        batch: rewritten.map { .command(["HGETALL", .text(keys.ownAgent(records[$0].id))]) })
      for (index, reply) in zip(rewritten, own) {
        records[index].fields = AgentRecord.completed(records[index].fields, by: reply.textFields() ?? [:])
      }
    }
    return records.compactMap { id, fields in
      guard let agent = AgentRecord(fields: fields)?.agent, agent.id == id else { return nil }
      return agent
    }
  }

  /// Two queries of the identities: by name, and by the beginning of an identity.
  func agentQueries(for word: String) -> [[RedisArgument]] {
    let name = IdentityKind.agentNameStart + word.lowercased()
    var queries: [[RedisArgument]] = [
      ["ZRANGE", .text(keys.identities), .text("[\(name)\0"), .text("(\(name)\u{1}"), "BYLEX", "LIMIT", 0, 50]
    ]
    if let prefix = IdentityKind.prefix(word) {
      queries.append(identityQuery(prefix: prefix, kind: .agent, limit: 50))
    }
    return queries
  }

  static func agentIDs(_ replies: [RedisReply]) -> [Identifier<Agent>] {
    let members = replies.flatMap { $0.array ?? [] }.compactMap(\.text)
    var seen = Set<Identifier<Agent>>()
    return members.compactMap { Identifier<Agent>(String($0.suffix(36))) }.filter { seen.insert($0).inserted }
  }

  static func means(_ word: String, _ agent: Agent) -> Bool {
    if agent.name.lowercased() == word.lowercased() { return true }
    return IdentityKind.prefix(word).map { agent.id.text.hasPrefix($0) } ?? false
  }
}
