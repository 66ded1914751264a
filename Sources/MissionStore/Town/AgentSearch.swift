package import MissionCore
import Redis

/// A search for agents that other tools made, in steps: a town may have very many keys, and no step looks at more than
/// a fixed number of them.
package struct AgentSearch: Sendable {
  /// How many questions a step asks, and about how many keys each is about.
  static let questions = 20
  static let keysPerQuestion = 1000

  /// Where the next step goes on; Redis's word.
  var cursor = "0"

  /// A search at its beginning.
  package init() {}
}

extension TownStore {
  /// The agents of a search's next step that an index does not lead to as their records say it should. After the last
  /// step it begins anew.
  package func strangers(_ search: inout AgentSearch) async throws(StoreError) -> [Identifier<Agent>] {
    let prefix = keys.agent("")
    var ids = Set<Identifier<Agent>>()
    for _ in 0..<AgentSearch.questions {
      let (found, next) = try await scan(search.cursor, prefix, count: AgentSearch.keysPerQuestion)
      ids.formUnion(found.compactMap { Identifier<Agent>(String($0.dropFirst(prefix.count))) })
      search.cursor = next
      if next == "0" { break }
    }
    let rows = try await agents(ids.sorted()).flatMap { agent in
      AgentIndex.rows(of: agent, keys: keys).map { (agent: agent.id, row: $0) }
    }
    let scores = try await ask(rows.map { ["ZSCORE", .text($0.row.key), .text($0.row.member)] })
    return Set(zip(rows, scores).filter { $1.text == nil }.map(\.0.agent)).sorted()
  }
}
