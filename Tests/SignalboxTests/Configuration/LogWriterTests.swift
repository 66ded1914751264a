import Doors
import Glibc
import MissionCore
import Synchronization
import TestSupport
import Testing

@testable import Client
@testable import Service

@Suite(.timeLimit(.minutes(10))) struct LogWriterTests {
  @Test("a reader that stalls keeps nobody waiting; what it missed is counted, and said once it reads on")
  func stalledReader() async throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    let writer = LogWriter(to: writing, capacity: 100_000) { Array("dropped \($0)\n".utf8) }
    let line = Array((String(repeating: "x", count: 999) + "\n").utf8)
    for _ in 0..<1_000 { writer.write(line) }
    #expect(writer.dropped > 0)
    // The end of the process does not wait for the reader either.
    await writer.finish(within: .milliseconds(20))
    // It may say so in several lines, as it goes on to drop while it is writing: all of them together are all lines.
    let accounted = await offPool {
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while Self.accounted(in: bytes) < 1_000 {
        let count = read(reading, &buffer, buffer.count)
        guard count > 0 else { break }
        bytes += buffer[..<count]
      }
      return Self.accounted(in: bytes)
    }
    #expect(accounted == 1_000)
    await writer.finish()
    close(reading)
    close(writing)
  }

  /// How many lines a text has or says that it has not.
  private static func accounted(in text: [UInt8]) -> Int {
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast()
    return lines.reduce(0) { $0 + (Int($1.dropFirst("dropped ".count)) ?? ($1.isEmpty ? 0 : 1)) }
  }

  @Test("lines come in the order in which they were written")
  func order() async throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    let writer = LogWriter(to: ends[1]) { _ in [] }
    for number in 0..<500 { writer.write(Array("\(number)\n".utf8)) }
    await writer.finish()
    close(ends[1])
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(ends[0], &buffer, buffer.count)
    close(ends[0])
    #expect(
      String(decoding: buffer.prefix(max(0, count)), as: UTF8.self) == (0..<500).map { "\($0)\n" }.joined())
  }
}

@Suite struct RefusalLogTests {
  private final class Lines: Sendable {
    private let all = Mutex<[String]>([])
    func add(_ line: [UInt8]) { all.withLock { $0.append(String(decoding: line, as: UTF8.self)) } }
    /// What was written since the last time.
    func take() -> [String] {
      all.withLock { lines in
        defer { lines = [] }
        return lines
      }
    }
  }

  private let lines = Lines()
  private let refusals: RefusalLog

  init() {
    let lines = lines
    refusals = RefusalLog(
      Log(level: .info, format: .text, now: { Timestamp(milliseconds: 1_776_852_000_123) }) { lines.add($0) })
  }

  @Test("a flood of refusals is one line for each outcome and address, then one line a minute")
  func flood() {
    for _ in 0..<1_000 { refusals.note(.notFound, delivery: nil, peer: "192.0.2.1") }
    for _ in 0..<10 { refusals.note(.signatureWrong, delivery: nil, peer: "192.0.2.2") }
    #expect(lines.take().count == 2)
    refusals.sumUp()
    let summary = lines.take()
    #expect(summary.count == 1)
    #expect(summary[0].contains("count=1008") && summary[0].contains("addresses=2"))
    #expect(summary[0].contains("not_found 999, signature_wrong 9"))
    // While it goes on there are only summaries; after a quiet minute the first is told again.
    refusals.note(.notFound, delivery: nil, peer: "192.0.2.1")
    #expect(lines.take().isEmpty)
    refusals.sumUp()
    #expect(lines.take().count == 1)
    refusals.sumUp()
    #expect(lines.take().isEmpty)
    refusals.note(.notFound, delivery: nil, peer: "192.0.2.1")
    #expect(lines.take().count == 1)
  }

  @Test("many addresses are told one by one up to a bound, and all of them are counted")
  func manyAddresses() {
    for number in 0..<5_000 { refusals.note(.notFound, delivery: nil, peer: "host\(number)") }
    let told = lines.take().count
    #expect(told < 1_000)
    refusals.sumUp()
    #expect(lines.take().first?.contains("count=\(5_000 - told)") == true)
  }
}
