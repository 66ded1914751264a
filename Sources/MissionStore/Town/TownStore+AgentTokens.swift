package import MissionCore
import Redis

extension TownStore {
  /// The digest of an agent's token; nil where it has none.
  package func tokenDigest(of agent: Identifier<Agent>) async throws(StoreError) -> String? {
    try await read(["HGET", .text(keys.agentTokens), .text(agent.text)]).text
  }
}
