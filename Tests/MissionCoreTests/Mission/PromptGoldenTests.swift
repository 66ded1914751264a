import Foundation
import Testing

@testable import MissionCore

/// Whole prompts, as agents read them, compared with files beside the tests. `SIGNALBOX_WRITE_GOLDEN=1` writes them
/// anew after a change that is meant.
@Suite struct PromptGoldenTests {
  private static let context = PromptContext(
    skill: "You build the server side. Small commits.", houseRules: "# Rules\n\nNo force pushes.",
    learnings: ["The tests need a Redis.", "Dates are UTC."])

  private func expect(
    _ prompt: String, is name: String, source: SourceLocation = #_sourceLocation, file: String = #filePath
  ) throws {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
    let golden = folder.appendingPathComponent("Golden/\(name).md")
    if ProcessInfo.processInfo.environment["SIGNALBOX_WRITE_GOLDEN"] != nil {
      try prompt.write(to: golden, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: golden, encoding: .utf8)
    #expect(expected == prompt, sourceLocation: source)
  }

  private func takes(_ name: String, in play: inout Play) throws -> String {
    let id = try #require(play.agents[name]?.id)
    let handOver = HandOver(
      claim: "c1a1m", way: .commands(townFlags: " --data /srv/town --town shop"), context: Self.context)
    guard case .task(_?, let prompt, _) = play.happens(.taskRequested(by: id, handOver)) else {
      throw Missing()
    }
    return prompt
  }

  private struct Missing: Error {}

  @Test("The prompt for work, with what it builds on, an earlier failure, a note, skill, rules and learnings")
  func work() throws {
    var play = Play(
      [
        facts("2", "Design the cart"),
        facts("1", "Build the cart", body: "Depends on #2\n\n## Acceptance\n\nIt adds up."),
      ],
      agents: ["designer"])
    play.handsIn("designer", Pull(41))
    play.fetches(Pull(41) { $0.state = .merged })
    play.joins("backend")
    let first = try #require(play.holder(of: 1))
    play.gives(up: first, because: "the schema is missing")
    play.note("Use the new schema, not the old one")
    play.waits(seconds: 600)
    let holder = try #require(play.holder(of: 1))
    try expect(takes(holder, in: &play), is: "work")
  }

  @Test("The prompt for a fix of a failed check, with its step, log, annotations and the base branch")
  func fix() throws {
    var play = Self.failing()
    let task = try #require(play.fixes(1).first)
    play.observes(
      .checkEvidence(
        [
          CheckEvidence(
            run: 77, failedStep: "Run make test", log: "ok 1\nnot ok 2 - adds up\n##[error]exit code 1",
            annotations: [.init(path: "cart.c", line: 7, level: "failure", message: "expected 3, was 4")],
            failsOnBase: true)
        ], of: task.id))
    try expect(takes("designer", in: &play), is: "fix")
  }

  @Test("The prompt for a review, with what the author says of the result")
  func review() throws {
    var play = Play([MissionCoreTests.work(1)], agents: ["backend", "reviewer"])
    play.takes("backend")
    let task = try #require(play.held(by: "backend"))
    play.happens(
      .taskDone(
        task.id,
        WorkTask.Report(
          result: "https://github.com/acme/shop/pull/42", proof: "make test: 12 passed", summary: "adds prices"),
        by: .claim("claim backend")))
    play.fetches(Pull(42))
    try expect(takes("reviewer", in: &play), is: "review")
  }

  @Test("The prompt for a lead agent, with what is planned, what is missing and its commands; none when it is planned")
  func planning() throws {
    var play = Play.planned()
    play.stage("Foundation")
    play.stage("Implementation\n# not a heading")
    play.task("Create helpers", in: "M1", fulfills: ["VAL-AUTH-001"], specialty: "backend")
    play.task("Look around", kind: .research)
    play.plans(.readContract("**VAL-AUTH-001**: Login returns a token\n**VAL-AUTH-002**: It expires\n"))
    play.joins("ada", role: "teammate", specialties: ["backend", "api"])
    play.joins("val", role: "validator")
    func prompt(_ play: Play) -> String? {
      play.mission.planningPrompt(
        agents: Array(play.agents.values), contractPath: "/srv/shop/.tasks/validation-contract.md",
        townFlags: " --data /srv/town --town shop", context: Self.context)
    }
    try expect(#require(prompt(play)), is: "planning")
    play.task("Create endpoint", in: "M2", fulfills: ["VAL-AUTH-002"], after: [1])
    #expect(prompt(play)?.contains("Nothing: the plan may be completed.") == true)
    play.plans(.complete(contract: nil, allowGaps: false))
    #expect(prompt(play) == nil)
  }

  @Test("A fix of a failed job is handed over when its log is there, and after three seconds without it")
  func waits() throws {
    var play = Self.failing()
    let task = try #require(play.fixes(1).first)
    #expect(play.mission.dueWork[.checkEvidence(task.id)] == task.createdAt)
    let early = play.takes("designer")
    #expect(early == nil)
    var late = play
    late.waits(seconds: 3)
    let designer = try #require(play.agents["designer"]?.id)
    #expect(late.lastEffects.contains(.wake(designer)))
    let prompt = late.takes("designer")
    #expect(prompt != nil)
    play.observes(.checkEvidence([CheckEvidence(run: 77, problem: "not found")], of: task.id))
    #expect(play.lastEffects.contains(.wake(designer)))
    #expect(play.mission.dueWork[.checkEvidence(task.id)] == nil)
    let told = play.takes("designer")
    #expect(told?.contains("> not found") == true)
  }

  @Test("A log of any size leaves a prompt of readable length that holds the log's end, and nothing of it unquoted")
  func flood() throws {
    var play = Self.failing()
    let task = try #require(play.fixes(1).first)
    let log = (0..<20_000).map { "line \($0) \u{202E}<!-- x" }.joined(separator: "\n") + "\n--> last words"
    play.observes(.checkEvidence([CheckEvidence(run: 77, log: log)], of: task.id))
    let taken = play.takes("designer")
    let prompt = try #require(taken)
    #expect(prompt.count < 40_000)
    #expect(prompt.contains("last words"))
    #expect(
      prompt.split(separator: "\n").filter { $0.contains("line 1") || $0.contains("last words") }
        .allSatisfy { $0.hasPrefix("> ") })
  }

  /// A mission whose only item has a pull request with a failed job.
  private static func failing() -> Play {
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn(
      "designer", Pull(42) { $0.checks = [check("ci", .failure("failure"), run: 77, summary: "1 of 2 failed")] })
    return play
  }
}
