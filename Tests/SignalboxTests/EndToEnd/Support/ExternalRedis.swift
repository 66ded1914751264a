import Glibc
import MissionStore
import Synchronization
import TestSupport

@testable import Redis

/// A redis-server that belongs to nobody's service; it keeps what it acknowledged through every end.
final class ExternalRedis: Sendable {
  private let folder: TestFolder
  private let process = Mutex<TestProcess?>(nil)

  init() async throws {
    folder = try TestFolder()
    try await start()
  }

  var url: String { "unix://\(folder.file("r.sock"))" }

  /// Starts it (again) and waits until it has read its file.
  func start() async throws {
    let started = try TestProcess(
      "redis-server",
      [
        "--port", "0", "--unixsocket", folder.file("r.sock"), "--dir", folder.path, "--save", "", "--appendonly", "yes",
        "--appendfsync", "always",
      ], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"], directory: folder.path, output: folder.file("log"),
      errors: folder.file("log"))
    process.withLock { $0 = started }
    let connection = RedisConnection(to: try RedisAddress(parsing: url))
    defer { connection.close() }
    try await eventually("Redis to answer") { (try? await connection.send(["PING"])) != nil }
  }

  /// Ends it at once, as a crash would.
  func kill() async {
    await process.withLock { process in
      defer { process = nil }
      return process
    }?.kill()
  }
}
