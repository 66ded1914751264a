import MissionCore
import Testing

@testable import GitHubSandbox

@Suite struct MergeQueueTests {
  /// A pull request whose head passed `ci`, which the branch demands, as it demands the queue.
  private func shop() throws -> (shop: FurnishedState, number: Int) {
    var shop = FurnishedState(protection: BranchProtection(requiredChecks: [.init(context: "ci")], hasMergeQueue: true))
    let number = try shop.openPull(body: "Closes #1")
    try check(shop.pull(number).headSHA, "success", &shop)
    return (shop, number)
  }

  @discardableResult
  private func check(_ sha: String, _ conclusion: String, _ shop: inout FurnishedState) throws -> [HookEvent] {
    try shop.state.createCheckRun(
      on: sha, in: FurnishedState.shop, CheckRunDraft(name: "ci", conclusion: conclusion), by: shop.by("acme")
    ).events
  }

  private func enqueue(_ number: Int, _ shop: inout FurnishedState) throws -> [HookEvent] {
    let head = try shop.pull(number).headSHA
    return try shop.state.enqueue(number, in: FurnishedState.shop, expectedHead: head, by: shop.by("bob"))
  }

  @Test("a pull request is tried on a commit of its own, and merged when what is demanded passed there")
  func merges() throws {
    var (shop, number) = try shop()
    let events = try enqueue(number, &shop)
    #expect(events.map(\.title) == ["pull_request.enqueued", "merge_group.checks_requested"])
    let entry = try #require(try shop.pull(number).queueEntry)
    let group = try #require(events.last?.payload["merge_group"])
    #expect(group["head_sha"].stringValue == entry.sha)
    #expect(group["head_ref"].stringValue?.hasPrefix("refs/heads/gh-readonly-queue/main/pr-\(number)-") == true)
    let merged = try check(entry.sha, "success", &shop)
    #expect(Set(merged.map(\.title)).isSuperset(of: ["pull_request.closed", "push", "merge_group.destroyed"]))
    #expect(merged.first { $0.name == "merge_group" }?.payload["reason"] == "merged")
    #expect(try shop.pull(number).merge != nil)
    #expect(try shop.pull(number).queueEntry == nil)
  }

  @Test("what fails there leaves the queue, and so does a pull request with a new head")
  func leaves() throws {
    var (shop, number) = try shop()
    _ = try enqueue(number, &shop)
    let failed = try check(try #require(shop.pull(number).queueEntry).sha, "failure", &shop)
    #expect(failed.first { $0.title == "pull_request.dequeued" }?.payload["reason"] == "CI_FAILURE")
    #expect(try shop.pull(number).queueEntry == nil)
    #expect(try shop.pull(number).merge == nil)
    _ = try enqueue(number, &shop)
    let pushed = try shop.state.push(Push("feature"), to: FurnishedState.shop, by: shop.by("ada"))
    #expect(pushed.events.map(\.title).contains("pull_request.dequeued"))
    #expect(try shop.pull(number).queueEntry == nil)
  }

  @Test("what the queue does not take is refused, and so is merging past it")
  func refusals() throws {
    var (shop, number) = try shop()
    #expect(throws: APIRefusal.self) {
      try shop.state.merge(number, in: FurnishedState.shop, expectedHead: nil, by: shop.by("bob"))
    }
    #expect(throws: APIRefusal.self) {
      try shop.state.enqueue(number, in: FurnishedState.shop, expectedHead: "another", by: shop.by("bob"))
    }
    #expect(throws: APIRefusal.self) { try shop.state.dequeue(number, in: FurnishedState.shop, by: shop.by("bob")) }
    _ = try enqueue(number, &shop)
    #expect(throws: APIRefusal.self) { try enqueue(number, &shop) }
    _ = try shop.state.dequeue(number, in: FurnishedState.shop, by: shop.by("bob"))
    #expect(try shop.pull(number).queueEntry == nil)
    var plain = FurnishedState()
    let other = try plain.openPull()
    #expect(throws: APIRefusal.self) {
      try plain.state.enqueue(other, in: FurnishedState.shop, expectedHead: nil, by: plain.by("bob"))
    }
  }
}
