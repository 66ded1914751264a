package import MissionCore
import MissionStore

extension Town {
  /// The names of all agents, for listings.
  package var agentNames: [Identifier<Agent>: String] {
    get async throws { try await store.allAgents().reduce(into: [:]) { $0[$1.id] = $1.name } }
  }
}
