import Client
import MissionCore
import MissionStore
import Testing

@testable import Service

/// What looks at missions sees them as the clerk holds them.
@Suite struct MissionReaderTests {
  @Test("a mission is read as the clerk holds it, unless the store has a newer one, or none")
  func reading() async throws {
    let town = try await CommandTown(named: "reader")
    let mission = Played().mission
    try await town.put([mission])
    let stored = try #require(try await town.store.mission(mission.id))
    var halted = stored.mission
    _ = halted.apply(.stop(by: "ada", force: false), at: mission.header.updatedAt, roster: AgentRoster())
    #expect(halted.isHalted && !stored.mission.isHalted)
    let cache = MissionCache(capacity: 4)
    let reader = MissionReader(store: town.store, known: cache)
    #expect(try await reader.mission(mission.id)?.isHalted == false)
    cache.hold(VersionedMission(mission: halted, revision: stored.revision))
    #expect(try await reader.mission(mission.id)?.isHalted == true)
    #expect(try await reader.missions([mission.id]).map(\.isHalted) == [true])
    cache.hold(VersionedMission(mission: halted, revision: stored.revision - 1))
    #expect(try await reader.mission(mission.id)?.isHalted == false)
    #expect(try await reader.missions([mission.id]).map(\.isHalted) == [false])
    let gone = Mission(
      id: .random, objectives: mission.header.objectives, policy: Policy(), manifest: Manifest(),
      at: mission.header.createdAt)
    cache.hold(VersionedMission(mission: gone, revision: 1))
    #expect(try await reader.mission(gone.id) == nil)
  }
}
