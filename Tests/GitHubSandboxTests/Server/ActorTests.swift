import GitHub
import HTTP
import MissionCore
import Testing

@testable import GitHubSandbox

/// What Signalbox does on GitHub has its effect in the sandbox, over real sockets.
@Suite(.timeLimit(.minutes(10))) struct ActorTests {
  /// A sandbox with a pull request of ada's onto a branch that demands these things, and the ways to it.
  private struct Stage {
    let sandbox: Sandbox
    let actor: GitHubActor
    let fetcher: PullRequestFetcher
    let reference: PullRequestReference
    private let transport: HTTPClient

    init(_ protection: BranchProtection? = nil) throws {
      var configuration = SandboxConfiguration()
      configuration.repositories = [FurnishedState.shop]
      sandbox = try Sandbox(configuration)
      transport = HTTPClient(configuration: .init(usesEnvironmentProxy: false))
      let client = GitHubClient(
        endpoints: try APIEndpoints(base: sandbox.url), tokens: NoToken(), transport: transport,
        governor: RateGovernor())
      actor = GitHubActor(client: client)
      fetcher = PullRequestFetcher(source: client.source(.eventDriven)) { Timestamp(milliseconds: 1) }
      let setup = RepositorySetup(FurnishedState.shop, users: [.init("ada")], protection: protection)
      let number = try sandbox.act(as: "ada") { state, act in
        state.mergeabilityReads = 0
        _ = state.setUp(setup, by: act)
        _ = try state.push(Push("feature"), to: FurnishedState.shop, by: act)
        return try state.openPull(PullRequestDraft("Add it", head: "feature"), in: FurnishedState.shop, by: act)
      }
      reference = try #require(PullRequestReference(repository: FurnishedState.shop, number: number))
    }

    var pull: PullRequestRecord {
      get throws {
        try sandbox.withCore { core in
          try core.state.pull(reference.number, in: core.state.repository(FurnishedState.shop))
        }
      }
    }

    func snapshot() async throws -> PullRequestSnapshot {
      try #require(await fetcher.snapshots(of: [reference])[reference]).get()
    }

    func check(_ sha: String, _ conclusion: String) throws {
      try sandbox.act(as: "acme") { state, act in
        try state.createCheckRun(
          on: sha, in: FurnishedState.shop, CheckRunDraft(name: "ci", conclusion: conclusion), by: act)
      }
    }

    func end() async {
      await sandbox.stop()
      transport.close()
    }
  }

  private func isDone(_ outcome: ActionOutcome) -> Bool {
    if case .done = outcome { true } else { false }
  }

  private func isRefused(_ outcome: ActionOutcome) -> Bool {
    if case .refused = outcome { true } else { false }
  }

  @Test("a pull request is merged at its head and at no other; merging it again changes nothing")
  func merging() async throws {
    let stage = try Stage()
    let head = try stage.pull.headSHA
    #expect(try await stage.snapshot().mergeQueue == .noQueue)
    let wrong = String(repeating: "a", count: 40)
    #expect(isRefused(await stage.actor.perform(.merge(stage.reference, head: wrong, method: .merge))))
    #expect(try stage.pull.merge == nil)
    #expect(await stage.actor.perform(.merge(stage.reference, head: head, method: .squash)) == .done("merged"))
    let merge = try stage.pull.merge
    #expect(merge != nil)
    #expect(isDone(await stage.actor.perform(.merge(stage.reference, head: head, method: .squash))))
    #expect(try stage.pull.merge == merge)
    #expect(try await stage.snapshot().state == .merged)
    await stage.end()
  }

  @Test("a pull request goes through the merge queue, and the fetched state says where it stands")
  func queue() async throws {
    let stage = try Stage(BranchProtection(requiredChecks: [.init(context: "ci")], hasMergeQueue: true))
    let head = try stage.pull.headSHA
    try stage.check(head, "success")
    #expect(try await stage.snapshot().mergeQueue == .outside)
    #expect(isRefused(await stage.actor.perform(.merge(stage.reference, head: head, method: .merge))))
    #expect(
      await stage.actor.perform(.enqueue(stage.reference, head: head)) == .done("in the merge queue at place 1"))
    #expect(isDone(await stage.actor.perform(.enqueue(stage.reference, head: head))))
    #expect(try await stage.snapshot().mergeQueue == .entered("awaiting_checks"))
    try stage.check(try #require(stage.pull.queueEntry).sha, "success")
    #expect(try await stage.snapshot().state == .merged)
    await stage.end()
  }

  @Test("a branch that is behind is updated once")
  func updating() async throws {
    let stage = try Stage(BranchProtection(isStrict: true))
    let head = try stage.pull.headSHA
    try stage.sandbox.act(as: "ada") { state, act in try state.push(Push("main"), to: FurnishedState.shop, by: act) }
    #expect(try await stage.snapshot().mergeState == "behind")
    #expect(isDone(await stage.actor.perform(.updateBranch(stage.reference, head: head))))
    #expect(isRefused(await stage.actor.perform(.updateBranch(stage.reference, head: head))))
    let snapshot = try await stage.snapshot()
    #expect(snapshot.head != head)
    #expect(snapshot.mergeState == "clean")
    await stage.end()
  }

  @Test("failed jobs are run again once for each time it is wanted")
  func rerunning() async throws {
    let stage = try Stage()
    try stage.check(stage.pull.headSHA, "failure")
    let failed = try #require(try await stage.snapshot().checks.elements.first)
    let workflowRun = try #require(failed.workflowRun)
    let act = Action.rerunFailedJobs(stage.reference, workflowRun: workflowRun, reruns: 0)
    #expect(isDone(await stage.actor.perform(act)))
    let again = try #require(try await stage.snapshot().checks.elements.first)
    #expect(again.state == .pending)
    #expect(again.workflowRun == workflowRun)
    #expect(again.runID != failed.runID)
    #expect(isDone(await stage.actor.perform(act)))
    #expect(stage.sandbox.withCore { $0.counts.byEndpoint }.filter { $0.key.contains("rerun") }.map(\.value) == [1])
    await stage.end()
  }

  @Test("a thread is answered and resolved once")
  func threads() async throws {
    let stage = try Stage()
    try stage.sandbox.act(as: "acme") { state, act in
      try state.commentOnLine(
        of: stage.reference.number, in: FurnishedState.shop, .init(path: "a.swift", line: 3, body: "Why?"), commit: nil,
        by: act)
    }
    let thread = try #require(try await stage.snapshot().threads.elements.first)
    let act = Action.resolveThread(stage.reference, thread: thread.id, head: try stage.pull.headSHA)
    #expect(isDone(await stage.actor.perform(act)))
    #expect(isDone(await stage.actor.perform(act)))
    let resolved = try #require(try await stage.snapshot().threads.elements.first)
    #expect(resolved.isResolved)
    #expect(resolved.comments.count == 2)
    await stage.end()
  }
}
