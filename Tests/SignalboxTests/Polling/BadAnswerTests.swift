import GitHub
import GitHubSandbox
import MissionCore
import TestSupport
import Testing

@Suite(.serialized) struct BadAnswerTests {
  @Test(
    "No bad answer is a verdict or means more calls; it is named, and a good answer ends it", arguments: BadAnswer.all)
  func noVerdict(_ bad: BadAnswer) async throws {
    try await ClockedTown.run { town in
      let work = try await town.openWork(1, check: nil)
      let id = try await town.start([work.number])
      try await town.pass(seconds: 600)
      let before = try await town.mission(id)
      #expect(before.watches.count == 4)
      #expect(before.checks?.status == .active)
      town.forgetCounts()
      try await town.pass(seconds: 720)
      let usual = town.counts.total

      // Were an answer to be believed, the check would be green.
      try await town.report(work.head, "success")
      try await town.github(.post, "/_sandbox/faults", bad.faults(town.clock.wall))
      town.gate.wait(atMost: bad.patience)
      town.forgetCounts()
      try await town.pass(seconds: 720)
      let mission = try await town.mission(id)
      if bad.isHarmless {
        #expect(mission.watches.values.contains { $0.status == .done })
      } else {
        #expect(mission.checks?.status == .active)
        #expect(town.counts.total <= usual, "\(town.counts.byEndpoint), usually \(usual)")
        #expect(mission.pullRequests.values.allSatisfy { $0.problem?.isEmpty == false })
        let item = try #require(mission.items.keys.first)
        #expect(mission.why(item, roster: AgentRoster()).contains("GitHub"))
        #expect(mission.watches.values.allSatisfy { $0.consecutiveFailures > 0 })
      }
      #expect(!mission.tasks.values.contains { $0.kind == .fix(.checks) || $0.kind == .fix(.mergeability) })
      #expect(mission.items.values.allSatisfy { !$0.isDone })

      try await town.github(.post, "/_sandbox/faults", BadAnswer.none)
      town.gate.wait(atMost: nil)
      let after = try await town.pass(atMost: 4_000, until: id) { mission in
        mission.watches.values.allSatisfy { $0.status == .done }
          && mission.pullRequests.values.allSatisfy { $0.problem == nil }
      }
      #expect(after.watches.values.allSatisfy { $0.status == .done }, "\(after.watches.values.map(\.verdict))")
      #expect(after.pullRequests.values.allSatisfy { $0.problem == nil })
    }
  }

  @Test("An issue that cannot be found just after it was announced holds its item only until it is found")
  func lag() async throws {
    try await ClockedTown.run { town in
      let work = try await town.openWork(1)
      let id = try await town.start([work.number])
      try await town.pass(seconds: 600)
      try await town.github(
        .post, "/_sandbox/faults",
        ["fail": [["kind": "status", "status": 404, "count": 1, "path": "/repos/acme/shop/issues"]]])
      try await town.pass(seconds: 181)
      try await town.pass(seconds: 400)
      let mission = try await town.mission(id)
      #expect(mission.header.help.allSatisfy { !$0.reason.contains("gone") })
      #expect(mission.checks?.status == .done)
    }
  }
}

extension Mission {
  fileprivate var checks: WatchItem? { watches.values.first { $0.kind == .checks } }
}
