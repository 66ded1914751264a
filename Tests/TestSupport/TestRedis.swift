package import Glibc
package import Redis
import System

/// A redis-server of a test's own: a directory under the temporary one, a unix socket, killed at the end.
package final class TestRedis: Sendable {
  /// Where its files are.
  package let directory: TestFolder
  private let arguments: [String]
  private let process: Guarded<ChildProcess?>

  /// A server with further arguments; it may not be up yet.
  package init(_ arguments: [String] = []) throws {
    directory = try TestFolder()
    self.arguments = arguments
    process = Guarded(nil)
    try start()
  }

  deinit { kill() }

  /// Its socket.
  package var socket: String { directory.path + "/r.sock" }

  /// Its address.
  package var address: RedisAddress {
    RedisAddress(place: .unix(path: socket))
  }

  /// Its process; 0 where it was ended.
  package var pid: pid_t { process.withLock { $0?.pid } ?? 0 }

  /// A connection that waits for the server to come up.
  package func connect(_ change: (inout RedisConnection.Options) -> Void = { _ in }) -> RedisConnection {
    var options = RedisConnection.Options(commandTimeout: .seconds(20), patience: .seconds(20))
    change(&options)
    return RedisConnection(to: address, options: options)
  }

  /// Starts it.
  package func start() throws {
    let log = open(directory.path + "/log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    defer { close(log) }
    let fixed = [
      "--port", "0", "--unixsocket", socket, "--dir", directory.path, "--save", "", "--appendonly", "yes",
      "--appendfsync", "no",
    ]
    let started = try ChildProcess(starting: "redis-server", arguments: fixed + arguments, output: log)
    process.withLock { $0 = started }
  }

  /// Starts the server again after `kill` and waits until it has read its file.
  package func restart(waitingWith connection: RedisConnection) async throws {
    try start()
    while true {
      let reply = try await connection.send(batch: [.command(["PING"])]).first
      guard case .error("LOADING", _)? = reply else { return }
    }
  }

  /// Stops the process as a hanging disk would: alive, silent. It has stopped when this returns.
  package func freeze() { process.withLock { if let process = $0 { TestSupport.freeze(process.pid) } } }

  /// Lets a frozen one go on.
  package func thaw() { process.withLock { $0?.signal(SIGCONT) } }

  /// Ends it at once, as a crash would.
  package func kill() {
    let running = process.withLock { process in
      defer { process = nil }
      return process
    }
    running?.signal(SIGKILL)
    _ = running?.waitForEnd(milliseconds: 10_000)
  }
}
