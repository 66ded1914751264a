import FoundationEssentials
import Glibc
import MissionStore
import Redis

/// A temporary directory with a private Redis in it, both gone at the end.
struct Workplace {
  let directory: String
  let redis: PrivateRedis
  let connection: RedisConnection
  let redisPID: pid_t

  var socket: String { directory + "/redis.sock" }

  /// Does some work there.
  static func use<Value>(_ work: (Workplace) async throws -> Value) async throws -> Value {
    let directory = "/tmp/receiver-benchmark-\(getpid())"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let redis = try await PrivateRedis.start(in: try DataDirectoryLock(directory))
    do {
      let connection = RedisConnection(to: redis.address)
      let pid = try await pid(of: connection)
      let value = try await work(
        Workplace(directory: directory, redis: redis, connection: connection, redisPID: pid))
      connection.close()
      await redis.stop()
      return value
    } catch {
      await redis.stop()
      throw error
    }
  }

  /// Empties Redis and lets it end the rewriting of its file, so that no round pays for what an earlier one left.
  func clear() async throws {
    _ = try await connection.send(["FLUSHALL"], timeout: .seconds(30))
    while try await connection.send(["INFO", "persistence"]).text?.contains("aof_rewrite_in_progress:1") ?? false {
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  private static func pid(of connection: RedisConnection) async throws -> pid_t {
    let lines = try await connection.send(["INFO", "server"]).text?.split(whereSeparator: \.isNewline) ?? []
    return lines.first { $0.hasPrefix("process_id:") }.flatMap { pid_t($0.dropFirst(11)) } ?? 0
  }
}
