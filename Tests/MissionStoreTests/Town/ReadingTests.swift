import MissionCore
import Redis
import Testing

@testable import MissionStore

@Suite("Reading missions", .timeLimit(.minutes(10)))
struct ReadingTests {
  @Test("gives back every part as it was stored, after every event of a mission's life")
  func roundTrip() async throws {
    let town = try await TestTown()
    let backend = Play.agent(1, "backend", at: town.now)
    try await town.register(backend)
    let start = Play.mission(issues: [1, 2], at: town.now)
    var expected = start
    _ = expected.apply(.tick, at: town.now, roster: try await town.store.roster(for: start))
    try await town.start(start)
    #expect(try await town.store.mission(Play.firstID) == VersionedMission(mission: expected, revision: 1))

    let long = String(repeating: "Depends on #1. Ünïcode 🚂 \u{0} \"quoted\"\n", count: 400)
    let events: [(Mission) -> Event] = [
      { _ in .observed(.issue(Play.facts(1, title: "Implement: it's \"done\" \\ ✓", at: town.now))) },
      { _ in .observed(.issue(Play.facts(2, title: "Write tests", body: long, at: town.now))) },
      { _ in .taskRequested(by: backend.id, HandOver(claim: "claim")) },
      { _ in .note(Note(id: Play.id(8), sender: "ada", body: long, createdAt: town.now)) },
      { mission in
        .taskDone(
          mission.tasks.values.first { $0.lease != nil }!.id,
          WorkTask.Report(result: "https://github.com/acme/shop/pull/42", proof: "p", summary: "s"),
          by: .conductor("op"))
      },
      { _ in
        .observed(
          .snapshot(
            Play.snapshot(
              42, head: "a1", base: "release/1|2:x\ny", checks: [Play.check("b", .failure("timed_out"))], at: town.now))
        )
      },
      { _ in .taskRequested(by: backend.id, HandOver(claim: "claim")) },
      { _ in .tick },
      { mission in
        .taskFailed(mission.tasks.values.first { $0.lease != nil }!.id, reason: "no idea", by: .conductor("op"))
      },
      { _ in .stop(by: "ada", force: false) },
      { _ in .resume(by: "ada") },
    ]
    for event in events {
      town.pass(seconds: 61)
      let before = try #require(try await town.store.mission(Play.firstID))
      var after = before.mission
      let given = event(after)
      _ = after.apply(given, at: town.now, roster: try await town.store.roster(for: after))
      try await town.apply(given, to: Play.firstID)
      let stored = try #require(try await town.store.mission(Play.firstID))
      #expect(stored.mission == after)
      #expect(stored.revision == before.revision + 1)
    }
    let packed = try await town.connection.send([
      "HGET", .text(town.keys.missionParts(Play.firstID)), .text("issue:acme/shop#2"),
    ])
    #expect((packed.bytes?.count ?? .max) < long.utf8.count / 4)
    #expect(packed.bytes?.first == 0x28)
  }

  @Test("writes only the parts that changed")
  func onlyChanges() async throws {
    let town = try await TestTown()
    try await town.start(Play.mission(issues: [1, 2], at: town.now))
    let before = try #require(try await town.store.mission(Play.firstID)).mission
    var after = before
    _ = after.apply(.observed(.issue(Play.facts(1, title: "x", at: town.now))), at: town.now, roster: AgentRoster())
    let changes = StoredMission.changes(from: before, to: after, MissionDifference(from: before, to: after))
    #expect(changes.set.map(\.field).sorted() == ["issue:acme/shop#1"])
    #expect(changes.removed.isEmpty)
    #expect(StoredMission.changes(from: after, to: after, MissionDifference(from: after, to: after)).set.isEmpty)
  }

  @Test(
    "names a part that cannot be read, whatever is wrong with it",
    arguments: [
      ("header", "{}"), ("header", "nonsense"), ("issue:acme/shop#1", "{\"reference\":1}"), ("task:x", ""),
      ("item:y", "\u{28}\u{B5}"), ("revision", "many"),
    ])
  func unreadable(field: String, value: String) async throws {
    let town = try await TestTown()
    try await town.start(Play.mission(at: town.now))
    let key = town.keys.missionParts(Play.firstID)
    try await town.connection.send(["HSET", .text(key), .text(field), .text(value)])
    await #expect(
      performing: { try await town.store.mission(Play.firstID) },
      throws: { error in
        guard case .unreadable(let named, let reason)? = error as? StoreError else { return false }
        return named == "\(key) \(field)" && !reason.isEmpty
      })
    let listing = try await town.store.activeMissions()
    #expect(listing.missions.isEmpty)
    #expect(listing.unreadable.map(\.key) == ["\(key) \(field)"])
  }

  @Test("passes over parts of a newer version")
  func newer() async throws {
    let town = try await TestTown()
    try await town.start(Play.mission(at: town.now))
    try await town.connection.send(["HSET", .text(town.keys.missionParts(Play.firstID)), "budget:eu", "12"])
    #expect(try await town.store.mission(Play.firstID)?.revision == 1)
  }

  @Test("never takes what is damaged for what is not there")
  func damaged() async throws {
    let town = try await TestTown()
    #expect(try await town.store.mission(Play.firstID) == nil)
    let key = town.keys.missionParts(Play.firstID)
    let change = MissionChange(before: nil, after: Play.mission(at: town.now))
    try await town.connection.send(["HSET", .text(key), "header", "x"])
    await #expect(throws: StoreError.self) { try await town.store.mission(Play.firstID) }
    #expect(try await town.store.commit(Commit(lease: town.lease, mission: change)) == .unreadable(key: key))
    try await town.connection.send(["DEL", .text(key)])
    try await town.connection.send(["SET", .text(key), "x"])
    await #expect(throws: StoreError.self) { try await town.store.mission(Play.firstID) }
    #expect(try await town.store.commit(Commit(lease: town.lease, mission: change)) == .unreadable(key: key))
  }

  @Test("lists what other tools put among the active missions, and leaves it alone")
  func foreign() async throws {
    let town = try await TestTown()
    try await town.start(Play.mission(at: town.now))
    let alien: Identifier<Mission> = Play.id(0xF)
    try await town.connection.send(["SADD", .text(town.keys.activeMissions), .text(alien.text), "no id"])
    try await town.connection.send(["SET", .text(town.keys.mission(alien.text)), #"{"id":"…"}"#])
    let listing = try await town.store.activeMissions()
    #expect(listing.missions.map(\.mission.id) == [Play.firstID])
    #expect(listing.unreadable.map(\.key) == [town.keys.mission(alien.text), town.keys.activeMissions])
    #expect(try await town.text(town.keys.mission(alien.text)) == #"{"id":"…"}"#)
    #expect(try await town.members(town.keys.activeMissions).count == 3)
  }

  @Test("says which key has another type instead of crashing or finding nothing")
  func wrongTypes() async throws {
    let town = try await TestTown()
    for key in [town.keys.activeMissions, town.keys.missions, town.keys.due, town.keys.agents, town.keys.deadLetters] {
      try await town.connection.send(["SET", .text(key), "x"])
    }
    let wrong = { (key: String) in StoreError.unreadable(key: key, reason: "it has another type") }
    await #expect(throws: wrong(town.keys.activeMissions)) { try await town.store.activeMissions() }
    await #expect(throws: wrong(town.keys.missions)) { try await town.store.allMissionIDs(limit: 1) }
    await #expect(throws: wrong(town.keys.due)) { try await town.store.nextDue() }
    await #expect(throws: wrong(town.keys.agents)) { try await town.store.allAgents() }
    await #expect(throws: wrong(town.keys.deadLetters)) { try await town.store.deadLetters(limit: 1) }
  }

  @Test("remembers unreadable records until they are read")
  func remembered() async throws {
    let town = try await TestTown()
    let record = UnreadableRecord(key: "tt:shop:mission:x", reason: "no JSON")
    try await town.store.noteUnreadable(record)
    try await town.store.noteUnreadable(record)
    #expect(try await town.store.unreadableRecords() == [record])
    #expect(try await town.store.counts().unreadable == 1)
    try await town.store.forgetUnreadable(key: record.key)
    #expect(try await town.store.unreadableRecords().isEmpty)
  }
}
