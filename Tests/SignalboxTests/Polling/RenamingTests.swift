import GitHub
import GitHubSandbox
import MissionCore
import Testing

/// What GitHub itself answers when things move, and what becomes of the mission, without any webhook.
@Suite(.serialized) struct RenamingTests {
  private let market = RepositoryName("acme/market")!

  @Test("A repository that was renamed while webhooks were lost is followed by what GitHub answers under its old name")
  func renamed() async throws {
    try await ClockedTown.run { town in
      let work = try await town.openWork(1, check: nil)
      let id = try await town.start([work.number])
      try await town.pass(seconds: 600)
      try await town.github(.patch, "/repos/acme/shop", ["name": "market"])
      try await town.pass(seconds: 200)
      let moved = try await town.mission(id)
      #expect(moved.pullRequests.keys.map(\.repository) == [market])
      #expect(moved.items.values.compactMap(\.issue?.repository) == [market])
      try await town.report(work.head, "success", in: "acme/market")
      try await town.pass(seconds: 200)
      #expect(try await town.mission(id).watches.values.allSatisfy { $0.status == .done })
    }
  }

  @Test("An issue that was transferred while webhooks were lost is followed to its new place")
  func transferred() async throws {
    try await ClockedTown.run { town in
      let issue = try await town.github(.post, "/repos/acme/shop/issues", ["title": "Implement part"])
      let number = try #require(issue["number"].integerValue)
      let id = try await town.start([number])
      try await town.pass(seconds: 10)
      try await town.github(.post, "/_sandbox/repos", ["name": "acme/other"])
      let other = RepositoryName("acme/other")!
      let place = try town.sandbox.act(as: "acme") { state, act in
        try state.transferIssue(number, in: ClockedTown.shop, to: other, by: act)
      }
      try await town.pass(seconds: 400)
      let mission = try await town.mission(id)
      #expect(mission.items.values.map(\.issue) == [IssueReference(repository: other, number: place)])
      #expect(mission.header.help.allSatisfy { !$0.reason.contains("gone") })
    }
  }
}
