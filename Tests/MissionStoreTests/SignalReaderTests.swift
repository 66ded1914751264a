import TestSupport
import Testing

@testable import MissionStore
@testable import Redis

@Suite("Reading signals", .timeLimit(.minutes(10)))
struct SignalReaderTests {
  private let keys = Keys(town: "t")

  @Test("begins with what was accepted before the group existed, in order")
  func fromTheBeginning() async throws {
    let redis = try TestRedis()
    try await fill(redis, 1...25)
    let reader = reader(redis)
    try await reader.ensureGroup()
    try await reader.ensureGroup()
    #expect(try await ids(reader.read(count: 10, block: .zero)) == (1...10).map { "\($0)" })
    #expect(try await ids(reader.read(count: 20, block: .zero)) == (11...25).map { "\($0)" })
    #expect(try await reader.read(count: 10, block: .milliseconds(1)).isEmpty)
  }

  @Test("after a restart gives what was never acknowledged first, in pieces, then what is new")
  func pendingFirst() async throws {
    let redis = try TestRedis()
    let connection = redis.connect()
    try await fill(redis, 1...25)
    let before = reader(redis)
    try await before.ensureGroup()
    let read = try await before.read(count: 25, block: .zero)
    try await connection.send(["XACK", .text(keys.signals), "clerk"] + read.prefix(5).map { .text($0.id) })
    try await fill(redis, 26...27)
    let after = reader(redis)
    #expect(try await ids(after.read(count: 15, block: .zero)) == (6...20).map { "\($0)" })
    #expect(try await ids(after.read(count: 15, block: .zero)) == (21...25).map { "\($0)" })
    #expect(try await ids(after.read(count: 15, block: .zero)) == ["26", "27"])
  }

  @Test("passes over pending entries that were deleted, and acknowledges them")
  func deleted() async throws {
    let redis = try TestRedis()
    let connection = redis.connect()
    try await fill(redis, 1...3)
    let before = reader(redis)
    try await before.ensureGroup()
    let read = try await before.read(count: 10, block: .zero)
    try await connection.send(["XDEL", .text(keys.signals)] + read.prefix(2).map { .text($0.id) })
    let after = reader(redis)
    #expect(try await ids(after.read(count: 2, block: .zero)) == ["3"])
    let pending = try await connection.send(["XPENDING", .text(keys.signals), "clerk"])
    #expect(pending.array?.first == .integer(1))
  }

  @Test("wakes up when a signal comes")
  func wakes() async throws {
    let redis = try TestRedis()
    let reader = reader(redis)
    try await reader.ensureGroup()
    let reading = Task { try await reader.read(block: .seconds(20)) }
    try await fill(redis, 1...1)
    #expect(try await ids(reading.value) == ["1"])
  }

  @Test(
    "finds what somebody else was handed and left, whether nothing new comes or much does", arguments: [false, true])
  func leftByOthers(isBusy: Bool) async throws {
    let redis = try TestRedis()
    let connection = redis.connect()
    let reader = reader(redis)
    try await reader.ensureGroup()
    // It has passed what was pending at its beginning.
    #expect(try await reader.read(block: .zero).isEmpty)
    try await fill(redis, 1...1)
    #expect(try await ids(reader.read(block: .zero)) == ["1"])
    try await connection.send(["XACK", .text(keys.signals), "clerk", .text(try await lastID(connection))])
    try await fill(redis, 2...2)
    _ = try await connection.send(["XREADGROUP", "GROUP", "clerk", "clerk", "STREAMS", .text(keys.signals), ">"])
    var found: [String] = []
    for number in 3...60 where !found.contains("2") {
      if isBusy { try await fill(redis, number...number) }
      let entries = try await reader.read(block: .zero)
      found += entries.compactMap(\.signalID)
      if !entries.isEmpty {
        try await connection.send(["XACK", .text(keys.signals), "clerk"] + entries.map { .text($0.id) })
      }
    }
    #expect(found.contains("2"))
  }

  @Test("goes back to what is pending after a failure, because an answer may have been lost")
  func lostAnswer() async throws {
    let redis = try TestRedis()
    let connection = redis.connect()
    let reader = reader(redis)
    try await reader.ensureGroup()
    try await fill(redis, 1...3)
    let first = try await reader.read(count: 10, block: .zero)
    #expect(first.map(\.isFoundAgain) == [false, false, false])
    let waiting = Task { try await reader.read(block: .seconds(30)) }
    while try await connection.send(["INFO", "clients"]).text?.contains("blocked_clients:1") != true {}
    try await connection.send(["CLIENT", "KILL", "SKIPME", "yes"])
    await #expect(throws: RedisError.connectionLost("Redis closed the connection")) { try await waiting.value }
    let again = try await reader.read(count: 10, block: .zero)
    #expect(ids(again) == ["1", "2", "3"])
    #expect(again.map(\.isFoundAgain) == [true, true, true])
  }

  @Test("without a group is an error with its code, not an endless wait")
  func noGroup() async throws {
    let redis = try TestRedis()
    let reader = reader(redis)
    await #expect(performing: { try await reader.read(block: .seconds(20)) }, throws: { $0.code == "NOGROUP" })
  }

  @Test("ends when it is closed")
  func closed() async throws {
    let redis = try TestRedis()
    let reader = reader(redis)
    try await reader.ensureGroup()
    let reading = Task { try await reader.read(block: .seconds(60)) }
    reader.close()
    await #expect(throws: RedisError.closed) { try await reading.value }
  }

  private func reader(_ redis: TestRedis) -> SignalReader {
    SignalReader(address: redis.address, keys: keys, options: .init(patience: .seconds(20)))
  }

  private func ids(_ entries: [StreamEntry]) -> [String?] { entries.map(\.signalID) }

  private func fill(_ redis: TestRedis, _ numbers: ClosedRange<Int>) async throws {
    let intake = SignalIntake(
      address: redis.address, keys: keys, limits: .init(deadline: .seconds(20)), options: .init(patience: .seconds(20)))
    for number in numbers { _ = try await intake.accept(Signal(kind: .delivery, id: "\(number)")) }
    intake.close()
  }

  private func lastID(_ connection: RedisConnection) async throws -> String {
    let newest = try await connection.send(["XREVRANGE", .text(keys.signals), "+", "-", "COUNT", 1])
    return newest.array?.first?.array?.first?.text ?? ""
  }
}
