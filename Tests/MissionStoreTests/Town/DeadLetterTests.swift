import MissionCore
import Redis
import TestSupport
import Testing

@testable import MissionStore

@Suite("Dead letters and deliveries", .timeLimit(.minutes(10)))
struct DeadLetterTests {
  private let guid = "72d3162e-cc78-11e3-81ab-4c9367dc0958"

  @Test("count attempts until the entry is finished")
  func attempts() async throws {
    let town = try await TestTown()
    let entry = try await town.take(delivery())
    #expect(try await town.store.noteAttempt(entry: entry.id) == 1)
    #expect(try await town.store.noteAttempt(entry: entry.id) == 2)
    #expect(try await town.store.bury(entry: entry, reason: "poison", lease: town.lease) == .committed(revision: nil))
    #expect(try await town.hash(town.keys.attempts).isEmpty)
  }

  @Test("keep the whole signal with its reason, and are shown as dead")
  func buried() async throws {
    let town = try await TestTown()
    let entry = try await town.take(delivery())
    #expect(try await town.store.delivery(guid) == nil)
    let outcome = DeliveryOutcome(guid: guid, event: "check_run", action: "completed", status: .dead, note: "poison")
    let buried = try await town.store.bury(entry: entry, reason: "poison", lease: town.lease, outcome: outcome)
    #expect(buried == .committed(revision: nil))
    #expect(try await town.store.streamLength() == 0)
    #expect(try await town.pendingEntries() == 0)
    let letter = try #require(try await town.store.deadLetters(limit: 5).first)
    #expect(letter.reason == "poison")
    #expect(letter.entry == entry)
    #expect(try await town.store.delivery(guid)?.outcome == outcome)
    #expect(try await town.store.deliveries(limit: 5).map(\.outcome) == [outcome])
    #expect(try await town.store.bury(entry: entry, reason: "again", lease: town.lease) == .gone)
    #expect(try await town.store.bury(entry: entry, reason: "again", lease: LeaseToken(text: "x")) == .fenced)
    #expect(try await town.store.deadLetters(limit: 5).count == 1)
  }

  @Test("are listed beyond the limit of the others, so that each can be named")
  func neverCutAway() async throws {
    let town = try await TestTown()
    let entry = try await town.take(delivery())
    let outcome = DeliveryOutcome(guid: guid, event: "check_run", action: "completed", status: .dead, note: "poison")
    _ = try await town.store.bury(entry: entry, reason: "poison", lease: town.lease, outcome: outcome)
    for number in 1...5 {
      _ = try await town.take(
        Signal(
          kind: .delivery, id: "0000000\(number)-cc78-11e3-81ab-4c9367dc0958", hook: "1", digest: "d",
          fields: [StreamEntry.Field("event", "push")]))
    }
    let listed = try await town.store.deliveries(limit: 2)
    #expect(listed.count == 3)
    #expect(listed.map(\.outcome.guid).contains(guid))
  }

  @Test("go back into the stream once, as they were, and are pending again")
  func replayed() async throws {
    let town = try await TestTown()
    let entry = try await town.take(delivery())
    _ = try await town.store.bury(entry: entry, reason: "poison", lease: town.lease)
    for word in [guid, entry.id] { #expect(try await town.store.deadLetter(word)?.entry == entry) }
    let letter = try #require(try await town.store.deadLetter(guid))
    #expect(try await town.store.replay(letter) == .committed(revision: nil))
    #expect(try await town.store.replay(letter) == .gone)
    #expect(try await town.store.discard(letter) == .gone)
    let back = try await town.store.entries(town.keys.signals, from: "-", to: "+")
    #expect(back.map(\.fields) == [entry.fields])
    #expect(try await town.store.deadLetters(limit: 5).isEmpty)
    #expect(try await town.store.deliveries(limit: 5).map(\.outcome.status) == [.pending])
    #expect(try await town.store.deadLetter("none") == nil)
  }

  @Test("that are discarded take their body with them, and are told as dead no longer")
  func discarded() async throws {
    let town = try await TestTown()
    let body = town.keys.body(guid)
    try await town.connection.send(["SET", .text(body), "packed"])
    let entry = try await town.take(delivery(StreamEntry.Field("body_key", body)))
    _ = try await town.store.bury(entry: entry, reason: "poison", lease: town.lease)
    #expect(try await town.text(body) == "packed")
    let letter = try #require(try await town.store.deadLetter(guid))
    #expect(try await town.store.discard(letter) == .committed(revision: nil))
    #expect(try await town.text(body) == nil)
    let told = try await town.store.deliveries(limit: 5).map(\.outcome)
    #expect(told.map(\.status) == [.ignored])
    #expect(told.first?.note == "discarded; poison")
  }

  @Test("a finished entry takes its body with it, and its delivery is remembered with what came of it")
  func finished() async throws {
    let town = try await TestTown()
    let body = town.keys.body(guid)
    try await town.connection.send(["SET", .text(body), "packed"])
    let entry = try await town.take(delivery(StreamEntry.Field("body_key", body)))
    #expect(try await town.store.deliveries(limit: 5).map(\.outcome.status) == [.pending])
    var commit = Commit(lease: town.lease)
    commit.finish(entry)
    let outcome = DeliveryOutcome(
      guid: guid, event: "check_run", action: "completed", status: .processed, missions: [Play.id(1), Play.id(2)],
      note: "two missions")
    commit.outcome = outcome
    #expect(try await town.store.commit(commit) == .committed(revision: nil))
    #expect(try await town.text(body) == nil)
    let known = try #require(try await town.store.delivery(guid))
    #expect(known.outcome == outcome)
    #expect(known.at == town.now)
    #expect(known.entry == nil)
    #expect(try await town.store.deliveries(limit: 5) == [known])
    #expect(try await town.store.deliveries(limit: 0).isEmpty)
    let left = try await town.connection.send(["TTL", .text(town.keys.outcome(guid))]).integer
    #expect((1...(8 * 86_400)).contains(left ?? -1))
  }

  @Test("a delivery that was accepted and waits is found by its GUID")
  func waiting() async throws {
    let town = try await TestTown()
    let intake = SignalIntake(address: town.redis.address, keys: town.keys)
    defer { intake.close() }
    guard case .new(let entry) = try await intake.accept(delivery()) else {
      Issue.record("not accepted")
      return
    }
    let known = try #require(try await town.store.delivery(guid))
    #expect(known.outcome.status == .pending)
    #expect(known.outcome.event == "check_run")
    #expect(known.entry == entry)
    let counts = try await town.store.counts()
    #expect(counts.signals == 1)
    #expect(counts.oldestSignalAt == known.at)
  }

  private func delivery(_ more: StreamEntry.Field...) -> Signal {
    Signal(
      kind: .delivery, id: guid, hook: "1", digest: "d",
      fields: [StreamEntry.Field("event", "check_run"), StreamEntry.Field("bytes", [0, 255, 10])] + more)
  }
}
