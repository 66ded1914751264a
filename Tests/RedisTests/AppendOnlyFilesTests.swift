import Testing

@testable import Redis

@Suite("Append-only files after a power loss")
struct AppendOnlyFilesTests {
  private let write = Array("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$1\r\nv\r\n".utf8)
  private let zeros = [UInt8](repeating: 0, count: 100)

  @Test("what redis-check-aof says is read: the file that is not whole, and up to where it is")
  func report() {
    let report = """
      AOF analyzed: filename=appendonly.aof.1.base.rdb, size=89, ok_up_to=89, ok_up_to_line=1, diff=0
      AOF analyzed: filename=appendonly.aof.1.incr.aof, size=468, ok_up_to=168, ok_up_to_line=41, diff=300
      """
    #expect(AppendOnlyFiles.damage(in: report) == .init(file: "appendonly.aof.1.incr.aof", size: 468, end: 168))
    for odd in ["", "AOF analyzed: ", "AOF analyzed: filename=../x, size=9, ok_up_to=1", "nothing analyzed"] {
      #expect(AppendOnlyFiles.damage(in: odd) == nil)
    }
  }

  @Test("zeros, torn writes and transactions that were not ended are an end; whole writes behind damage are not")
  func ends() {
    let begun = Array("*1\r\n$5\r\nMULTI\r\n".utf8)
    for tail in [
      zeros, begun + write + zeros, begun + write + write.dropLast(4) + zeros, write.dropLast(2) + zeros,
      Array("*3\r\n$999999999999999999999\r\n".utf8), Array("*".utf8), [], Array("\n*x\r\n*\r\n*1\r\n$9\r\nx".utf8),
    ] {
      #expect(!AppendOnlyFiles.holdsWrites(behindDamageIn: tail), "\(tail)")
    }
    for tail in [zeros + Array("\n".utf8) + write, begun + write + zeros + Array("\r\n".utf8) + write + zeros] {
      #expect(AppendOnlyFiles.holdsWrites(behindDamageIn: tail), "\(tail)")
    }
  }
}
