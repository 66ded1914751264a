import MissionCore
import Redis
import TestSupport
import Testing

@testable import MissionStore

@Suite("Committing", .timeLimit(.minutes(10)))
struct CommitTests {
  @Test("finishes the entry, stores the mission, answers and forwards, in one step")
  func happy() async throws {
    let town = try await TestTown()
    let entry = try await town.take(Signal(kind: .command, id: "s-1"))
    _ = try await town.store.noteAttempt(entry: entry.id)
    var commit = Commit(lease: town.lease)
    commit.finish(entry)
    commit.mission = MissionChange(before: nil, after: Play.mission(at: town.now))
    commit.receipts = [ReceiptRecord(signalID: "s-1", json: Array(#"{"ok":true}"#.utf8))]
    commit.forward = [Signal(kind: .observation, id: "f-1"), Signal(kind: .tick, id: "")]
    #expect(try await town.store.commit(commit) == .committed(revision: 1))

    #expect(try await town.pendingEntries() == 0)
    let left = try await town.store.entries(town.keys.signals, from: "-", to: "+")
    #expect(left.map(\.signalID) == ["f-1", ""])
    #expect(left.map(\.kind) == [.observation, .tick])
    #expect(try await town.store.mission(Play.id(1))?.revision == 1)
    #expect(try await town.hash(town.keys.attempts).isEmpty)
    let answer = try await town.store.waitForReceipt("s-1", timeout: .seconds(20))
    #expect(answer == Array(#"{"ok":true}"#.utf8))
  }

  @Test("of an entry that was finished before writes nothing")
  func gone() async throws {
    let town = try await TestTown()
    let entry = try await town.take(Signal(kind: .command, id: "s-1"))
    var commit = Commit(lease: town.lease, entry: entry.id)
    #expect(try await town.store.commit(commit) == .committed(revision: nil))
    let before = try await town.everything()
    commit.mission = MissionChange(before: nil, after: Play.mission(at: town.now))
    commit.receipts = [ReceiptRecord(signalID: "s-1", json: [])]
    #expect(try await town.store.commit(commit) == .gone)
    #expect(try await town.everything() == before)
  }

  @Test("of an entry that nobody has read, or in a town without a stream, is gone")
  func neverRead() async throws {
    let town = try await TestTown()
    #expect(try await town.store.commit(Commit(lease: town.lease, entry: "1-1")) == .gone)
    _ = try await town.take(Signal(kind: .command, id: "s-1"))
    let unread = try await town.connection.send(["XADD", .text(town.keys.signals), "*", "kind", "tick"])
    #expect(try await town.store.commit(Commit(lease: town.lease, entry: unread.text)) == .gone)
  }

  @Test("puts nothing new into a full stream; what takes an entry out of it goes on")
  func full() async throws {
    let town = try await TestTown()
    let entry = try await town.take(Signal(kind: .command, id: "s-1"))
    let small = TownStore(connection: town.connection, keys: town.keys, highWaterMark: 2) { town.now }
    let found = Commit(lease: town.lease, forward: [Signal(kind: .observation, id: "")])
    #expect(try await small.commit(found) == .committed(revision: nil))
    let before = try await town.everything()
    #expect(try await small.commit(found) == .full)
    #expect(try await town.everything() == before)
    var handled = found
    handled.finish(entry)
    #expect(try await small.commit(handled) == .committed(revision: nil))
    #expect(try await small.commit(found) == .full)
  }

  @Test("of a mission that has moved on writes nothing")
  func conflict() async throws {
    let town = try await TestTown()
    try await town.start(Play.mission(at: town.now))
    let first = try #require(try await town.store.mission(Play.id(1)))
    try await town.apply(.tick, to: Play.id(1))
    let before = try await town.everything()
    for stale in [nil, first] {
      let change = MissionChange(before: stale, after: first.mission)
      #expect(try await town.store.commit(Commit(lease: town.lease, mission: change)) == .conflict)
    }
    let absent = Play.mission(2, at: town.now)
    let change = MissionChange(before: VersionedMission(mission: absent, revision: 3), after: absent)
    #expect(try await town.store.commit(Commit(lease: town.lease, mission: change)) == .conflict)
    #expect(try await town.everything() == before)
  }

  @Test("without the lease writes nothing, whether another has it or nobody")
  func fenced() async throws {
    let town = try await TestTown()
    let commit = Commit(
      lease: LeaseToken(text: "other"), mission: MissionChange(before: nil, after: Play.mission(at: town.now)))
    #expect(try await town.store.commit(commit) == .fenced)
    try await town.store.releaseLease(town.lease)
    #expect(try await town.store.commit(commit) == .fenced)
    #expect(try await town.everything().isEmpty)
  }

  @Test("is refused with the first reason: lease before entry before revision before readability")
  func order() async throws {
    let town = try await TestTown()
    let key = town.keys.mission(Play.firstID.text)
    try await town.connection.send(["SET", .text(key), "{broken"])
    var commit = Commit(
      lease: LeaseToken(text: "other"), entry: "1-1",
      mission: MissionChange(before: nil, after: Play.mission(at: town.now)))
    commit.mission = MissionChange(
      before: VersionedMission(mission: Play.mission(at: town.now), revision: 7), after: Play.mission(at: town.now))
    #expect(try await town.store.commit(commit) == .fenced)
    commit.lease = town.lease
    #expect(try await town.store.commit(commit) == .gone)
    commit.entry = try await town.take(Signal(kind: .tick, id: "")).id
    #expect(try await town.store.commit(commit) == .conflict)
    commit.mission = MissionChange(before: nil, after: Play.mission(at: town.now))
    #expect(try await town.store.commit(commit) == .unreadable(key: key))
    #expect(try await town.text(key) == "{broken")
    #expect(try await town.pendingEntries() == 1)
  }

  @Test("never overwrites a published record that is no JSON object", arguments: ["{broken", "[1]", "", "null", "12"])
  func unreadable(found: String) async throws {
    let town = try await TestTown()
    try await town.start(Play.mission(at: town.now))
    let id = Play.firstID
    try await town.connection.send(["SET", .text(town.keys.mission(id.text)), .text(found)])
    let stored = try #require(try await town.store.mission(id))
    let before = try await town.everything()
    town.pass(seconds: 1)
    var after = stored.mission
    let decision = after.apply(.tick, at: town.now, roster: AgentRoster())
    let commit = Commit(
      lease: town.lease, mission: MissionChange(before: stored, after: after), effects: decision.effects)
    #expect(try await town.store.commit(commit) == .unreadable(key: town.keys.mission(id.text)))
    #expect(try await town.everything() == before)
  }

  @Test("tells the mailbox of an agent without a sign of life of its task")
  func urges() async throws {
    let town = try await TestTown()
    try await town.start(Play.mission(at: town.now))
    let stored = try #require(try await town.store.mission(Play.firstID))
    let (task, agent) = (Identifier<WorkTask>(high: 3, low: 3), Identifier<Agent>(high: 4, low: 4))
    let commit = Commit(
      lease: town.lease, mission: MissionChange(before: stored, after: stored.mission), effects: [.urge(task, agent)])
    #expect(try await town.store.commit(commit) == .committed(revision: 2))
    let box = town.keys.inbox(agent: agent.text)
    let letters = try #require(try await town.connection.send(["LRANGE", .text(box), 0, -1]).strings())
    #expect(letters.count == 1)
    #expect(letters[0].contains("informational") && letters[0].contains("Task \(task)"))
  }

  @Test("never overwrites a field of a published hash that is no JSON object")
  func unreadableField() async throws {
    let town = try await TestTown()
    try await town.start(Play.mission(at: town.now))
    let stored = try #require(try await town.store.mission(Play.id(1)))
    var after = stored.mission
    let facts = Play.facts(1, title: "Build it", at: town.now)
    let decision = after.apply(.observed(.issue(facts)), at: town.now, roster: AgentRoster())
    let field = try #require(after.items.keys.first).text
    let key = town.keys.work(mission: Play.firstID.text)
    try await town.connection.send(["HSET", .text(key), .text(field), "oops"])
    let commit = Commit(
      lease: town.lease, mission: MissionChange(before: stored, after: after), effects: decision.effects)
    #expect(try await town.store.commit(commit) == .unreadable(key: "\(key) \(field)"))
    #expect(try await town.hash(key) == [field: "oops"])
    #expect(try await town.store.mission(Play.id(1))?.revision == 1)
  }

  @Test("writes nothing when any of its keys has another type")
  func wrongType() async throws {
    let town = try await TestTown()
    let key = town.keys.events
    try await town.connection.send(["SET", .text(key), "a string"])
    let before = try await town.everything()
    let commit = Commit(lease: town.lease, mission: MissionChange(before: nil, after: Play.mission(at: town.now)))
    #expect(try await town.store.commit(commit) == .unreadable(key: key))
    #expect(try await town.everything() == before)
  }

  @Test("forwards a signal once, however often it is asked to")
  func forwardOnce() async throws {
    let town = try await TestTown()
    var signal = Signal(kind: .observation, id: "obs-1", digest: "d")
    signal.fields = [StreamEntry.Field("mission", "m")]
    for _ in 0..<2 {
      let commit = Commit(lease: town.lease, forward: [signal])
      #expect(try await town.store.commit(commit) == .committed(revision: nil))
    }
    let entries = try await town.store.entries(town.keys.signals, from: "-", to: "+")
    #expect(entries.map(\.signalID) == ["obs-1"])
    #expect(entries.first?.text("mission") == "m")
    let intake = SignalIntake(address: town.redis.address, keys: town.keys)
    #expect(try await intake.accept(signal) == .duplicate(entry: entries[0].id))
    intake.close()
  }

  @Test("forwards a signal's body with it")
  func forwardBody() async throws {
    let town = try await TestTown()
    let raw = patternBytes(5_000)
    var signal = Signal(kind: .observation, id: "obs-1")
    signal.body = try packed(raw, pieceSize: 1_000, in: town.redis.directory)
    #expect(try await town.store.commit(Commit(lease: town.lease, forward: [signal])) == .committed(revision: nil))
    let entry = try #require(try await town.store.entries(town.keys.signals, from: "-", to: "+").first)
    #expect(try await town.connection.rawBody(of: entry, limit: 10_000) == raw)
  }

  @Test("stores a mission of hundreds of items")
  func large() async throws {
    let town = try await TestTown()
    let numbers = Array(1...300)
    var mission = Play.mission(issues: numbers, at: town.now)
    for number in numbers {
      let facts = Play.facts(number, title: "Implement part \(number)", at: town.now)
      _ = mission.apply(.observed(.issue(facts)), at: town.now, roster: AgentRoster())
    }
    #expect(mission.items.count == 300)
    let change = MissionChange(before: nil, after: mission)
    #expect(try await town.store.commit(Commit(lease: town.lease, mission: change)) == .committed(revision: 1))
    #expect(try await town.store.mission(Play.firstID)?.mission == mission)
    #expect(try await town.hash(town.keys.work(mission: Play.firstID.text)).count == 300)
  }

  @Test("is whole or nothing when Redis has no memory left, with an entry to finish or without")
  func outOfMemory() async throws {
    let town = try await TestTown()
    let entry = try await town.take(Signal(kind: .command, id: "s-1"))
    let change = MissionChange(before: nil, after: Play.mission(at: town.now))
    try await town.connection.send(["CONFIG", "SET", "maxmemory", "1"])
    let before = try await town.everything()
    await #expect(
      performing: { try await town.store.commit(Commit(lease: town.lease, mission: change)) },
      throws: { $0.redisFailure?.code == "OOM" })
    #expect(try await town.everything() == before)
    // Finishing an entry frees memory, so that a town that is full can work off what it has accepted.
    let finishing = Commit(lease: town.lease, entry: entry.id, mission: change)
    #expect(try await town.store.commit(finishing) == .committed(revision: 1))
    #expect(try await town.pendingEntries() == 0)
    #expect(try await town.store.mission(Play.firstID)?.revision == 1)
    #expect(try await town.text(town.keys.mission(Play.firstID.text)) != nil)
  }

  @Test("of two stores that saw the same revision lets exactly one win")
  func race() async throws {
    let town = try await TestTown()
    try await town.start(Play.mission(at: town.now))
    let stored = try #require(try await town.store.mission(Play.id(1)))
    let other = TownStore(connection: town.redis.connect(), keys: town.keys) { stored.mission.header.createdAt }
    let results = try await withThrowingTaskGroup(of: CommitResult.self) { group in
      for index in 0..<16 {
        let store = index.isMultiple(of: 2) ? town.store : other
        let commit = Commit(lease: town.lease, mission: MissionChange(before: stored, after: stored.mission))
        group.addTask { try await store.commit(commit) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.filter { $0 == .committed(revision: 2) }.count == 1)
    #expect(results.filter { $0 == .conflict }.count == 15)
  }

  @Test("survives the server forgetting its scripts")
  func flushed() async throws {
    let town = try await TestTown()
    try await town.start(Play.mission(at: town.now))
    try await town.connection.send(["SCRIPT", "FLUSH"])
    try await town.apply(.tick, to: Play.id(1))
    #expect(try await town.store.mission(Play.id(1))?.revision == 2)
  }

  @Test("throws what Redis says when it cannot be written to, and has written nothing")
  func readOnly() async throws {
    let town = try await TestTown()
    try await town.connection.send(["REPLICAOF", "127.0.0.1", "1"])
    let commit = Commit(lease: town.lease, mission: MissionChange(before: nil, after: Play.mission(at: town.now)))
    await #expect(performing: { try await town.store.commit(commit) }, throws: { $0.redisFailure?.code == "READONLY" })
    #expect(try await town.everything().keys.sorted() == [town.keys.lease])
  }
}
