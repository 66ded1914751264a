import MissionCore
import MissionStore
import TestSupport
import Testing

@Suite(.serialized) struct SlowWorkTests {
  /// A mission of one issue, whose fetch does not come to its end before the gate is opened.
  private static func slowFetch(
    in town: ClockedTown
  ) async throws -> (mission: Identifier<Mission>, fetch: String, number: Int) {
    let work = try await town.openWork(1)
    let id = try await town.start([work.number])
    let fetch = "/issues/\(work.number)"
    town.gate.hold(fetch)
    return (id, fetch, work.number)
  }

  @Test("Work that takes longer than its claim is not done a second time meanwhile, and can be done again afterwards")
  func once() async throws {
    try await ClockedTown.run { town in
      let (id, fetch, _) = try await Self.slowFetch(in: town)
      async let first = town.poll()
      try await eventually("the fetch to be under way") { town.gate.isHolding }

      town.clock.advance(by: .seconds(121))
      _ = try await town.poll()
      #expect(town.gate.count(fetch) == 1)

      town.gate.open()
      _ = try await first
      try await town.settle()
      #expect(try await town.mission(id).issues.values.contains { $0.facts != nil })
      try await town.pass(seconds: 600)
      #expect(town.gate.count(fetch) > 1)
    }
  }

  @Test("What is touched while it is being asked is asked again at once, not when its claim runs out")
  func touched() async throws {
    try await ClockedTown.run { town in
      let (id, _, number) = try await Self.slowFetch(in: town)
      async let first = town.poll()
      try await eventually("the fetch to be under way") { town.gate.isHolding }

      let issue = try #require(IssueReference(repository: ClockedTown.shop, number: number))
      try await town.town.store.postpone([(id, .issue(issue), town.clock.wall)])
      _ = try await town.poll()
      town.gate.open()
      _ = try await first
      #expect(try await town.town.store.nextDue().map { $0 <= town.clock.wall } == true)
    }
  }
}
