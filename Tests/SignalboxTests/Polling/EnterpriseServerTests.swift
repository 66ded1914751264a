import GitHubSandbox
import MissionCore
import Testing

/// GitHub Enterprise Server: other addresses, and GraphQL of an earlier release.
@Suite(.serialized) struct EnterpriseServerTests {
  @Test(
    "A pull request on an Enterprise Server is watched to the end, whatever its release does not know yet",
    arguments: [
      [], ["PullRequest.mergeQueueEntry", "PullRequest.isMergeQueueEnabled"], ["WorkflowRun.event"],
      ["PullRequest.mergeQueueEntry", "PullRequest.isInMergeQueue", "PullRequest.isMergeQueueEnabled", "Ref.rules"],
      ["BranchProtectionRule.requiredStatusChecks", "CheckRun.externalId"],
    ])
  func watched(unknownFields: [String]) async throws {
    try await ClockedTown.run { configuration in
      configuration.isEnterpriseServer = true
      configuration.unknownFields = unknownFields
    } _: { town in
      #expect(town.sandbox.url.hasSuffix("/api/v3"))
      let work = try await town.openWork(1)
      let id = try await town.start([work.number])
      try await town.pass(seconds: 600)
      let mission = try await town.mission(id)
      #expect(mission.pullRequests.values.map(\.problem) == [nil])
      #expect(mission.watches.count == 4)
      #expect(mission.watches.values.allSatisfy { $0.status == .done }, "\(mission.watches.values.map(\.verdict))")
      // What it does not know it is asked once, not with every query.
      #expect(town.counts.byStatus[404] == nil)
    }
  }

  @Test("What cannot be left out is said in the server's own words")
  func unspared() async throws {
    try await ClockedTown.run { configuration in
      configuration.isEnterpriseServer = true
      configuration.unknownFields = ["PullRequest.mergeStateStatus"]
    } _: { town in
      let work = try await town.openWork(1)
      let id = try await town.start([work.number])
      try await town.pass(seconds: 600)
      let problems = try await town.mission(id).pullRequests.values.map(\.problem)
      #expect(problems == ["GitHub says: Field 'mergeStateStatus' doesn't exist on type 'PullRequest'"])
    }
  }
}
