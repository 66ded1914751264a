import Doors
import GitHub
import GitHubSandbox
import MissionCore
import TestSupport
import Testing

@testable import Client
@testable import Commands
@testable import Service
@testable import Views

/// What idle pull requests cost, by GitHub's own arithmetic, with a token that is another one every hour, as an App's
/// is: then GitHub sends once more what it would else leave out.
@Suite(.serialized) struct EconomyTests {
  @Test("Fifty idle pull requests cost at most 300 points and 60 calls that bring something an hour, heard of or not")
  func fifty() async throws {
    try await ClockedTown.run { configuration in
      configuration.drop = 1
      configuration.webhook = .init(url: "http://127.0.0.1:9/webhooks/github", secret: nil)
    } _: { town in
      let missions = try await begin(in: town)
      // The audit brings in what was lost meanwhile; from then on nothing happens any more.
      try await town.pass(seconds: 600, isAuditing: true)
      // An hour, in which the token changes once: half of it without webhooks, half of it with them.
      var costly = 0
      for isHeard in [false, true] {
        town.forgetCounts()
        for _ in 0..<30 {
          if isHeard { town.webhookActivity.note(ClockedTown.shop, at: town.clock.wall) }
          try await town.pass(seconds: 60, isAuditing: true)
        }
        costly += expectFrugality(town.counts, isHeard: isHeard)
      }
      #expect(costly <= 60)
      try await expectCalm(missions, in: town)
    }
  }

  /// Five missions with ten pull requests each, begun one after another: what they wait for comes due at different
  /// times.
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

  /// Checks what half an hour cost; returns how many calls brought something.
  private func expectFrugality(_ counts: RequestCounts, isHeard: Bool) -> Int {
    let queries = counts.byEndpoint["POST /graphql", default: 0]
    let unchanged = counts.byStatus[304, default: 0]
    let costly = counts.total - queries - unchanged
    print(
      "50 idle pull requests, \(isHeard ? "webhooks arrive" : "no webhooks"): \(counts.graphQLPoints) points in "
        + "\(queries) queries, \(costly) calls with content, \(unchanged) unchanged")
    #expect(counts.graphQLPoints <= 150)
    #expect(counts.byEndpoint["GET /repos/{owner}/{repo}/hooks/{hook}/deliveries"] ?? 0 >= 25, "audited all along")
    // Nobody looked away: everything was looked at again and again.
    #expect(counts.graphQLPoints >= 2)
    return costly
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

  @Test(
    "Pull requests of many repositories and two owners, whose queries are never full, cost no more than a thousand may")
  func manyRepositories() async throws {
    let repositories = ["acme/shop", "acme/api", "acme/docs", "globex/web", "globex/app"].compactMap {
      RepositoryName($0)
    }
    try await ClockedTown.run { configuration in
      configuration.repositories = repositories
    } _: { town in
      for (place, repository) in repositories.enumerated() {
        var issues: [Int] = []
        for part in 1...(6 + place) { issues.append(try await town.openWork(part, in: repository).number) }
        try await town.start(issues, in: repository, id: UInt64(place + 1))
        try await town.pass(seconds: 41)
      }
      try await town.pass(seconds: 900)
      town.forgetCounts()
      try await town.pass(seconds: 1_800)
      let counts = town.counts
      print(
        "40 idle pull requests in 5 repositories of 2 owners, no webhooks: \(counts.graphQLPoints) points in "
          + "\(counts.byEndpoint["POST /graphql"] ?? 0) queries in half an hour")
      #expect(counts.graphQLPoints > 0)
      #expect(counts.graphQLPoints * 2 * 1_000 / 40 <= 3_000)
    }
  }

  @Test("What no webhook told is found within the watch interval after webhooks stop")
  func lost() async throws {
    try await ClockedTown.run { town in
      let work = try await town.openWork(1)
      let id = try await town.start([work.number])
      try await town.pass(seconds: 600)
      for _ in 0..<5 {
        town.webhookActivity.note(ClockedTown.shop, at: town.clock.wall)
        try await town.pass(seconds: 60)
      }
      // From here on webhooks are lost.
      try await town.report(work.head, "failure")
      try await town.pass(seconds: 180)
      let mission = try await town.mission(id)
      #expect(mission.tasks.values.contains { $0.kind == .fix(.checks) })
      #expect(mission.repositories[ClockedTown.shop]?.missedAt != nil)
      #expect(town.found == 1, "\(town.metrics.page())")
    }
  }

  @Test("A pull request that no webhook told of is found in the list, and counted; one that was there before is not")
  func listed() async throws {
    try await ClockedTown.run { town in
      let issue = try await town.github(.post, "/repos/acme/shop/issues", ["title": "Implement part 7"])
      let number = try #require(issue["number"].integerValue)
      let there = try await town.openWork(1)
      let id = try await town.start([number, there.number])
      try await town.pass(seconds: 600)
      #expect(town.found == 0)
      try await town.github(.post, "/_sandbox/repos/acme/shop/push", ["branch": "part-7"])
      try await town.github(
        .post, "/repos/acme/shop/pulls",
        ["title": "Part 7", "head": "part-7", "base": "main", "body": .string("Closes #\(number)")])
      try await town.pass(seconds: 600)
      #expect(try await town.mission(id).pullRequests.count == 2)
      #expect(town.found == 1, "\(town.metrics.page())")
    }
  }

  @Test("A check on a head whose push was lost has its pull request looked at, and the commit is asked about once")
  func stranger() async throws {
    try await ClockedTown.run { town in
      let work = try await town.openWork(1)
      let id = try await town.start([work.number])
      try await town.pass(seconds: 600)
      let pushed = try await town.github(.post, "/_sandbox/repos/acme/shop/push", ["branch": "part-1"])
      let sha = try #require(pushed["sha"].stringValue)
      let status: SandboxJSON = [
        "id": 1, "sha": .string(sha), "state": "success", "context": "ci", "branches": [], "name": "acme/shop",
        "updated_at": "2026-11-20T12:10:00Z", "created_at": "2026-11-20T12:10:00Z",
        "repository": ["id": 1, "full_name": "acme/shop"],
      ]
      town.forgetCounts()
      for _ in 0..<3 {
        try await town.deliver("status", status, receivedAt: town.clock.wall)
        try await town.settle()
        town.clock.advance(by: .seconds(70))
      }
      #expect(try await town.mission(id).pullRequests.values.map(\.head) == [sha])
      #expect(town.counts.byEndpoint["GET /repos/{owner}/{repo}/commits/{sha}/pulls"] == 1, "\(town.counts.byEndpoint)")
    }
  }
}

extension ClockedTown {
  /// How much polls have found that webhooks should have told, as `/metrics` says.
  fileprivate var found: Int {
    let name = #"signalbox_missed_found_total{by="poll"} "#
    let line = metrics.page().split(separator: "\n").first { $0.hasPrefix(name) }
    return line.flatMap { Int($0.dropFirst(name.count)) } ?? 0
  }
}
