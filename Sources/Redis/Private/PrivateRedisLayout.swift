import Glibc

/// Where the private Redis keeps what in a data directory, and how it is called.
struct PrivateRedisLayout: Sendable {
  /// `redis/` in the data directory: append-only files, log, pid.
  let directory: String
  let socket: String
  let address: RedisAddress

  init(dataDirectory: String) throws(PrivateRedisError) {
    directory = dataDirectory + "/redis"
    socket = dataDirectory + "/redis.sock"
    do throws(RedisAddressError) {
      address = try RedisAddress(socket: socket)
    } catch {
      throw .socketPathTooLong(path: socket, bytes: socket.utf8.count, limit: RedisAddress.longestSocketPath)
    }
  }

  var log: String { directory + "/redis.log" }
  var pidFile: String { directory + "/redis.pid" }

  /// Every acknowledged write is on the disk (`appendfsync always`), nothing is ever evicted, nobody but our user gets
  /// in: no port, and a socket of mode 700.
  var arguments: [String] {
    [
      "--port", "0", "--unixsocket", socket, "--unixsocketperm", "700", "--dir", directory, "--pidfile", pidFile,
      "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--maxmemory-policy", "noeviction",
      "--daemonize", "no", "--supervised", "no", "--logfile", "", "--always-show-logo", "no",
    ]
  }

  /// The settings by which a left-over server is recognised as one of ours.
  var expectedSettings: [(name: String, value: String)] {
    [("dir", directory), ("appendonly", "yes"), ("appendfsync", "always"), ("maxmemory-policy", "noeviction")]
  }

  /// Opens the log for a server's output; a log beyond 1 MiB begins anew.
  func openLog() -> Int32 {
    let descriptor = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    if descriptor >= 0, lseek(descriptor, 0, SEEK_END) > 1 << 20 { ftruncate(descriptor, 0) }
    return descriptor
  }

  /// The last lines of the log.
  func logTail() -> String {
    let descriptor = open(log, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    let size = lseek(descriptor, 0, SEEK_END)
    var buffer = [UInt8](repeating: 0, count: 2048)
    let count = pread(descriptor, &buffer, buffer.count, max(0, size - buffer.count))
    let lines = String(decoding: buffer[..<max(0, count)], as: UTF8.self).split(separator: "\n")
    return lines.suffix(5).joined(separator: "\n")
  }
}
