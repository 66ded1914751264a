import MissionCore
import TestSupport
import Testing

@testable import MissionStore
@testable import Redis

@Suite("Finding things", .timeLimit(.minutes(10)))
struct FindingTests {
  @Test("by the beginning of an identity gives one, several or nothing, of the kind asked for alone")
  func prefixes() async throws {
    let town = try await TestTown()
    let ids: [Identifier<Mission>] = [
      Identifier("abcd1111-0000-4000-8000-000000000001")!, Identifier("abcd2222-0000-4000-8000-000000000002")!,
    ]
    for (id, number) in zip(ids, 1...) {
      try await town.start(
        Mission(
          id: id, objectives: [.issue(Play.issue(number))], policy: Policy(), manifest: Manifest(), at: town.now))
    }
    try await town.register(
      Agent(
        id: Identifier("abcd1111-0000-4000-8000-00000000000a")!, name: "abcd", role: "x", specialties: [], state: .idle,
        registeredAt: town.now, lastHeartbeat: town.now, lastActiveAt: town.now, tasksCompleted: 0))
    func found(_ prefix: String, _ kind: IdentityKind = .mission) async throws -> [String] {
      try await town.store.resolve(prefix: prefix, kind: kind).map(\.id)
    }
    #expect(try await found("abcd") == ids.map(\.text))
    #expect(try await found("ABCD1") == [ids[0].text])
    #expect(try await found(ids[1].text) == [ids[1].text])
    #expect(try await found("abcd", .agent) == ["abcd1111-0000-4000-8000-00000000000a"])
    for nothing in ["abc", "abce", "abcd*", "", "[abcd", "abcd\u{0}", ids[0].text + "0", "abcd1111:0"] {
      #expect(try await found(nothing).isEmpty, "\(nothing)")
    }
    #expect(try await found("abcd", .task).isEmpty)
    #expect(try await town.store.resolve(prefix: "abcd", kind: .mission, limit: 1).count == 1)
  }

  @Test("finds the mission of a task and of an item, and lists tasks newest first")
  func parts() async throws {
    let town = try await TestTown()
    try await town.register(Play.agent(1, "backend", at: town.now))
    for number in 1...2 {
      try await town.start(Play.mission(UInt64(number), issues: [number], at: town.now))
      town.pass(seconds: 1)
      let facts = Play.facts(number, title: "Implement \(number)", at: town.now)
      try await town.apply(.observed(.issue(facts)), to: Play.id(UInt64(number)))
    }
    let mission = try #require(try await town.store.mission(Play.id(2))).mission
    let task = try #require(mission.tasks.keys.first)
    let item = try #require(mission.items.keys.first)
    #expect(try await town.store.mission(ofTask: task) == mission.id)
    #expect(try await town.store.mission(ofItem: item) == mission.id)
    #expect(try await town.store.mission(ofTask: Play.id(0xDEAD)) == nil)
    #expect(
      try await town.store.resolve(prefix: String(task.text.prefix(8)), kind: .task).map(\.mission) == [mission.id])
    #expect(try await town.store.task(task)?.missionID == mission.id)
    #expect(try await town.store.task(Play.id(0xDEAD)) == nil)

    let all = try await town.store.tasks(openOnly: false, limit: 10)
    #expect(all.map(\.missionID) == [Play.id(2), Play.id(1)])
    #expect(all.map(\.state) == ["pending", "assigned"])
    try await town.apply(.stop(by: "ada", force: true), to: mission.id)
    #expect(try await town.store.tasks(openOnly: true, limit: 10).map(\.missionID) == [Play.id(1)])
    #expect(try await town.store.tasks(openOnly: false, limit: 1).map(\.state) == ["cancelled"])
    #expect(try await town.store.tasks(openOnly: false, limit: 0).isEmpty)
  }

  @Test("finds the missions of an event by everything they want to hear about")
  func interests() async throws {
    let town = try await TestTown()
    let branch = "feature/a|b:c d\n\u{0}é"
    try await town.register(Play.agent(1, "backend", at: town.now))
    try await town.start(Play.mission(1, issues: [1], at: town.now))
    try await town.start(Play.mission(2, issues: [1, 2], at: town.now))
    let (first, second): (Identifier<Mission>, Identifier<Mission>) = (Play.id(1), Play.id(2))
    #expect(try await town.store.missions(interestedIn: [.issue(Play.issue(1))]) == [first, second])
    #expect(try await town.store.missions(interestedIn: [.issue(Play.issue(2)), .issue(Play.issue(3))]) == [second])
    #expect(try await town.store.missions(interestedIn: []).isEmpty)
    try await town.apply(.observed(.issue(Play.facts(1, title: "Implement it", at: town.now))), to: first)
    let task = try #require(try await town.store.mission(first)?.mission.tasks.keys.first)
    try await town.apply(
      .taskDone(task, WorkTask.Report(result: "https://github.com/acme/shop/pull/4"), by: .conductor("op")), to: first)
    try await town.apply(
      .observed(.snapshot(Play.snapshot(4, head: "a1", base: branch, at: town.now))), to: first)
    for interest in [
      Interest.pullRequest(Play.pull(4)), .head(Play.repository, sha: "a1"), .base(Play.repository, branch: branch),
      .head(RepositoryName("ACME/SHOP")!, sha: "a1"),
    ] {
      #expect(try await town.store.missions(interestedIn: [interest]) == [first])
    }
    town.pass(seconds: 1)
    try await town.apply(.observed(.snapshot(Play.snapshot(4, head: "b2", at: town.now))), to: first)
    #expect(try await town.store.missions(interestedIn: [.head(Play.repository, sha: "a1")]).isEmpty)
    #expect(try await town.store.missions(interestedIn: [.base(Play.repository, branch: branch)]).isEmpty)
    #expect(try await town.store.missions(interestedIn: [.head(Play.repository, sha: "b2")]) == [first])
  }

  @Test("keeps towns apart, whatever they are called", arguments: ["{acme}", "two words", "ключ:é|*", "a\nb"])
  func towns(name: String) async throws {
    let town = try await TestTown(named: name)
    let backend = Play.agent(1, "backend", at: town.now)
    try await town.register(backend)
    try await town.start(Play.mission(at: town.now))
    try await town.apply(.observed(.issue(Play.facts(1, title: "Implement it", at: town.now))), to: Play.firstID)
    let neighbour = TownStore(connection: town.connection, keys: Keys(town: name + "2")) { backend.registeredAt }
    #expect(try await neighbour.activeMissions().missions.isEmpty)
    #expect(try await neighbour.allAgents().isEmpty)
    #expect(try await town.store.activeMissions().missions.count == 1)
    town.pass(seconds: 86_400)
    #expect(try await town.store.claimDue(now: town.now, limit: 10, claimSeconds: 5).contains { $0.work == .tick })
    let names = try await town.everything().keys
    #expect(names.allSatisfy { $0.hasPrefix("tt:\(name):") || $0.hasPrefix("sb:\(name):") })
    // What other tools list by pattern under `tt:` must be what they expect there.
    for key in names where key.hasPrefix("tt:\(name):agent:") || key.hasPrefix("tt:\(name):task:") {
      #expect(try await town.connection.send(["TYPE", .text(key)]) == .status("hash"))
    }
    #expect(names.filter { $0.hasPrefix("tt:\(name):mission:") }.count == 4)
  }

  @Test("waits for a receipt and for a wake-up, and gives up in time")
  func waiting() async throws {
    let town = try await TestTown()
    #expect(try await town.store.waitForReceipt("none", timeout: .milliseconds(5)) == nil)
    #expect(try await !town.store.waitForWake(agent: Play.id(1), timeout: .zero))
    let answer = Task { try await town.store.waitForReceipt("s-1", timeout: .seconds(30)) }
    let own = TownStore(
      connection: RedisConnection(to: town.connection.address), keys: town.store.keys,
      now: { Timestamp(milliseconds: 0) })
    let blocking = Task { try await own.waitForReceipt("s-2", timeout: .seconds(30), blocks: true) }
    while try await town.connection.send(["INFO", "clients"]).text?.contains("blocked_clients:1") != true {}
    let receipts = ["s-1", "s-2"].map { ReceiptRecord(signalID: $0, json: Array("{}".utf8)) }
    _ = try await town.store.commit(Commit(lease: town.lease, receipts: receipts))
    #expect(try await answer.value == Array("{}".utf8))
    #expect(try await blocking.value == Array("{}".utf8))
  }

  @Test("stops waiting when it is cancelled")
  func cancelled() async throws {
    let town = try await TestTown()
    let looking = Task { try await town.store.waitForReceipt("s-1", timeout: .seconds(50)) }
    looking.cancel()
    await #expect(throws: StoreError.redis(.closed)) { try await looking.value }
    let waiting = Task { try await town.store.waitForWake(agent: Play.id(1), timeout: .seconds(50)) }
    while try await town.connection.send(["INFO", "clients"]).text?.contains("blocked_clients:1") != true {}
    waiting.cancel()
    await #expect(throws: StoreError.redis(.closed)) { try await waiting.value }
  }

  @Test("knows whether Redis can be written to")
  func writable() async throws {
    let town = try await TestTown()
    try await town.store.checkWritable()
    try await town.connection.send(["REPLICAOF", "127.0.0.1", "1"])
    await #expect(performing: { try await town.store.checkWritable() }, throws: { $0.redisFailure?.code == "READONLY" })
  }
}
