import GitHub
import MissionCore
import Synchronization
import Testing

@testable import Client
@testable import Service

@Suite struct LogTests {
  private final class Lines: Sendable {
    let all = Mutex<[String]>([])
  }

  private func log(_ format: LogFormat, level: LogLevel = .info, _ write: (Log) -> Void) -> [String] {
    let lines = Lines()
    write(
      Log(level: level, format: format, now: { Timestamp(milliseconds: 1_776_852_000_123) }) { line in
        lines.all.withLock { $0.append(String(decoding: line, as: UTF8.self)) }
      })
    return lines.all.withLock { $0 }
  }

  @Test("A text line has time, level, message and metadata")
  func text() {
    let lines = log(.text) { $0.info("delivery accepted", ["event": "check_run", "bytes": 12, "note": "a b"]) }
    #expect(
      lines == ["2026-04-22T10:00:00.123Z info    delivery accepted bytes=12 event=check_run note=\"a b\"\n"])
  }

  @Test("A JSON line is one object with the same")
  func json() {
    let lines = log(.json) { $0.error("redis lost", ["attempt": 2, "again": true]) }
    #expect(
      lines == [
        #"{"time":"2026-04-22T10:00:00.123Z","level":"error","message":"redis lost","again":true,"attempt":2}"# + "\n"
      ])
  }

  @Test("What somebody wrote cannot begin a line, colour it, or turn it around", arguments: LogFormat.allCases)
  func hostile(format: LogFormat) throws {
    let hostile = "x\n{\"level\":\"error\"}\u{1B}[31m\u{202E}\u{2028}\u{7F}"
    let line = try #require(log(format) { $0.info("comment", ["body": hostile]) }.first)
    #expect(line.unicodeScalars.filter { $0 == "\n" }.count == 1)
    #expect(!line.unicodeScalars.contains { ["\u{1B}", "\u{202E}", "\u{2028}", "\u{7F}"].contains($0) })
    #expect(line.contains(#"\n"#) && line.contains(#"\u001b"#) && line.contains(#"\u202e"#))
  }

  @Test("Less urgent lines than the level are not written")
  func level() {
    let lines = log(.text, level: .warning) { log in
      log.debug("a")
      log.info("b")
      log.warning("c")
      log.error("d")
    }
    #expect(lines.count == 2)
  }

  @Test("A secret cannot be a log's metadata")
  func secret() throws {
    #expect((try Secret("x") as Any) is any Loggable == false)
  }
}
