import FoundationEssentials
import Testing

@testable import MissionStore

@Suite("Eight bodies of 25 MiB that hardly pack", .timeLimit(.minutes(2)))
struct BodyMemoryTests {
  @Test("cost less than 32 MiB of memory on their way from their first byte into Redis and back")
  func bounded() async {
    // In a process of its own: other tests' memory would count otherwise.
    await #expect(processExitsWith: .success) {
      let redis = try TestRedis()
      let directory = try TestDirectory()
      let connection = redis.connect()
      let intake = SignalIntake(
        address: redis.address, keys: Keys(town: "t"), limits: .init(deadline: .seconds(60)),
        options: .init(patience: .seconds(20)))
      // Repeated only after 1 MiB, eight times the compressor's window: for it, nothing ever comes back.
      let pieces = (0..<16).map { _ in randomBytes(64 << 10) }
      let warmUp = Signal(kind: .delivery, id: "warm-up", body: try CompressedBody(compressing: pieces[0]))
      _ = try await intake.accept(warmUp)

      let before = try BodyMemoryTests.residentBytes("VmRSS:")
      // 5 resets the high-water mark (proc(5)).
      try "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
      let compressors = (0..<8).map { _ in BodyCompressor(directory: directory.path) }
      for round in 0..<400 {
        for compressor in compressors { try pieces[round % 16].withUnsafeBytes { try compressor.append($0) } }
      }
      let bodies = try compressors.map { try $0.finish() }
      for body in bodies {
        #expect(body.size > 25 << 20)
        let chunks = body.decompressedChunks()
        var size = 0
        while let chunk = try chunks.next() { size += chunk.count }
        #expect(size == 25 << 20)
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (number, body) in bodies.enumerated() {
          group.addTask {
            _ = try await intake.accept(Signal(kind: .delivery, id: "\(number)", digest: "aa", body: body))
          }
        }
        try await group.waitForAll()
      }
      #expect(try await connection.send(["STRLEN", "sb:t:body:7"]).integer == bodies[7].size)
      let growth = try BodyMemoryTests.residentBytes("VmHWM:") - before
      #expect(growth > 0)
      #expect(growth < 32 << 20)
    }
  }

  private static func residentBytes(_ label: String) throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix(label) })
    return try #require(Int(line.filter(\.isNumber))) * 1024
  }
}
