import MissionCore
import Redis
import Testing

@testable import MissionStore

@Suite("The lease of a town", .timeLimit(.minutes(10)))
struct LeaseTests {
  private let other = LeaseToken(text: "clerk-2")

  @Test("is one clerk's; another is told whose, and for how long still")
  func exclusive() async throws {
    let town = try await TestTown()
    #expect(try await town.store.leaseHolder() == "host:1")
    let refused = try await town.store.acquireLease(other, holder: "host:2", seconds: 60)
    guard case .heldByOther("host:1", let left) = refused else {
      Issue.record("expected the other's lease, got \(refused)")
      return
    }
    #expect((1...3_600_000).contains(left))
    #expect(try await town.store.acquireLease(town.lease, holder: "host:1", seconds: 60) == .held)
    #expect(try await town.store.renewLease(town.lease, holder: "host:1", seconds: 60) == .held)
  }

  @Test("is given up only by its holder")
  func release() async throws {
    let town = try await TestTown()
    try await town.store.releaseLease(other)
    #expect(try await town.store.leaseHolder() == "host:1")
    #expect(try await town.store.releaseLease(town.lease) == .free)
    #expect(try await town.store.leaseHolder() == nil)
    #expect(try await town.store.renewLease(town.lease, holder: "host:1", seconds: 60) == .free)
    #expect(try await town.store.acquireLease(other, holder: "host:2", seconds: 60) == .held)
  }

  @Test("that ran out goes to whoever asks; the old holder's commits are fenced off from then on")
  func takeover() async throws {
    let town = try await TestTown()
    try await town.connection.send(["PEXPIRE", .text(town.keys.lease), 1])
    while try await town.store.leaseHolder() != nil {}
    #expect(try await town.store.acquireLease(other, holder: "host:2", seconds: 60) == .held)
    let change = MissionChange(before: nil, after: Play.mission(at: town.now))
    #expect(try await town.store.commit(Commit(lease: town.lease, mission: change)) == .fenced)
    #expect(try await town.store.commit(Commit(lease: other, mission: change)) == .committed(revision: 1))
    guard case .heldByOther("host:2", _) = try await town.store.renewLease(town.lease, holder: "host:1", seconds: 60)
    else {
      Issue.record("the old holder renewed another's lease")
      return
    }
  }

  @Test("ends by itself: it always has a time to live")
  func timeToLive() async throws {
    let town = try await TestTown()
    let left = try await town.connection.send(["PTTL", .text(town.keys.lease)]).integer
    #expect((1...3_600_000).contains(left ?? -1))
  }
}
