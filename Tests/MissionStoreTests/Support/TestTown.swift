import MissionCore
import System
import TestSupport
import Testing

@testable import MissionStore
@testable import Redis

/// A town in a redis-server of its own, with a clerk's lease and a clock that stands still until it is moved.
final class TestTown: Sendable {
  let redis: TestRedis
  let connection: RedisConnection
  let keys: Keys
  let store: TownStore
  let lease = LeaseToken(text: "clerk-1")
  private let clock = Guarded(Timestamp(rfc3339: "2026-11-20T10:00:00.123Z")!)

  init(named town: String = "shop", arguments: [String] = []) async throws {
    redis = try TestRedis(arguments)
    connection = redis.connect()
    keys = Keys(town: town)
    let clock = clock
    store = TownStore(connection: connection, keys: keys) { clock.withLock { $0 } }
    _ = try await store.acquireLease(lease, holder: "host:1", seconds: 3600)
  }

  var now: Timestamp { clock.withLock { $0 } }

  func pass(seconds: Int) { clock.withLock { $0 = $0.adding(seconds: seconds) } }

  /// Appends a signal and has it handed to the clerk, unacknowledged.
  func take(_ signal: Signal) async throws -> StreamEntry {
    let reader = SignalReader(address: redis.address, keys: keys, options: .init(patience: .seconds(20)))
    defer { reader.close() }
    try await reader.ensureGroup()
    var words: [RedisArgument] = ["kind", .text(signal.kind.rawValue), "id", .text(signal.id)]
    for field in signal.fields { words += [.text(field.name), .bytes(field.value)] }
    let id = try await connection.send(["XADD", .text(keys.signals), "*"] + words).text
    let reply = try await connection.send([
      "XREADGROUP", "GROUP", "clerk", "clerk", "COUNT", "100", "STREAMS", .text(keys.signals), ">",
    ])
    let entries = reply.array?.first?.array?.last?.entries() ?? []
    return try #require(entries.first { $0.id == id })
  }

  func pendingEntries() async throws -> Int? {
    try await connection.send(["XPENDING", .text(keys.signals), "clerk"]).array?.first?.integer
  }

  func hash(_ key: String) async throws -> [String: String] {
    try #require(try await connection.send(["HGETALL", .text(key)]).textFields())
  }

  func text(_ key: String) async throws -> String? { try await connection.send(["GET", .text(key)]).text }

  func members(_ key: String) async throws -> [String] {
    try await connection.send(["SMEMBERS", .text(key)]).strings()?.sorted() ?? []
  }

  func sorted(_ key: String) async throws -> [String] {
    try await connection.send(["ZRANGE", .text(key), 0, -1]).strings() ?? []
  }

  func list(_ key: String) async throws -> [String] {
    try await connection.send(["LRANGE", .text(key), 0, -1]).strings() ?? []
  }

  /// Every key and what is in it, to see that nothing was written.
  func everything() async throws -> [String: RedisReply] {
    var all: [String: RedisReply] = [:]
    for key in try await connection.send(["KEYS", "*"]).strings() ?? [] {
      all[key] = try await connection.send(["DUMP", .text(key)])
    }
    return all
  }
}
