import MissionCore
import Testing

@testable import Client
@testable import CommandLine
@testable import Service
@testable import Views

@Suite("How things stand, for people")
struct StatusLinesTests {
  private func item(_ number: Int, _ why: String) -> StatusDocument.Item {
    .init(
      mission: Identifier(high: 1, low: 1), item: Identifier(high: 2, low: UInt64(number)),
      name: "Issue #\(number): a title that is much longer than any terminal of eighty columns would ever show whole",
      state: "submitted", why: why, age: 600, pullRequests: ["#\(number + 10)"], attempt: 2, agent: "backend")
  }

  private func document(alive: Bool, moving: [StatusDocument.Item]) -> StatusDocument {
    StatusDocument(
      service: .init(alive: alive, holder: "host:1", version: "1", since: "2026-04-22T09:00:00Z"),
      redis: .init(version: "7.0.15", appendonly: "no", appendfsync: nil, durable: false, problem: nil),
      github: .init(lastAnswer: nil, refusedSince: "2026-04-22T09:55:00Z", status: 401),
      webhooks: .init(last: nil, refused: 3, missed: 0),
      needsYou: [.init(mission: nil, reason: "a person is needed", remedy: "come", since: "")], stuck: [],
      moving: moving, done: .init(count: 1))
  }

  private var now: Timestamp { Timestamp(milliseconds: 1_776_852_000_000) }

  @Test("Every line fits the terminal, and items with one cause stand together")
  func fits() {
    let moving = [item(1, "waits for its checks"), item(2, "waits for a review"), item(3, "waits for its checks")]
    let lines = StatusLines(status: document(alive: true, moving: moving), now: now, paint: .none).lines
    for line in lines { #expect(line.terminalWidth <= 80, "\(line)") }
    #expect(lines.filter { $0.contains("waits for its checks") }.count == 1)
    #expect(lines.contains { $0.contains("#11") && $0.contains("attempt 2") && $0.contains("backend") })
    #expect(lines.contains("✅ Done: 1 item"))
    #expect(lines.contains { $0.contains("not durable") })
    #expect(lines.contains { $0.contains("no answer yet; token refused for") })
    #expect(lines.contains { $0.contains("none came yet, 3 refused") })
  }

  @Test("What needs a person stands before what moves, and that nothing serves before both")
  func order() throws {
    let lines = StatusLines(status: document(alive: false, moving: [item(1, "x")]), now: now, paint: .none).lines
    let needs = try #require(lines.firstIndex { $0.contains("Needs you") })
    let moving = try #require(lines.firstIndex { $0.contains("Moving") })
    #expect(lines[0] == StatusLines.banner(.none))
    #expect(needs < moving)
  }

  @Test("What does not fit a terminal is broken at blanks, colours and all, and nothing of it is lost")
  func fitted() {
    let words = (1...40).map { "word\($0)" }.joined(separator: " ")
    let paint = Paint(isOn: true)
    for line in ["   └─ \(words)", "      \(paint.bad(words))", words] {
      let lines = [line].fitted(columns: 60)
      #expect(lines.count > 1)
      #expect(lines.allSatisfy { $0.terminalWidth <= 60 })
      #expect(
        lines.flatMap { $0.split(separator: " ") }.joined(separator: " ")
          == line.split(separator: " ").joined(separator: " "))
    }
    #expect(["short"].fitted(columns: .max) == ["short"])
    #expect(paint.bad(words).cut(columns: 20).hasSuffix("…\u{1B}[0m"))
  }

  @Test("A refused token is known from the first refusal until an answer that is none")
  func refusals() {
    var record = ObservedTransport.Record()
    record.note(200, at: now)
    #expect(record.refusedSince == nil)
    record.note(401, at: now.adding(seconds: 10))
    record.note(nil, at: now.adding(seconds: 20))
    #expect(record.refusedSince == now.adding(seconds: 10))
    #expect(record.answeredAt == now.adding(seconds: 10))
    record.note(404, at: now.adding(seconds: 30))
    #expect(record.refusedSince == nil)
  }

  @Test("Misspelt variables are named with what was meant; those of agents and other programs are not")
  func variables() {
    let named = Setting.unknownVariables(in: [
      "SIGNALBOX_TWON": "x", "SIGNALBOX_AGENT": "a", "SIGNALBOX_GITHUB_TOKEN_FILE": "f", "HOME": "/",
      "SIGNALBOX_ELSEWHERE": "",
    ])
    #expect(named == ["SIGNALBOX_ELSEWHERE", "SIGNALBOX_TWON (did you mean SIGNALBOX_TOWN?)"])
  }
}
