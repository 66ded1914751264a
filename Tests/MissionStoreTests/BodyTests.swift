import FoundationEssentials
import TestSupport
import Testing

@testable import MissionStore
@testable import Redis

@Suite("A body", .timeLimit(.minutes(10)))
struct BodyTests {
  /// Sizes around every boundary: packed in one go, packed as it comes, spilled into a file.
  static let sizes = [0, 1, 100, 65_535, 65_536, 65_537, 200_000, 1 << 20, 3 << 20]

  @Test("comes back as it was, however well it packs and in whatever pieces it came", arguments: sizes, [true, false])
  func roundTrip(size: Int, isCompressible: Bool) async throws {
    let directory = try TestFolder()
    let raw = isCompressible ? patternBytes(size) : randomBytes(size)
    for pieceSize in [1_000_003, 16_384, 4001] {
      let body = try packed(raw, pieceSize: pieceSize, in: directory)
      #expect(body.rawSize == size)
      #expect(try unpacked(body) == raw)
      if isCompressible, size > 1000 { #expect(body.size * 5 < size) }
    }
    #expect(try unpacked(CompressedBody(compressing: raw)) == raw)
  }

  @Test("stays in memory up to the limit and goes to a file without a name beyond it")
  func spills() throws {
    let directory = try TestFolder()
    let small = try packed(randomBytes(200_000), pieceSize: 16_384, in: directory, memoryLimit: 250_000)
    #expect(small.inMemory?.map(\.count).reduce(0, +) == small.size)
    let large = try packed(randomBytes(300_000), pieceSize: 16_384, in: directory, memoryLimit: 250_000)
    #expect(large.inMemory == nil)
    #expect(large.size >= 300_000)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
  }

  @Test("that cannot be spilled is an error with its cause")
  func noDirectory() {
    #expect(throws: BodyError.storage("No such file or directory")) {
      let compressor = BodyCompressor(directory: "/tmp/sb-no-such-directory", memoryLimit: 1000)
      try randomBytes(300_000).withUnsafeBytes { try compressor.append($0) }
      _ = try compressor.finish()
    }
  }

  @Test(
    "of 25 MiB that hardly packs is never in memory: eight at once take less than 16 MiB, arriving, waiting, leaving")
  func boundedMemory() throws {
    let directory = try TestFolder()
    // Repeated only after 1 MiB, eight times the compressor's window: for it, nothing ever comes back.
    let pieces = (0..<16).map { _ in randomBytes(64 << 10) }
    let compressors = (0..<8).map { _ in BodyCompressor(directory: directory.path) }
    var most = 0
    for round in 0..<400 {
      for compressor in compressors { try pieces[round % 16].withUnsafeBytes { try compressor.append($0) } }
      most = max(most, compressors.reduce(0) { $0 + $1.memorySize })
    }
    #expect(most > 8 << 20)
    #expect(most < 16 << 20)

    let bodies = try compressors.map { try $0.finish() }
    #expect(bodies.allSatisfy { $0.size > 25 << 20 && $0.inMemory == nil })
    let walks = bodies.map { $0.decompressedChunks() }
    while try walks.map({ try $0.next()?.count ?? 0 }).contains(where: { $0 > 0 }) {
      most = max(most, walks.reduce(0) { $0 + $1.memorySize })
    }
    #expect(most < 16 << 20)
  }

  @Test("goes from its file into the socket in pieces, and comes out whole however little the socket takes")
  func sentInPieces() throws {
    let directory = try TestFolder()
    let body = try packed(randomBytes(600_000), pieceSize: 65_536, in: directory, memoryLimit: 1000)
    var output = RedisOutput()
    output.append(RedisWire(.command(["SET", "k", .body(body)])), withSource: false)
    output.append(RedisWire(.command(["PING"])), withSource: false)
    var sent: [UInt8] = []
    while !output.isEmpty {
      var isFirst = true
      output.drain { offered in
        #expect(offered.count <= 128 << 10)
        // The socket takes a part, then nothing more.
        let taken = isFirst ? min(offered.count, 50_021) : 0
        isFirst = false
        sent.append(contentsOf: offered.prefix(taken))
        return taken
      }
    }
    var expected = Array("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$\(body.size)\r\n".utf8)
    var position = 0
    while position < body.size {
      let piece = body.read(at: position, count: 100_000)
      expected += piece
      position += piece.count
    }
    expected += Array("\r\n*1\r\n$4\r\nPING\r\n".utf8)
    #expect(sent == expected)
  }

  @Test("that unpacks to more than allowed is refused, also when it lies about its size")
  func bomb() throws {
    let bomb = try Zstd.compress([UInt8](repeating: 0, count: 50 << 20))
    #expect(bomb.count < 10_000)
    #expect(throws: ZstdError.tooLarge(limit: 1 << 20)) { try Zstd.decompress(bomb, limit: 1 << 20) }
    #expect(try Zstd.decompress(bomb, limit: 50 << 20).count == 50 << 20)
    #expect(throws: ZstdError.tooLarge(limit: (50 << 20) - 1)) { try Zstd.decompress(bomb, limit: (50 << 20) - 1) }
  }

  @Test("that is damaged is an error and never a crash")
  func damaged() throws {
    let raw = patternBytes(20_000)
    let good = try Zstd.compress(raw)
    #expect(throws: ZstdError.truncated) { try Zstd.decompress(Array(good.dropLast()), limit: 1 << 20) }
    #expect(throws: ZstdError.self) { try Zstd.decompress(Array("not zstd at all".utf8), limit: 1 << 20) }
    #expect(try Zstd.decompress([], limit: 10) == [])
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      var bad = good
      bad[Int.random(in: 0..<bad.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      // Some damage goes unnoticed (no checksum); what counts is the bound.
      if let unpacked = try? Zstd.decompress(bad, limit: 40_000) { #expect(unpacked.count <= 40_000) }
    }
  }

  @Test("that asks for an absurd window is refused")
  func window() {
    // Magic number, descriptor without single segment, window descriptor 0xA8: 2^31 bytes.
    let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xA8, 0x01, 0x00, 0x00]
    #expect(throws: ZstdError.self) { try Zstd.decompress(frame, limit: 1 << 20) }
  }
}
