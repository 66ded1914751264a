import GitHubSandbox
import MissionCore
import Testing

@testable import signalbox

/// What idle pull requests cost, by GitHub's own arithmetic.
@Suite(.serialized) struct EconomyTests {
  @Test(
    "Fifty idle pull requests cost at most 300 points and 60 calls that bring something an hour, heard of or not",
    arguments: [false, true])
  func fifty(isHeard: Bool) async throws {
    try await ClockedTown.run { configuration in
      configuration.drop = 1
      configuration.webhook = .init(url: "http://127.0.0.1:9/webhooks/github", secret: nil)
    } _: { town in
      let missions = try await begin(in: town)
      // The audit brings in what was lost meanwhile; from then on nothing happens any more.
      try await town.pass(seconds: 600, isAuditing: true)
      town.forgetCounts()
      for _ in 0..<60 {
        if isHeard { town.hearing.note(ClockedTown.shop, at: town.clock.wall) }
        try await town.pass(seconds: 60, isAuditing: true)
      }
      expectFrugality(town.counts, isHeard: isHeard)
      try await expectCalm(missions, in: town)
    }
  }

  /// Five missions with ten pull requests each, begun one after another: what they wait for comes due at different times.
  private func begin(in town: ClockedTown) async throws -> [Identifier<Mission>] {
    var missions: [Identifier<Mission>] = []
    for number in 0..<5 {
      var issues: [Int] = []
      for part in 1...10 {
        let work = try await town.openWork(number * 10 + part)
        issues.append(work.number)
      }
      let id = try await town.start(issues, id: UInt64(number + 1))
      missions.append(id)
      try await town.pass(seconds: 37)
    }
    try await town.pass(seconds: 600)
    try await expectCalm(missions, in: town)
    return missions
  }

  private func expectCalm(_ missions: [Identifier<Mission>], in town: ClockedTown) async throws {
    for id in missions {
      let mission = try await town.mission(id)
      #expect(mission.pullRequests.count == 10)
      #expect(mission.pullRequests.values.allSatisfy { $0.problem == nil })
      #expect(mission.watches.values.allSatisfy { $0.status == .done })
    }
  }

  private func expectFrugality(_ counts: RequestCounts, isHeard: Bool) {
    let queries = counts.byEndpoint["POST /graphql", default: 0]
    let unchanged = counts.byStatus[304, default: 0]
    let costly = counts.total - queries - unchanged
    print(
      "50 idle pull requests, \(isHeard ? "webhooks arrive" : "no webhooks"): \(counts.graphQLPoints) points in "
        + "\(queries) queries, \(costly) calls with content, \(unchanged) unchanged")
    #expect(counts.graphQLPoints <= 300)
    #expect(costly <= 60, "\(counts.byEndpoint)")
    #expect(counts.byEndpoint["GET /repos/{owner}/{repo}/hooks/{hook}/deliveries"] ?? 0 >= 55, "audited all along")
    // Nobody looked away: everything was looked at again and again.
    #expect(counts.graphQLPoints >= 4)
  }

  @Test("A thousand idle pull requests cost at most 3 000 points an hour: forty queries of 25 each watch interval")
  func thousand() async throws {
    try await ClockedTown.run { town in
      var issues: [Int] = []
      for part in 1...25 { issues.append(try await town.openWork(part).number) }
      let id = try await town.start(issues)
      try await town.pass(seconds: 600)
      town.forgetCounts()
      let interval = try await town.mission(id).header.policy.watchIntervalSeconds
      try await town.pass(seconds: interval)
      let counts = town.counts
      #expect(counts.byEndpoint["POST /graphql"] == 1)
      let points = counts.graphQLPoints * (1_000 / 25) * (3_600 / interval)
      print("1 000 idle pull requests: \(counts.graphQLPoints) points for 25, \(points) an hour without any webhook")
      #expect(points <= 3_000)
    }
  }

  @Test("What no webhook told is found within the watch interval after webhooks stop")
  func lost() async throws {
    try await ClockedTown.run { town in
      let work = try await town.openWork(1)
      let id = try await town.start([work.number])
      try await town.pass(seconds: 600)
      for _ in 0..<5 {
        town.hearing.note(ClockedTown.shop, at: town.clock.wall)
        try await town.pass(seconds: 60)
      }
      // From here on webhooks are lost.
      try await town.report(work.head, "failure")
      try await town.pass(seconds: 180)
      let mission = try await town.mission(id)
      #expect(mission.tasks.values.contains { $0.kind == .fix(.checks) })
      #expect(mission.repositories[ClockedTown.shop]?.missedAt != nil)
    }
  }
}
