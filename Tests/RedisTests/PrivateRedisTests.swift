import FoundationEssentials
import Glibc
import System
import TestSupport
import Testing

@testable import Redis

@Suite("The private Redis", .timeLimit(.minutes(10)))
struct PrivateRedisTests {
  @Test("starts, keeps what it was told over an orderly end, and leaves nothing running")
  func lifecycle() async throws {
    let directory = try TestFolder()
    let record = EventRecord()
    let first = try await start(in: directory.path + "/with blank", record)
    let pid = try #require(await record.nextReady())
    // Patience to outlast the pause before a connection is tried again, however slow the machine.
    let connection = RedisConnection(to: first.address, options: .init(patience: .seconds(20)))
    try await connection.send(["SET", "k", "v"])
    #expect(try await connection.send(["CONFIG", "GET", "appendfsync"]).strings() == ["appendfsync", "always"])
    #expect(try await connection.send(["CONFIG", "GET", "port"]).strings() == ["port", "0"])
    await first.stop()
    await first.stop()
    #expect(kill(pid, 0) == -1)
    #expect(record.events == [.started(pid: pid), .ready(pid: pid), .stopped(pid: pid)])

    let second = try await start(in: directory.path + "/with blank", record)
    #expect(try await connection.send(["GET", "k"]).text == "v")
    #expect(try RedisAddress(socket: directory.path + "/with blank/redis.sock") == second.address)
    await second.stop()
  }

  @Test("is started again when it dies, with everything it had acknowledged")
  func restarts() async throws {
    let directory = try TestFolder()
    let record = EventRecord()
    let redis = try await start(in: directory.path, record)
    let connection = RedisConnection(to: redis.address, options: .init(patience: .seconds(20)))
    for round in 1...3 {
      let pid = try #require(await record.nextReady())
      try await connection.send(["SET", .text("k\(round)"), "v"])
      kill(pid, SIGKILL)
      let end = await record.first { if case .ended(let ended, let lastWords) = $0 { (ended, lastWords) } else { nil } }
      #expect(end?.0 == pid)
      #expect(end?.1.contains("ready to accept connections") == true, "its log's last lines come with it")
    }
    _ = await record.nextReady()
    while try await connection.send(batch: [.command(["DBSIZE"])]) != [.integer(3)] {}
    await redis.stop()
  }

  @Test("that was left behind is used on")
  func adopts() async throws {
    let directory = try TestFolder()
    let pid = try await leaveBehind(directory, PrivateRedisLayout(dataDirectory: directory.path).arguments)
    let record = EventRecord()
    let redis = try await start(in: directory.path, record)
    #expect(record.events == [.adopted(pid: pid.pid), .ready(pid: pid.pid)])
    // Adopted or not, it is watched.
    pid.signal(SIGKILL)
    #expect(await record.first { if case .ended(let ended, _) = $0 { ended } else { nil } } == pid.pid)
    #expect(await record.nextReady() != pid.pid)
    await redis.stop()
  }

  @Test("that was left behind with weaker settings is stopped, and one of our own started")
  func replacesUnfit() async throws {
    let directory = try TestFolder()
    let arguments = try PrivateRedisLayout(dataDirectory: directory.path).arguments
    let leftOver = try await leaveBehind(directory, arguments + ["--appendfsync", "no"])
    let record = EventRecord()
    let redis = try await start(in: directory.path, record)
    let reason = "its appendfsync is not always"
    #expect(record.events.first == .leftOverStopped(pid: leftOver.pid, reason: reason))
    #expect(await record.nextReady() != leftOver.pid)
    await redis.stop()
  }

  @Test("that was left behind and hangs is killed, and one of our own started")
  func replacesHanging() async throws {
    let directory = try TestFolder()
    let leftOver = try await leaveBehind(directory, PrivateRedisLayout(dataDirectory: directory.path).arguments)
    freeze(leftOver.pid)
    let record = EventRecord()
    // Our own has no more time than that to begin.
    let redis = try await start(
      in: directory.path, record, limits: .init(answer: .seconds(3), termination: .milliseconds(100)))
    #expect(record.events.first == .leftOverStopped(pid: leftOver.pid, reason: "it does not answer"))
    await redis.stop()
  }

  @Test("that was left behind without its socket is found by its files and stopped")
  func replacesUnreachable() async throws {
    let directory = try TestFolder()
    let layout = try PrivateRedisLayout(dataDirectory: directory.path)
    let leftOver = try await leaveBehind(directory, layout.arguments)
    unlink(layout.socket)
    let record = EventRecord()
    let redis = try await start(in: directory.path, record)
    #expect(record.events.first == .leftOverStopped(pid: leftOver.pid, reason: "its socket is gone"))
    await redis.stop()
  }

  @Test("does not touch a server of somebody else at its socket, nor believe a stale pid")
  func foreign() async throws {
    let directory = try TestFolder()
    let other = try TestFolder()
    let layout = try PrivateRedisLayout(dataDirectory: directory.path)
    let foreign = try await leaveBehind(directory, layout.arguments + ["--dir", other.path])
    await #expect(throws: PrivateRedisError.socketTaken(path: layout.socket, pid: foreign.pid)) {
      try await start(in: directory.path, EventRecord())
    }
    #expect(kill(foreign.pid, 0) == 0)
    foreign.signal(SIGKILL)
    #expect(await offPool { foreign.waitForEnd(milliseconds: 10_000) })

    try "\(getpid())\n".write(toFile: layout.pidFile, atomically: false, encoding: .utf8)
    let redis = try await start(in: directory.path, EventRecord())
    await redis.stop()
  }

  @Test("that is not installed, is damaged or has too long a path is an error that says what to do")
  func failures() async throws {
    let directory = try TestFolder()
    let lock = try DataDirectoryLock(directory.path)
    let missing = PrivateRedisError.programMissing("sb-no-such-program")
    await #expect(throws: missing) { try await PrivateRedis.start(in: lock, program: "sb-no-such-program") }
    #expect("\(missing)".contains("apt-get install redis-server"))

    try FileManager.default.createDirectory(
      atPath: directory.path + "/redis/appendonlydir", withIntermediateDirectories: true)
    try "nonsense".write(
      toFile: directory.path + "/redis/appendonlydir/appendonly.aof.manifest", atomically: false, encoding: .utf8)
    do {
      _ = try await PrivateRedis.start(in: lock)
      Issue.record("a damaged file was accepted")
    } catch {
      guard case .exited(let log) = error else {
        Issue.record("expected exited, got \(error)")
        return
      }
      #expect(log.contains("AOF manifest"))
    }

    let long = directory.path + "/" + String(repeating: "d", count: 100)
    let longLock = try DataDirectoryLock(long)
    let socket = long + "/redis.sock"
    await #expect(
      throws: PrivateRedisError.socketPathTooLong(path: socket, bytes: socket.utf8.count, limit: 107)
    ) { try await PrivateRedis.start(in: longLock) }
  }

  @discardableResult
  private func start(
    in path: String, _ record: EventRecord, limits: PrivateRedis.Limits = .init()
  ) async throws -> PrivateRedis {
    try await PrivateRedis.start(in: try DataDirectoryLock(path), limits: limits) { record.put($0) }
  }

  /// A server as a killed service leaves it: running, with nobody who watches it.
  private func leaveBehind(_ directory: TestFolder, _ arguments: [String]) async throws -> ChildProcess {
    let layout = try PrivateRedisLayout(dataDirectory: directory.path)
    try DataDirectory.make(layout.directory)
    let log = layout.openLog()
    defer { close(log) }
    let process = try ChildProcess(starting: "redis-server", arguments: arguments, output: log)
    let connection = RedisConnection(to: layout.address, options: .init(patience: .seconds(20)))
    while try await connection.send(batch: [.command(["PING"])]) != [.status("PONG")] {}
    return process
  }
}
