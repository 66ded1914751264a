import System
import TestSupport
import Testing

@testable import MissionStore
@testable import Redis

@Suite("Accepting a signal", .timeLimit(.minutes(10)))
struct SignalIntakeTests {
  private let keys = Keys(town: "t")

  @Test("stores it once: the same again is a duplicate, through another hook too, another body a conflict")
  func everyAnswer() async throws {
    let redis = try TestRedis()
    let (intake, connection) = (intake(redis), redis.connect())
    guard case .new(let entry) = try await intake.accept(signal("g", hook: "1", digest: "k:aa")) else {
      Issue.record("expected new")
      return
    }
    #expect(try await intake.accept(signal("g", hook: "1", digest: "k:aa")) == .duplicate(entry: entry))
    #expect(try await intake.accept(signal("g", hook: "2", digest: "k:aa")) == .duplicate(entry: entry))
    #expect(try await intake.accept(signal("g", hook: "2", digest: "k:bb")) == .duplicate(entry: entry))
    #expect(try await intake.accept(signal("g", hook: "1", digest: "k:bb")) == .conflict(entry: entry))
    #expect(try await connection.send(["XLEN", "sb:t:signals"]) == .integer(1))
    let remembered = try #require(try await connection.send(["TTL", "sb:t:seen:g"]).integer)
    #expect((8 * 86_400 - 60...8 * 86_400).contains(remembered))
  }

  @Test("knows its hook whatever its name looks like", arguments: ["", " ", "a b", "a\nb", "é \u{0}%"])
  func oddHooks(hook: String) async throws {
    let redis = try TestRedis()
    let intake = intake(redis)
    guard case .new(let entry) = try await intake.accept(signal("g", hook: hook, digest: "k:aa")) else {
      Issue.record("expected new")
      return
    }
    #expect(try await intake.accept(signal("g", hook: hook, digest: "k:bb")) == .conflict(entry: entry))
    #expect(try await intake.accept(signal("g", hook: hook + "x", digest: "k:bb")) == .duplicate(entry: entry))
  }

  @Test(
    "compares bodies by a key both were signed with, and takes them for the same where there is none",
    arguments: [
      ("a:1", "a:1,b:2", false), ("a:1,b:2", "b:2", false), ("a:1,b:2", "b:3", true), ("a:1,b:2", "b:3,c:4", true),
      ("a:1", "b:2", false), ("a:1", "", false), ("", "a:1", false), ("a:1", "aa:2", false),
    ])
  func keysInCommon(stored: String, again: String, isConflict: Bool) async throws {
    let redis = try TestRedis()
    let intake = intake(redis)
    guard case .new(let entry) = try await intake.accept(signal("g", digest: stored)) else {
      Issue.record("expected new")
      return
    }
    #expect(
      try await intake.accept(signal("g", digest: again))
        == (isConflict ? .conflict(entry: entry) : .duplicate(entry: entry)))
  }

  @Test("recognises a repetition that has no digest")
  func noDigest() async throws {
    let redis = try TestRedis()
    let intake = intake(redis)
    let tick = Signal(kind: .tick, id: "tick-1")
    guard case .new(let entry) = try await intake.accept(tick) else {
      Issue.record("expected new")
      return
    }
    #expect(try await intake.accept(tick) == .duplicate(entry: entry))
  }

  @Test("spreads a burst over two connections, and needs one for a trickle", arguments: [(1, 1), (16, 2)])
  func lanes(atOnce: Int, connections: Int) async throws {
    let redis = try TestRedis()
    let (intake, connection) = (intake(redis), redis.connect())
    _ = try await connection.send(["PING"])
    for round in 0..<4 {
      // Silent until all are on their way.
      redis.freeze()
      let left = Guarded(atOnce)
      await withCheckedContinuation { continuation in
        for number in 0..<atOnce {
          var signal = signal("\(round)-\(number)")
          signal.body = try? CompressedBody(compressing: randomBytes(10_000))
          intake.accept(signal) { result in
            if case .success(.new) = result {} else { Issue.record("expected new") }
            let rest = left.withLock { left in
              left -= 1
              return left
            }
            if rest == 0 { continuation.resume() }
          }
        }
        redis.thaw()
      }
    }
    let clients = try await connection.send(["CLIENT", "LIST"]).text ?? ""
    let busy = clients.split(separator: "\n").filter { $0.contains(" cmd=eval") }
    #expect(busy.count == connections)
  }

  @Test("stops at the high-water mark, where what is known is still recognised")
  func full() async throws {
    let redis = try TestRedis()
    let intake = SignalIntake(address: redis.address, keys: keys, limits: .init(highWaterMark: 2), options: patient)
    guard case .new(let entry) = try await intake.accept(signal("1")) else {
      Issue.record("expected new")
      return
    }
    _ = try await intake.accept(signal("2"))
    #expect(try await intake.accept(signal("3")) == .full(length: 2))
    #expect(try await intake.accept(signal("1")) == .duplicate(entry: entry))
    #expect(try await redis.connect().send(["EXISTS", "sb:t:seen:3"]) == .integer(0))
  }

  @Test("works on after the server has forgotten its scripts")
  func forgotten() async throws {
    let redis = try TestRedis()
    let intake = intake(redis)
    _ = try await intake.accept(signal("1"))
    try await redis.connect().send(["SCRIPT", "FLUSH"])
    guard case .new = try await intake.accept(signal("2")) else {
      Issue.record("expected new")
      return
    }
  }

  @Test("by sixteen threads at once stores it for exactly one of them")
  func race() async throws {
    let redis = try TestRedis()
    let intakes = [intake(redis), intake(redis)]
    let answers = await withTaskGroup(of: Result<Acceptance, RedisError>.self) { group in
      for number in 0..<16 {
        group.addTask {
          await withCheckedContinuation { continuation in
            OwnedThread.start(name: "race") {
              intakes[number % 2].accept(Signal(kind: .delivery, id: "g", hook: "1", digest: "k:aa")) {
                continuation.resume(returning: $0)
              }
            }
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let new = answers.filter { if case .success(.new) = $0 { true } else { false } }
    let duplicates = answers.filter { if case .success(.duplicate) = $0 { true } else { false } }
    #expect((new.count, duplicates.count) == (1, 15))
    #expect(try await redis.connect().send(["XLEN", "sb:t:signals"]) == .integer(1))
  }

  @Test("is too slow at its deadline when the server hangs; sending it again is safe")
  func hanging() async throws {
    let redis = try TestRedis()
    let intake = SignalIntake(
      address: redis.address, keys: keys, limits: .init(deadline: .milliseconds(500)), options: patient)
    _ = try await redis.connect().send(["PING"])
    redis.freeze()
    await #expect(throws: RedisError.tooSlow) { try await intake.accept(signal("g", digest: "k:aa")) }
    redis.thaw()
    // The first attempt may have reached the server after its deadline, or not at all.
    let answer = try await eventually("an answer in time") { try? await intake.accept(signal("g", digest: "k:aa")) }
    switch answer {
    case .new, .duplicate: break
    case .conflict, .full: Issue.record("expected new or duplicate")
    }
    #expect(try await redis.connect().send(["XLEN", "sb:t:signals"]) == .integer(1))
  }

  @Test("fails while the server is away, and knows after its return what it had accepted")
  func restarted() async throws {
    let redis = try TestRedis(["--appendfsync", "always"])
    let intake = SignalIntake(
      address: redis.address, keys: keys, options: .init(patience: .milliseconds(1)))
    let connection = redis.connect()
    _ = try await connection.send(["PING"])
    var entry: String?
    while entry == nil {
      if case .new(let stored)? = try? await intake.accept(signal("g", digest: "k:aa")) { entry = stored }
    }
    redis.kill()
    await #expect(throws: RedisError.self) { try await intake.accept(signal("h")) }
    try await redis.restart(waitingWith: connection)
    let patientIntake = self.intake(redis)
    #expect(try await patientIntake.accept(signal("g", digest: "k:aa")) == .duplicate(entry: entry ?? ""))
  }

  @Test("is refused with the code when the server may not write, and nothing is half stored", arguments: [false, true])
  func refused(isLarge: Bool) async throws {
    let redis = try TestRedis()
    let (intake, connection) = (intake(redis), redis.connect())
    let body = try CompressedBody(compressing: randomBytes(isLarge ? 300_000 : 100))
    let signal = Signal(kind: .delivery, id: "g", digest: "k:aa", body: body)
    try await connection.send(["CONFIG", "SET", "maxmemory", "1", "maxmemory-policy", "noeviction"])
    await #expect(performing: { try await intake.accept(signal) }, throws: { $0.code == "OOM" })
    try await connection.send(["CONFIG", "SET", "maxmemory", "0"])
    try await connection.send(["REPLICAOF", "127.0.0.1", "1"])
    await #expect(performing: { try await intake.accept(signal) }, throws: { $0.code == "READONLY" })
    try await connection.send(["REPLICAOF", "NO", "ONE"])
    #expect(try await connection.send(["DBSIZE"]) == .integer(0))
    guard case .new = try await intake.accept(signal) else {
      Issue.record("expected new")
      return
    }
  }

  @Test("keeps every field and the body, small ones in the entry, large ones beside it", arguments: [12_000, 300_000])
  func body(size: Int) async throws {
    let redis = try TestRedis()
    let directory = try TestFolder()
    let (intake, connection) = (intake(redis), redis.connect())
    let raw = randomBytes(size)
    let binary = (0..<256).map { UInt8($0) }
    let signal = Signal(
      kind: .delivery, id: "g", hook: "1", digest: "k:aa",
      fields: [.init("event", "check_run"), .init("odd\r\n", binary)],
      body: try packed(raw, pieceSize: 16_384, in: directory))
    _ = try await intake.accept(signal)
    let reader = SignalReader(address: redis.address, keys: keys, options: patient)
    try await reader.ensureGroup()
    let entry = try #require(try await reader.read(block: .seconds(10)).first)
    #expect(entry.kind == .delivery)
    #expect(entry.signalID == "g")
    #expect(entry.text("event") == "check_run")
    #expect(entry["odd\r\n"] == binary)
    if size > 128 << 10 { #expect(entry.body == .detached(key: "sb:t:body:g")) }
    #expect(try await connection.rawBody(of: entry, limit: size) == raw)
    await #expect(throws: BodyError.compression(.tooLarge(limit: size - 1))) {
      try await connection.rawBody(of: entry, limit: size - 1)
    }
  }

  @Test("takes 25 MiB that hardly pack from their file, and small ones beside them")
  func large() async throws {
    let redis = try TestRedis()
    let directory = try TestFolder()
    let (intake, connection) = (intake(redis), redis.connect())
    let raw = randomBytes(25 << 20)
    let body = try packed(raw, pieceSize: 65_536, in: directory)
    #expect(body.inMemory == nil)
    async let first = intake.accept(Signal(kind: .delivery, id: "1", digest: "k:aa", body: body))
    async let second = intake.accept(Signal(kind: .delivery, id: "2", digest: "k:aa", body: body))
    async let small = intake.accept(signal("3"))
    for acceptance in try await [first, second, small] {
      guard case .new = acceptance else {
        Issue.record("expected new, got \(acceptance)")
        return
      }
    }
    let entry = StreamEntry(id: "1-1", fields: [.init("body_key", keys.body("2"))])
    #expect(try await connection.rawBody(of: entry, limit: 25 << 20) == raw)
    try await connection.send(["DEL", .text(keys.body("2"))])
    await #expect(throws: BodyError.missing) { try await connection.rawBody(of: entry, limit: 25 << 20) }
  }

  @Test("fails with closed after it was closed")
  func closed() async throws {
    let redis = try TestRedis()
    let intake = intake(redis)
    intake.close()
    await #expect(throws: RedisError.closed) { try await intake.accept(signal("g")) }
  }

  private var patient: RedisConnection.Options { .init(patience: .seconds(20)) }

  private func intake(_ redis: TestRedis) -> SignalIntake {
    SignalIntake(address: redis.address, keys: keys, limits: .init(deadline: .seconds(20)), options: patient)
  }

  private func signal(_ id: String, hook: String = "1", digest: String = "k:aa") -> Signal {
    Signal(kind: .delivery, id: id, hook: hook, digest: digest, fields: [.init("event", "push")])
  }
}
