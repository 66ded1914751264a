import FoundationEssentials
import Testing

@testable import MissionStore

@Suite("A body", .timeLimit(.minutes(1)))
struct BodyTests {
  /// Sizes around every boundary: packed in one go, packed as it comes, spilled into a file.
  static let sizes = [0, 1, 100, 65_535, 65_536, 65_537, 200_000, 1 << 20, 3 << 20]

  @Test("comes back as it was, however well it packs and in whatever pieces it came", arguments: sizes, [true, false])
  func roundTrip(size: Int, isCompressible: Bool) async throws {
    let directory = try TestDirectory()
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
    let directory = try TestDirectory()
    let small = try packed(randomBytes(200_000), pieceSize: 16_384, in: directory, memoryLimit: 250_000)
    #expect(small.memorySize == small.size)
    let large = try packed(randomBytes(300_000), pieceSize: 16_384, in: directory, memoryLimit: 250_000)
    #expect(large.memorySize == 0)
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
