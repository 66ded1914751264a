import System

/// Eight bodies of 25 MiB at once, and what they do to the receiver's memory.
struct MemoryTrial {
  static let bodies = 8
  static let bodySize = 26_214_400
  static let goal = 32 << 20
  static let readingGoal = 40 << 20

  let options: BenchmarkOptions

  init(_ options: BenchmarkOptions) {
    self.options = options
  }

  /// Whether the goal is met.
  func run() async throws -> Bool {
    try await Workplace.use { place in
      let receiver = try ReceiverProcess(redis: place.socket, directory: place.directory, threads: options.threads)
      defer { receiver.process.end() }
      // Usual traffic first: what it takes is not the large bodies' doing.
      let usual = CheckRunPayload.document(bytes: 25_000)
      let load = try LoadGenerator(
        port: receiver.port, connections: 16, requests: 2_000, seconds: options.seconds, body: usual)
      _ = try await OwnedThread.run(name: "benchmark") { Result { try load.run() } }.get()
      let before = ProcessFigures(of: receiver.process.pid).peakMemory
      let generator = try LoadGenerator(
        port: receiver.port, connections: 1, requests: 1, seconds: options.seconds, body: Self.hardlyPackable())
      try await OwnedThread.run(name: "benchmark") { Result { try Self.sendSideBySide(generator) } }.get()
      let growth = ProcessFigures(of: receiver.process.pid).peakMemory - before
      BenchmarkCommand.say(
        "\(Self.bodies) bodies of \(Self.bodySize) bytes at once: resident memory grew from \(before >> 10) KiB by "
          + "\(growth >> 10) KiB at its peak (goal: at most \(Self.goal >> 10) KiB\(growth <= Self.goal ? "" : ", missed"))"
      )
      let reading = try reading(at: place)
      return growth <= Self.goal && reading <= Self.readingGoal
    }
  }

  /// What reading them does to the memory of who reads them.
  private func reading(at place: Workplace) throws -> Int {
    let reader = try SpawnedProcess("/proc/self/exe", [BenchmarkReader.childMode, place.socket])
    defer { reader.end() }
    guard let growth = Int(try reader.line(within: 120)) else {
      throw BenchmarkFailure(what: "what the receiver stored could not be read")
    }
    BenchmarkCommand.say(
      "reading them as the clerk does: resident memory grew by \(growth >> 10) KiB at its peak (goal: at most "
        + "\(Self.readingGoal >> 10) KiB\(growth <= Self.readingGoal ? "" : ", missed"))")
    return growth
  }

  /// A piece of each in turn, so that all are on their way all the time.
  private static func sendSideBySide(_ generator: LoadGenerator) throws {
    let connections = try (0..<bodies).map { _ in try LoadConnection(port: generator.port) }
    // Behind the head, which is shorter, all of them are the same.
    let shared = 1024
    var request = generator.request(0)
    for (number, connection) in connections.enumerated() {
      request = generator.request(UInt32(number))
      try connection.send(request[..<shared])
    }
    for start in stride(from: shared, to: request.count, by: 256 << 10) {
      let piece = request[start..<min(start + (256 << 10), request.count)]
      for connection in connections { try connection.send(piece) }
    }
    for connection in connections { while try !connection.receive() {} }
  }

  /// Sound JSON of random hexadecimal digits: packs to half at best.
  private static func hardlyPackable() -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    var body = Array(#"{"action":"completed","noise":["#.utf8)
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    while body.count < bodySize - 100 {
      body.append(UInt8(ascii: "\""))
      for _ in 0..<64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        body.append(digits[Int(state >> 60)])
      }
      body += Array(#"","#.utf8)
    }
    body += Array("0".utf8)
    body += [UInt8](repeating: UInt8(ascii: " "), count: bodySize - body.count - 2)
    return body + Array("]}".utf8)
  }
}
