import TestSupport
import Testing

@testable import Redis

@Suite("A connection to Redis", .timeLimit(.minutes(10)))
struct RedisConnectionTests {
  @Test("carries any bytes there and back, in keys, small and large values")
  func binary() async throws {
    let redis = try TestRedis()
    let connection = redis.connect()
    let every = (0..<256).map { UInt8($0) } + Array("\r\n$-1\r\n*0\r\n".utf8)
    let large = Array((0..<40_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    for value in [every, large, []] {
      #expect(try await connection.send(["SET", .bytes(every), .bytes(value)]) == .status("OK"))
      #expect(try await connection.send(["GET", .bytes(every)]) == .bulk(value))
    }
    #expect(try await connection.send(["STRLEN", .bytes(every)]) == .integer(0))
    #expect(try await connection.send(["GET", "none"]) == .null)
    #expect(try await connection.send(["INCRBY", "n", .integer(.min + 1)]) == .integer(.min + 1))
  }

  @Test("answers a batch in the order of its requests, errors in their places")
  func batch() async throws {
    let redis = try TestRedis()
    let connection = redis.connect()
    var requests: [RedisRequest] = [.command(["SET", "k", "v"]), .command(["LPUSH", "k", "x"])]
    requests += (0..<3000).map { .command(["ECHO", .integer($0)]) }
    let replies = try await connection.send(batch: requests)
    #expect(replies.count == requests.count)
    #expect(replies[0] == .status("OK"))
    guard case .error("WRONGTYPE", _) = replies[1] else {
      Issue.record("expected WRONGTYPE, got \(replies[1])")
      return
    }
    #expect(replies.dropFirst(2).map(\.integer) == (0..<3000).map { $0 })
    #expect(try await connection.send(batch: []) == [])
  }

  @Test("serves many tasks at once, each with its own answer")
  func concurrent() async throws {
    let redis = try TestRedis()
    let connection = redis.connect()
    let wrong = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<500 {
        group.addTask { try await connection.send(["ECHO", .integer(number)]).integer == number }
      }
      return try await group.reduce(0) { $0 + ($1 ? 0 : 1) }
    }
    #expect(wrong == 0)
  }

  @Test("throws an error reply with its code")
  func serverError() async throws {
    let redis = try TestRedis()
    let connection = redis.connect()
    await #expect(throws: RedisError.serverError(code: "ERR", message: "ERR value is not an integer or out of range")) {
      try await connection.send(["SET", "k", "v"])
      try await connection.send(["INCR", "k"])
    }
  }

  @Test("runs a script, also when the server has forgotten it, alone and inside a batch")
  func scripts() async throws {
    let redis = try TestRedis()
    let connection = redis.connect()
    let script = Script(name: "twice", source: Array("return {KEYS[1], ARGV[1], ARGV[1]}".utf8))
    let expected = RedisReply.array([.bulk([0x6B]), .bulk([0x61]), .bulk([0x61])])
    #expect(try await connection.run(script, keys: ["k"], arguments: ["a"]) == expected)
    #expect(try await connection.run(script, keys: ["k"], arguments: ["a"]) == expected)
    #expect(try await connection.send(["SCRIPT", "LOAD", .bytes(script.source)]).text == script.sha1)
    try await connection.send(["SCRIPT", "FLUSH"])
    let call = RedisRequest.script(script, keys: ["k"], arguments: ["a"])
    let replies = try await connection.send(batch: [.command(["ECHO", "1"]), call, .command(["ECHO", "2"]), call])
    #expect(replies == [.bulk([0x31]), expected, .bulk([0x32]), expected])
  }

  @Test(
    "names a script as Redis does, at every padding length",
    arguments: [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 1000])
  func digest(length: Int) async throws {
    let redis = try TestRedis()
    let source = Array(("return 1--" + String(repeating: "x", count: length)).utf8)
    let script = Script(name: "x", source: source)
    #expect(try await redis.connect().send(["SCRIPT", "LOAD", .bytes(source)]).text == script.sha1)
  }

  @Test("logs in and selects its database, and says when that is refused, without the password")
  func greeting() async throws {
    let redis = try TestRedis(["--requirepass", "geheim"])
    let good = RedisAddress(
      place: .unix(path: redis.socket), credentials: .init(password: RedisPassword("geheim")), database: 3)
    let connection = RedisConnection(to: good, options: .init(patience: .seconds(20)))
    let info = try await connection.send(["CLIENT", "INFO"]).text
    #expect(info?.contains(" db=3 ") == true)

    let bad = RedisAddress(place: .unix(path: redis.socket), credentials: .init(password: RedisPassword("falsch")))
    let refused = RedisConnection(to: bad, options: .init(patience: .zero))
    do {
      try await refused.send(["PING"])
      Issue.record("a wrong password was accepted")
    } catch {
      guard case .unavailable(let reason) = error else {
        Issue.record("expected unavailable, got \(error)")
        return
      }
      #expect(reason.hasPrefix("WRONGPASS"))
      #expect(!reason.contains("falsch"))
    }
  }

  @Test("to nowhere fails with the reason once its patience is over", arguments: ["/tmp/sb-no-such-socket"])
  func nowhere(path: String) async throws {
    let connection = RedisConnection(to: try RedisAddress(socket: path), options: .init(patience: .milliseconds(50)))
    await #expect(throws: RedisError.unavailable("No such file or directory")) { try await connection.send(["PING"]) }
  }

  @Test("over TCP works like over a socket, and a refused port is an error")
  func tcp() async throws {
    let redis = try TestRedis()
    let control = redis.connect()
    let (port, nobody) = (try ReservedPort(), try ReservedPort())
    try await control.send(["CONFIG", "SET", "port", .integer(Int(port.number))])
    let connection = RedisConnection(to: RedisAddress(place: .tcp(host: "127.0.0.1", port: port.number)))
    #expect(try await connection.send(["PING"]) == .status("PONG"))
    let refused = RedisConnection(
      to: RedisAddress(place: .tcp(host: "127.0.0.1", port: nobody.number)), options: .init(patience: .zero))
    await #expect(throws: RedisError.unavailable("Connection refused")) { try await refused.send(["PING"]) }
    withExtendedLifetime((port, nobody)) {}
  }

  @Test("tells tooSlow at the deadline of a silent server, drops the late answer and goes on")
  func silent() async throws {
    let redis = try TestRedis()
    let connection = redis.connect()
    try await connection.send(["SET", "n", "0"])
    var time = Duration.milliseconds(100)
    repeat {
      redis.freeze()
      await #expect(throws: RedisError.tooSlow) { try await connection.send(["INCR", "n"], timeout: time) }
      redis.thaw()
      // What was over before it could be sent has no answer at all: it is asked again, with more time.
      time *= 4
    } while try await connection.send(["GET", "n"]).text == "0"
    #expect(try await connection.send(["GET", "n"]).text == "1")
  }

  @Test("gives a server up that stays silent, and comes back to it")
  func stalled() async throws {
    let redis = try TestRedis()
    let connection = redis.connect { $0.stallTimeout = .milliseconds(50) }
    try await connection.send(["PING"])
    redis.freeze()
    let (first, second) = (AskedOnce(), AskedOnce())
    connection.submit(.command(["PING"]), timeout: .milliseconds(50)) { first.answer($0) }
    connection.submit(.command(["PING"])) { second.answer($0) }
    #expect(await first.value() == .failure(.tooSlow))
    #expect(await second.value() == .failure(.connectionLost("no answer for too long")))
    redis.thaw()
    #expect(try await connection.send(["PING"]) == .status("PONG"))
  }

  @Test("fails what was on its way when the server is killed, never repeats it, and reconnects")
  func killed() async throws {
    let redis = try TestRedis(["--appendfsync", "always"])
    let connection = redis.connect()
    try await connection.send(["SET", "n", "0"])
    redis.freeze()
    let asked = AskedOnce()
    connection.submit(.command(["INCR", "n"])) { asked.answer($0) }
    // The connection writes in order: once a later request has timed out, INCR is on its way.
    await #expect(throws: RedisError.tooSlow) { try await connection.send(["PING"], timeout: .milliseconds(100)) }
    redis.kill()
    guard case .failure(.connectionLost) = await asked.value() else {
      Issue.record("expected connectionLost")
      return
    }
    try await redis.restart(waitingWith: connection)
    #expect(try await connection.send(["GET", "n"]).text == "0")
  }

  @Test("fails everything that waits when it is closed, and everything after that")
  func closed() async throws {
    let redis = try TestRedis()
    let connection = redis.connect()
    let asked = AskedOnce()
    connection.submit(.command(["BLPOP", "none", "0"])) { asked.answer($0) }
    connection.close()
    #expect(await asked.value() == .failure(.closed))
    await #expect(throws: RedisError.closed) { try await connection.send(["PING"]) }
    connection.close()
  }

  @Test("refuses what is over its bounds at once and takes more when there is room again")
  func overloaded() async throws {
    let redis = try TestRedis()
    let connection = redis.connect { ($0.maximumRequests, $0.maximumBytes) = (4, 10_000) }
    try await connection.send(["PING"])
    redis.freeze()
    let asked = (0..<4).map { _ in AskedOnce() }
    for one in asked { connection.submit(.command(["PING"])) { one.answer($0) } }
    await #expect(throws: RedisError.overloaded) { try await connection.send(["PING"]) }
    redis.thaw()
    for one in asked { #expect(await one.value() == .success(.status("PONG"))) }

    redis.freeze()
    let large = AskedOnce()
    connection.submit(.command(["ECHO", .bytes(Array(repeating: 0, count: 9000))])) { large.answer($0) }
    await #expect(throws: RedisError.overloaded) {
      try await connection.send(["ECHO", .bytes(Array(repeating: 0, count: 9000))])
    }
    redis.thaw()
    #expect(await large.value().map(\.bytes?.count) == .success(9000))
  }

  @Test("waits on a blocking read of its own while the deadline is later than the block")
  func blocking() async throws {
    let redis = try TestRedis()
    let reader = redis.connect()
    let writer = redis.connect()
    let reading = Task { try await reader.send(["BLPOP", "list", "10"], timeout: .seconds(15)) }
    try await writer.send(["RPUSH", "list", "x"])
    #expect(try await reading.value.strings() == ["list", "x"])
  }

  @Test("tells the server's version and refuses an older one than is needed")
  func version() async throws {
    let redis = try TestRedis()
    let connection = redis.connect()
    #expect(try await connection.requireVersion() >= .oldestSupported)
    let future = RedisVersion(major: 99, minor: 0, patch: 0)
    do {
      try await connection.requireVersion(atLeast: future)
      Issue.record("version 99 was found")
    } catch {
      guard case .versionTooOld(_, needed: "99.0.0") = error else {
        Issue.record("expected versionTooOld, got \(error)")
        return
      }
    }
  }

  @Test("says OOM when the memory is full and READONLY on a replica")
  func refusals() async throws {
    let redis = try TestRedis(["--maxmemory", "1", "--maxmemory-policy", "noeviction"])
    await #expect(performing: { try await redis.connect().send(["SET", "k", "v"]) }, throws: { $0.code == "OOM" })

    let replica = try TestRedis(["--replicaof", "127.0.0.1", "1"])
    await #expect(
      performing: { try await replica.connect().send(["SET", "k", "v"]) }, throws: { $0.code == "READONLY" })
  }
}
