import Redis

extension TownStore {
  /// Whether nothing of this town is stored: no mission, no agent, and nobody serves it.
  package var isUnknown: Bool {
    get async throws(StoreError) {
      let replies = try await ask(
        [keys.missions, keys.agents, keys.lease, keys.signals].map { ["EXISTS", .text($0)] })
      return replies.allSatisfy { $0.integer == 0 }
    }
  }

  /// The names of the towns in this Redis, in order; it is searched through in steps that block nobody.
  ///
  /// - Parameter limit: how many are named at most.
  package func townNames(limit: Int) async throws(StoreError) -> [String] {
    var names: Set<String> = []
    var cursor = "0"
    // A Redis that others use too may hold millions of keys: what a hundred thousand of them say is enough.
    for _ in 0..<100 {
      let reply = try await read(["SCAN", .text(cursor), "MATCH", "sb:*:signals", "COUNT", 1000]).array ?? []
      names.formUnion(
        (reply.last?.array ?? []).compactMap { $0.text.map { String($0.dropFirst(3).dropLast(":signals".count)) } })
      cursor = reply.first?.text ?? "0"
      if cursor == "0" { break }
    }
    return Array(names.sorted().prefix(limit))
  }
}
