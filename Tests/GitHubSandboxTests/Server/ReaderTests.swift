import GitHub
import MissionCore
import Synchronization
import Testing

@testable import GitHubSandbox

/// Signalbox's readers and the sandbox understand each other.
@Suite struct ReaderTests {
  private static let hook: JSONValue = [
    "config": ["url": "http://127.0.0.1:1/", "content_type": "json"], "events": ["*"],
  ]

  private static func reference(_ number: Int) throws -> PullRequestReference {
    try #require(PullRequestReference(repository: FurnishedState.shop, number: number))
  }

  @Test(
    "a pull request is read in full: facts, checks, requirements from rules and from classic protection, reviews, threads",
    arguments: ["ruleset", "classic"])
  func snapshot(protection: String) async throws {
    var api = FurnishedCore()
    _ = api.send(
      "POST", "/_sandbox/repos",
      [
        "name": "acme/shop",
        "protection": [
          "required_checks": ["ci", ["context": "lint", "app_id": 15_368]], "source": .string(protection),
        ],
      ])
    _ = api.send("POST", "/repos/acme/shop/issues", ["title": "Design"])
    let (number, head) = api.openPull(body: "Closes #1")
    let path = "/repos/acme/shop/pulls/\(number)"
    _ = api.send(
      "POST", "/repos/acme/shop/check-runs", ["name": "ci", "head_sha": .string(head), "conclusion": "failure"])
    _ = api.send("POST", "/repos/acme/shop/statuses/\(head)", ["state": "pending", "context": "deploy"])
    _ = api.send("POST", "\(path)/reviews", ["event": "APPROVE"], as: "bob")
    _ = api.send("POST", "\(path)/comments", ["path": "a", "line": 3, "body": "Why?"], as: "cursor[bot]")
    let source = CoreSource(api)
    let fetcher = PullRequestFetcher(source: source) { Timestamp(milliseconds: 1) }
    let reference = try Self.reference(number)
    let missing = try Self.reference(99)
    _ = await fetcher.snapshots(of: [reference])
    let results = await fetcher.snapshots(of: [reference, missing])
    let snapshot = try #require(results[reference]).get()
    #expect(snapshot.state == .open)
    #expect(snapshot.head == head)
    #expect(snapshot.headBranch == "feature")
    #expect(snapshot.mergeability == .mergeable)
    #expect(snapshot.closes.map(\.number) == [1])
    #expect(snapshot.checks.isComplete)
    #expect(snapshot.checks.elements.map(\.name) == ["ci", "deploy"])
    #expect(snapshot.checks.elements.map(\.state) == [.failure("failure"), .pending])
    #expect(snapshot.checks.elements.map(\.isRequired) == [true, false])
    #expect(snapshot.requiredChecks.isComplete)
    #expect(Set(snapshot.requiredChecks.elements.map(\.name)) == ["ci", "lint"])
    #expect(snapshot.reviews.elements.map(\.verdict) == [.approved])
    #expect(snapshot.threads.elements.count == 1)
    guard case .failure(.gone) = results[missing] else {
      Issue.record("a pull request that is not there was read as \(String(describing: results[missing]))")
      return
    }
  }

  @Test("more checks than one page holds are read to the end")
  func manyChecks() async throws {
    var api = FurnishedCore()
    let (number, head) = api.openPull()
    for check in 1...230 {
      _ = api.send(
        "POST", "/repos/acme/shop/check-runs",
        ["name": "check \(check)", "head_sha": .string(head), "conclusion": "success"])
    }
    let fetcher = PullRequestFetcher(source: CoreSource(api)) { Timestamp(milliseconds: 1) }
    let reference = try Self.reference(number)
    let snapshot = try #require(await fetcher.snapshots(of: [reference])[reference]).get()
    #expect(snapshot.checks.isComplete)
    #expect(Set(snapshot.checks.elements.map(\.name)).count == 230)
  }

  @Test("an issue is read with its blockers, is unchanged until something happens, and is gone when it is")
  func issues() async throws {
    var api = FurnishedCore()
    let blocker = api.send("POST", "/repos/acme/shop/issues", ["title": "A"]).json
    _ = api.send("POST", "/repos/acme/shop/issues", ["title": "B", "body": "text", "labels": ["kind:test"]])
    _ = api.send(
      "POST", "/repos/acme/shop/issues/2/dependencies/blocked_by", ["issue_id": blocker["id"]])
    let source = CoreSource(api)
    let fetcher = IssueFetcher(source: source)
    let reference = try #require(IssueReference(repository: FurnishedState.shop, number: 2))
    guard case .fresh(let facts, let receipt) = await fetcher.issue(reference) else {
      Issue.record("not read")
      return
    }
    #expect(facts.blockedBy?.map(\.number) == [1])
    #expect(facts.labels == ["kind:test"])
    fetcher.confirm(receipt)
    guard case .unchanged = await fetcher.issue(reference) else {
      Issue.record("an untouched issue was news")
      return
    }
    source.api.withLock { api in
      _ = api.send("PATCH", "/repos/acme/shop/issues/2", ["state": "closed", "state_reason": "not_planned"])
    }
    guard case .fresh(let closed, _) = await fetcher.issue(reference) else {
      Issue.record("a closed issue was not news")
      return
    }
    #expect(closed.state == .notPlanned)
  }

  @Test("everything a mission's hook hears is understood")
  func deliveries() throws {
    var api = FurnishedCore()
    _ = api.send("POST", "/repos/acme/shop/hooks", Self.hook)
    _ = api.send("POST", "/repos/acme/shop/issues", ["title": "Design", "body": "Think"])
    let (number, head) = api.openPull(body: "Closes #1")
    let path = "/repos/acme/shop/pulls/\(number)"
    _ = api.send(
      "POST", "/repos/acme/shop/check-runs", ["name": "ci", "head_sha": .string(head), "conclusion": "failure"])
    _ = api.send("POST", "/repos/acme/shop/statuses/\(head)", ["state": "failure", "context": "legacy"])
    _ = api.send("POST", "\(path)/reviews", ["event": "REQUEST_CHANGES", "body": "No"], as: "bob")
    _ = api.send("POST", "\(path)/comments", ["path": "a", "line": 3, "body": "Bug"], as: "cursor[bot]")
    _ = api.send("POST", "/repos/acme/shop/issues/\(number)/comments", ["body": "Hm"], as: "eve")
    _ = api.send("POST", "/_sandbox/repos/acme/shop/push", ["branch": "feature"], as: "ada")
    _ = api.send("PUT", "\(path)/merge", [:], as: "bob")
    let thread = try #require(try api.core.state.repository(FurnishedState.shop).pulls[number]?.threads.first)
    let now = api.now
    let settled = try api.core.state.setResolved(true, thread: thread.id, by: Act(by: "ada", at: now))
    api.core.emit(settled, at: now)
    var heard: Set<String> = []
    for delivery in api.core.takeOutgoing() {
      let record = try #require(api.core.deliveries[delivery.id])
      let event = try WebhookDecoder.decode(event: record.event, body: delivery.body)
      let title = record.action.map { "\(record.event).\($0)" } ?? record.event
      #expect(event.repository == FurnishedState.shop, "\(title)")
      #expect(event.action == record.action ?? "", "\(title)")
      // A ping is used, but says nothing about a mission.
      if record.event != "ping", WebhookDecoder.isUsed(event: record.event, action: record.action ?? "") {
        #expect(!event.observations.isEmpty, "\(title)")
        heard.insert(title)
      }
      for case .check(let hint) in event.observations {
        #expect(hint.sha == head)
        if hint.check.source == .checkRun { #expect(hint.pullRequests.map(\.number) == [number]) }
      }
    }
    #expect(
      heard.isSuperset(of: [
        "issues.opened", "issues.closed", "pull_request.opened", "pull_request.synchronize", "pull_request.closed",
        "check_run.completed", "check_suite.completed", "workflow_run.completed", "status", "push",
        "pull_request_review.submitted", "pull_request_review_comment.created", "issue_comment.created",
        "pull_request_review_thread.resolved",
      ]), "\(heard.sorted())")
  }
}
