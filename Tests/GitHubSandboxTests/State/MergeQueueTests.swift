import MissionCore
import Testing

@testable import GitHubSandbox

@Suite struct MergeQueueTests {
  /// A pull request whose head passed `ci`, which the branch demands, as it demands the queue.
  private func world() throws -> (world: World, number: Int) {
    var world = World(protection: BranchProtection(requiredChecks: [.init(context: "ci")], hasMergeQueue: true))
    let number = try world.openPull(body: "Closes #1")
    try check(world.pull(number).headSHA, "success", &world)
    return (world, number)
  }

  @discardableResult
  private func check(_ sha: String, _ conclusion: String, _ world: inout World) throws -> [HookEvent] {
    try world.state.createCheckRun(
      on: sha, in: World.shop, CheckRunDraft(name: "ci", conclusion: conclusion), by: world.by("acme")
    ).events
  }

  private func enqueue(_ number: Int, _ world: inout World) throws -> [HookEvent] {
    let head = try world.pull(number).headSHA
    return try world.state.enqueue(number, in: World.shop, expectedHead: head, by: world.by("bob"))
  }

  @Test("a pull request is tried on a commit of its own, and merged when what is demanded passed there")
  func merges() throws {
    var (world, number) = try world()
    let events = try enqueue(number, &world)
    #expect(events.map(\.title) == ["pull_request.enqueued", "merge_group.checks_requested"])
    let entry = try #require(try world.pull(number).queueEntry)
    let group = try #require(events.last?.payload["merge_group"])
    #expect(group["head_sha"].stringValue == entry.sha)
    #expect(group["head_ref"].stringValue?.hasPrefix("refs/heads/gh-readonly-queue/main/pr-\(number)-") == true)
    let merged = try check(entry.sha, "success", &world)
    #expect(Set(merged.map(\.title)).isSuperset(of: ["pull_request.closed", "push", "merge_group.destroyed"]))
    #expect(merged.first { $0.name == "merge_group" }?.payload["reason"] == "merged")
    #expect(try world.pull(number).merge != nil)
    #expect(try world.pull(number).queueEntry == nil)
  }

  @Test("what fails there leaves the queue, and so does a pull request with a new head")
  func leaves() throws {
    var (world, number) = try world()
    _ = try enqueue(number, &world)
    let failed = try check(try #require(world.pull(number).queueEntry).sha, "failure", &world)
    #expect(failed.first { $0.title == "pull_request.dequeued" }?.payload["reason"] == "CI_FAILURE")
    #expect(try world.pull(number).queueEntry == nil)
    #expect(try world.pull(number).merge == nil)
    _ = try enqueue(number, &world)
    let pushed = try world.state.push(Push("feature"), to: World.shop, by: world.by("ada"))
    #expect(pushed.events.map(\.title).contains("pull_request.dequeued"))
    #expect(try world.pull(number).queueEntry == nil)
  }

  @Test("what the queue does not take is refused, and so is merging past it")
  func refusals() throws {
    var (world, number) = try world()
    #expect(throws: APIRefusal.self) {
      try world.state.merge(number, in: World.shop, expectedHead: nil, by: world.by("bob"))
    }
    #expect(throws: APIRefusal.self) {
      try world.state.enqueue(number, in: World.shop, expectedHead: "another", by: world.by("bob"))
    }
    #expect(throws: APIRefusal.self) { try world.state.dequeue(number, in: World.shop, by: world.by("bob")) }
    _ = try enqueue(number, &world)
    #expect(throws: APIRefusal.self) { try enqueue(number, &world) }
    _ = try world.state.dequeue(number, in: World.shop, by: world.by("bob"))
    #expect(try world.pull(number).queueEntry == nil)
    var plain = World()
    let other = try plain.openPull()
    #expect(throws: APIRefusal.self) {
      try plain.state.enqueue(other, in: World.shop, expectedHead: nil, by: plain.by("bob"))
    }
  }
}
