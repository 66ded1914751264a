import FoundationEssentials
import MissionCore
import MissionStore
import Testing

@testable import CommandLine
@testable import Views

@Suite struct ListingLinesTests {
  private static let now = Played.start.adding(seconds: 600)

  @Test("Agents stand in columns, with what they do")
  func agents() {
    var busy = Played.agent("mira", number: 2)
    busy.role = "reviewer"
    busy = busy.standing(.busy(task: Identifier(high: 5 << 40, low: 5), mission: Played.id))
    busy.tasksCompleted = 1
    var away = Played.agent("wall-e", number: 3)
    away = away.standing(.unavailable("paused\u{1B}[2J"))
    #expect(
      AgentLines.lines([Played.agent("backend", number: 1), busy, away], at: Self.now, paint: .none) == [
        "🤖 Agents: 3",
        "   backend  00000100  backend   idle                 0 done  seen 10m ago",
        "   mira     00000200  reviewer  working on 00000500  1 done  seen 10m ago",
        "   wall-e   00000300  wall-e    paused [2J           0 done  seen 10m ago",
      ])
    #expect(AgentLines.lines([], at: Self.now, paint: .none).first == "🤖 No agents")
    var usage = RunUsage()
    usage.costUSD = 1.234
    usage.inputTokens = 12_345
    let plain = Played.agent("backend", number: 1)
    let used = Agent(
      id: plain.id, name: plain.name, role: plain.role, specialties: [], state: .idle,
      registeredAt: plain.registeredAt, lastHeartbeat: plain.lastHeartbeat, lastActiveAt: plain.lastActiveAt,
      tasksCompleted: 2, usage: usage, runs: 3)
    #expect(
      AgentLines.lines([used, busy], at: Self.now, paint: .none) == [
        "🤖 Agents: 2",
        "   backend  00000100  backend   idle                 2 done  seen 10m ago  3 runs: $1.23, 12.3k tokens in",
        "   mira     00000200  reviewer  working on 00000500  1 done  seen 10m ago",
      ])
  }

  @Test("Tasks are listed with state and holder, and shown whole")
  func tasks() throws {
    let played = Played()
    let task = try #require(played.mission.tasks.values.first)
    let record = TaskRecord(task, of: played.mission)
    let names = [try #require(task.lease).agent: "designer"]
    let list = TaskLines.list([record], agents: names, at: Self.now, all: false, paint: .none)
    #expect(list.first == "📌 Open tasks: 1")
    #expect(
      list.last == "   📌 \(task.id.text.prefix(8))  [Mission Work Item] Design auth API  assigned  designer  10m ago")
    let one = TaskLines.one(record, agents: names, at: Self.now, paint: .none)
    #expect(one.first == "📋 Task: \(task.id)")
    #expect(one.contains("   Agent      designer"))
    #expect(one.contains("   Mission    \(Played.id)"))
    #expect(TaskLines.list([], agents: [:], at: Self.now, all: true, paint: .none) == ["📌 No tasks"])
  }

  @Test("A help request says what is wrong, what to do, and since when")
  func help() throws {
    let json = """
      {"type":"query","id":"a","mission_id":"6f1c2a34-5b6d-4e7f-8a90-b1c2d3e4f506","reason":"no agent fits","remedy":\
      "register one","created_at":"2026-04-22T10:00:00.000Z","times_sent":2}
      """
    let request = try JSONDecoder().decode(HelpMessage.self, from: Data(json.utf8))
    #expect(
      HelpLines.lines([request], at: Self.now, paint: .none) == [
        "🆘 Help Requests: 1", "   Mission 6f1c2a34: no agent fits", "      └─ register one",
        "      sent 2 times, last 10m ago",
      ])
    #expect(HelpLines.lines([], at: Self.now, paint: .none) == ["🆘 No help requests"])
  }

  @Test(
    "A span of time has the unit that fits",
    arguments: [
      (0, "just now"), (5, "5s ago"), (89, "89s ago"), (90, "1m ago"), (5399, "89m ago"), (5400, "1h ago"),
      (172_800, "2d ago"), (-30, "in 30s"), (Int.min, "in 24855d"),
    ])
  func spans(seconds: Int, text: String) {
    let now = Timestamp(milliseconds: 0)
    #expect(Words.ago(now.adding(seconds: seconds == .min ? .max : -seconds), at: now) == text)
  }

  @Test("Columns stay aligned whatever the letters are wide")
  func columns() {
    let red = Paint(isOn: true).bad("x")
    let lines = Columns.lines([["日本", "a", "b"], ["ab", red, "c"], ["é", "", ""]], indent: "")
    #expect(lines.map { $0.replacing(/\u{1B}\[[0-9;]*m/, with: "") } == ["日本  a  b", "ab    x  c", "é"])
    #expect("🔄".terminalWidth == 2 && "e\u{301}".terminalWidth == 1)
    #expect("日本語です".cut(columns: 6) == "日本…")
    #expect("abc".cut(columns: 3) == "abc")
  }

  @Test("A failure is one sentence with what to do about it")
  func failure() {
    #expect(CommandFailure(.badData, "It fails.", hint: "mend it").line == "signalbox: It fails (mend it)")
    #expect(CommandFailure(.failure, "It fails").line == "signalbox: It fails")
    #expect(CommandFailure(.usage, "a\n  b", hint: "c").line == "signalbox: a\n  b\n(c)")
    #expect(
      CommandFailure(.notFound, "no \"x\"", hint: "y\n").json
        == #"{"error":{"code":"not_found","message":"no \"x\"","hint":"y\n"}}"#)
  }

  @Test(
    "Every exit code is the contract's",
    arguments: [
      (ExitCode.success, 0), (.failure, 1), (.usage, 64), (.badData, 65), (.notFound, 66), (.unavailable, 69),
      (.unconfirmed, 75), (.notPermitted, 77),
    ] as [(ExitCode, Int32)])
  func codes(code: ExitCode, number: Int32) {
    #expect(code.rawValue == number)
  }
}
