import MissionCore
import Testing

@testable import MissionStore

@Suite struct FingerprintTests {
  @Test("a town has one key for its fingerprints, whoever asks first, and another town has another")
  func key() async throws {
    let town = try await TestTown()
    async let one = town.store.fingerprintKey()
    async let two = town.store.fingerprintKey()
    let keys = try await [one, two, town.store.fingerprintKey()]
    #expect(Set(keys).count == 1)
    #expect(keys[0].count == 32)
    let other = TownStore(connection: town.connection, keys: Keys(town: "other")) { town.now }
    #expect(try await other.fingerprintKey() != keys[0])
  }
}
