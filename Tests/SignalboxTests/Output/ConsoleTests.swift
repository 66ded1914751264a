import Synchronization
import Testing

@testable import CommandLine

@Suite("What a command says on standard error")
struct ConsoleTests {
  private let failure = CommandFailure(
    .badData, "issue acme/shop#1 is in the active mission 6f1c2a34-5b6d-4e7f-8a90-b1c2d3e4f506 already",
    hint: "'signalbox mission status --run 6f1c2a34-5b6d-4e7f-8a90-b1c2d3e4f506' shows it; --again carries it twice")

  private func said(isTerminal: Bool, isJSON: Bool = false, _ body: (Console) -> Void) -> String {
    let bytes = Mutex<[UInt8]>([])
    let surroundings = Surroundings.fake(["COLUMNS": "80", "TERM": "dumb"], isTerminal: isTerminal)
    body(
      Console(
        isJSON: isJSON, surroundings: surroundings, output: { _ in }, errors: { more in bytes.withLock { $0 += more } })
    )
    return String(decoding: bytes.withLock { $0 }, as: UTF8.self)
  }

  @Test("At a terminal it is broken at blanks, and neither in an identity nor in a command that can be copied")
  func broken() {
    let text = said(isTerminal: true) { $0.report(failure) }
    let lines = text.replacing("\r\u{1B}[2K", with: "").split(separator: "\n").map(String.init)
    #expect(lines.count >= 3)
    #expect(lines.allSatisfy { $0.terminalWidth <= 80 }, "\(lines)")
    #expect(lines.contains { $0.contains("'signalbox mission status --run 6f1c2a34-5b6d-4e7f-8a90-b1c2d3e4f506'") })
    let remark = said(isTerminal: true) { $0.remark(String(repeating: "word ", count: 40)) }
    #expect(remark.split(separator: "\n").count == 3)
  }

  @Test("A program reads it on one line")
  func whole() {
    #expect(said(isTerminal: false) { $0.report(failure) } == failure.line + "\n")
    let json = said(isTerminal: true, isJSON: true) { $0.report(failure) }
    #expect(json == failure.json + "\n")
  }
}
