import Client
import MissionCore
import MissionStore
import Testing

@testable import Service

/// The town's lease, while work is done under it.
@Suite struct LeaseTests {
  private struct Failure: Error {}

  @Test("however the work under it ends, the lease is given up with it", arguments: [false, true])
  func ending(fails: Bool) async throws {
    let town = try await CommandTown(named: "lease")
    let token = LeaseToken(text: "worker")
    let log = Log(level: .error, format: .text, now: { Timestamp(milliseconds: 0) }) { _ in }
    // So long that it does not run out before it is looked at, on any machine.
    let lease = Lease(store: town.store, token: token, holder: "host:7", log: log, seconds: 600)
    do {
      try await lease.hold {
        let holder = try await town.store.leaseHolder()
        #expect(holder == "host:7")
        if fails { throw Failure() }
      }
      #expect(!fails)
    } catch is Failure {
      #expect(fails)
    }
    #expect(try await town.store.leaseHolder() == nil)
  }
}
