import GitHubSandbox
import Glibc
import TestSupport
import Testing

/// The walkthrough of *Missions in milestones*, with the built program.
@Suite(.serialized, .timeLimit(.minutes(10))) struct PlannedMissionTests {
  private static let contract = """
    # Validation contract

    ## Auth
    - **VAL-AUTH-001**: Login returns JWT on valid creds
    - **VAL-AUTH-002**: Login refuses wrong passwords
    - **VAL-AUTH-003**: Refresh token is rotated
    - **VAL-AUTH-004**: Middleware refuses expired tokens

    ## UI
    - **VAL-UI-001**: The form shows errors
    - **VAL-UI-002**: The session survives a reload
    """

  private static let tasks: [[String]] = [
    [
      "Create users table", "--milestone", "M1", "--specialty", "backend", "--goal",
      "Establish the data layer for auth",
    ],
    ["Create token helpers", "--milestone", "M1", "--specialty", "backend", "--fulfills", "VAL-AUTH-001"],
    ["Login endpoint", "--milestone", "M2", "--fulfills", "VAL-AUTH-001,VAL-AUTH-002", "--depends", "001,002"],
    ["Refresh endpoint", "--milestone", "M2", "--specialty", "backend", "--fulfills", "VAL-AUTH-003"],
    ["Auth middleware", "--milestone", "M2", "--specialty", "backend", "--fulfills", "VAL-AUTH-004"],
    ["Login form", "--milestone", "M3", "--specialty", "frontend", "--fulfills", "VAL-UI-001"],
    ["Session store", "--milestone", "M3", "--specialty", "frontend", "--fulfills", "VAL-UI-002"],
    ["Write docs", "--milestone", "M3", "--priority", "3"],
  ]

  @Test("the walkthrough runs as it is documented: from init to the metrics, with a remediation on its way")
  func walkthrough() async throws {
    try await World.run { world in
      try await world.tell("init", "--template", "missions")
      #expect(world.folder.read("AGENTS.md").contains("House rules"))
      try world.folder.write(Self.contract, to: ".tasks/validation-contract.md")
      let again = try await world.tell("init", "--template", "missions")
      #expect(again["written"].elements.isEmpty)

      let set = try await world.tell("mission", "set", "Build auth system", "--description", "Sign-in")
      #expect(set["phase"] == "planning")
      #expect(try await world.run("mission", "set", "Build auth system").code == 65)
      for title in ["Foundation", "Implementation", "Frontend"] {
        try await world.tell("milestone", "create", title)
      }
      #expect(try await world.run("milestone", "create", "Twice", "--sequence", "1").code == 65)
      for (index, task) in Self.tasks.enumerated() {
        let outcome = try await world.run(["task", "create"] + task + ["--json"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.json["task"]["number"].stringValue == "00\(index + 1)")
      }
      #expect(try await world.tell("goal", "list")["goals"][0]["title"] == "Establish the data layer for auth")

      let metrics = try await world.run("metrics")
      #expect(metrics.code == 0 && metrics.output.contains("Validation: no verdict yet"), "\(metrics)")
      let coverage = try await world.run("validate", "coverage")
      #expect(
        coverage.output == """
          Validation Coverage Report
          ──────────────────────────
          VAL-AUTH-001 ✓ Covered by: 002, 003
          VAL-AUTH-002 ✓ Covered by: 003
          VAL-AUTH-003 ✓ Covered by: 004
          VAL-AUTH-004 ✓ Covered by: 005
          VAL-UI-001 ✓ Covered by: 006
          VAL-UI-002 ✓ Covered by: 007
          Coverage: 6/6 assertions covered (100%)

          """)
      try await world.tell("mission", "plan-complete")
      #expect(try await world.run("mission", "plan-complete").code == 0)
      let stages = try await world.tell("milestone", "list")["milestones"].elements
      #expect(stages.map { $0["status"].stringValue } == ["active", "locked", "locked"])
      let status = try await world.run("mission", "status").output
      #expect(
        status.contains(": Build auth system\n") && status.contains("🏁 Milestones: 3\n   M1  active  0/2  Foundation"))
      #expect(try await world.run("mission", "list").output.contains("0/8 done  Build auth system  "))

      try await world.tell("agent", "register", "ben", "--specialty", "backend")
      try await world.tell("agent", "register", "fay", "--specialty", "frontend")
      try await world.tell("agent", "register", "val", "--role", "validator")
      let planned = try await world.run("task", "show", "003")
      #expect(planned.code == 0 && planned.output.contains("Depends on  001, 002"), "\(planned)")
      for _ in 1...2 { try await Self.finish("ben", world) }
      // What is done is still shown by its number, with its proof.
      let shown = try await world.tell("task", "show", "001")
      #expect(shown["task"]["state"] == "completed" && shown["task"]["proof"].stringValue != nil)
      #expect(shown["attempts"].elements.count == 1)
      #expect(try await world.tell("milestone", "show", "M2")["milestone"]["status"] == "active")
      try await Self.finishOpen(of: "M2", world)

      let validation = try await world.take("val")
      #expect(validation.prompt.contains("Refresh token is rotated"))
      #expect(validation.task["kind"] == "validate")
      for (id, status, evidence) in [
        ("VAL-AUTH-001", "passing", "Login returns JWT on valid creds"),
        ("VAL-AUTH-002", "passing", "401 on a wrong password"), ("VAL-AUTH-004", "passing", "401 on an expired token"),
        ("VAL-AUTH-003", "failing", "Refresh token not rotated"),
      ] {
        let words = ["validate", "assert", id, "--status", status, "--evidence", evidence]
        #expect(try await world.run(words, settings: ["SIGNALBOX_AGENT": "ben"]).code == 77)
        let outcome = try await world.run(words, settings: ["SIGNALBOX_AGENT": "val"])
        #expect(outcome.code == 0, "\(outcome.errors)")
      }
      let report = try await world.run("validate", "report", "--milestone", "M2")
      #expect(
        report.output == """
          Validation Report
          ─────────────────
          Milestone: M2 — Implementation
          VAL-AUTH-001 ✓ passing Login returns JWT on valid creds
          VAL-AUTH-002 ✓ passing 401 on a wrong password
          VAL-AUTH-003 ✗ failing Refresh token not rotated
          VAL-AUTH-004 ✓ passing 401 on an expired token
          Status: 3/4 passing — remediation in progress

          """)
      let fix = try await world.take("ben")
      #expect(fix.prompt.contains("Refresh token not rotated"))
      try await world.tell("task", "done", "009", "--proof", "rotation test", "--summary", "tokens rotate now")
      #expect(
        try await world.run("validate", "assert", "VAL-NOT-1", "--status", "passing", "--evidence", "x").code == 66)
      try await Self.verdict("VAL-AUTH-003", world)
      try await Self.finishOpen(of: "M3", world)
      try await Self.verdict("VAL-UI-001", world)
      try await Self.verdict("VAL-UI-002", world)

      let end = try await world.mission(try #require(set["mission"]["id"].stringValue), until: "completed") {
        $0["mission"]["state"] == "completed"
      }
      #expect(end["phase"] == "complete")
      #expect(try await world.tell("metrics")["tasks"]["completed"] == 9)
      #expect(try await world.tell("metrics", "agents")["agents"].elements.count >= 2)
      #expect(try await world.tell("metrics", "history")["missions"].elements.count == 1)
      #expect(try await world.run("orch").code == 0)
      #expect(try await world.run("task", "create", "Late").code == 66)
    }
  }

  @Test("the history has one line for each mission that was completed, and keeps it when the service is killed")
  func history() async throws {
    try await World.run { world in
      try await world.tell("agent", "register", "ben")
      for title in ["First", "Second"] {
        try await world.tell("mission", "set", title)
        try await world.tell("milestone", "create", "One")
        try await world.tell("task", "create", "Create a", "--milestone", "M1")
        try await world.tell("mission", "plan-complete")
        #expect(try await Self.history(world) == (title == "First" ? [] : ["First"]))
        let task = try await world.take("ben")
        try await world.tell("task", "done", task.id, "--result", "made", "--proof", "seen")
        // The same report again, and time that passes, add nothing.
        _ = try await world.run("task", "done", task.id, "--result", "made", "--proof", "seen")
        try await world.settle()
        #expect(try await Self.history(world) == (title == "First" ? ["First"] : ["Second", "First"]))
      }
      let givenUp = try await world.tell("mission", "set", "Given up")
      try await world.tell("mission", "stop", try #require(givenUp["mission"]["id"].stringValue), "--force")
      let port = world.service.webhooks
      world.service.program.signal(SIGKILL)
      _ = try await world.service.program.wait()
      try await world.serve(port: port)
      try await world.settle()
      #expect(try await Self.history(world) == ["Second", "First"])
      let lines = try await world.run("metrics", "history").output.split(separator: "\n")
      #expect(
        lines.count == 2 && lines.allSatisfy { $0.contains("completed") && $0.contains("1 task  1 milestone ") },
        "\(lines)")
    }
  }

  @Test("a plan file that is broken, or whose plan is, says where and leaves no mission behind")
  func brokenFiles() async throws {
    try await World.run { world in
      let stage = #"{"sequence":1,"title":"One","description":""}"#
      func plan(_ tasks: String) -> String {
        #"{"title":"Plan","description":"","goals":[],"milestones":[\#(stage)],"tasks":[\#(tasks)]}"#
      }
      let cases = [
        ("{\n \"title\": \"x\",\n  oops\n}", "line 3, column 3: a name in quotes is expected"),
        (String(repeating: "[", count: 100_000), "line 1, column 33"), ("[1]", "'{' is expected"),
        (plan(#"{"number":"one","task":{}}"#), "tasks[1].number is not a whole number"),
        (#"{"title":"Plan"}"#, "the file has no"),
        (plan(#"{"number":1,"task":{"title":"A"}},{"number":1,"task":{"title":"B"}}"#), "number 1 is given twice"),
        (
          plan(#"{"number":1,"task":{"titel":"A"}}"#),
          "tasks[1].task has no key 'titel'; did you mean title? known are title, milestone"
        ), (#"{"title":"Plan","mile_stones":[]}"#, "the file has no key 'mile_stones'"),
        (plan(#"{"number":1,"task":{"title":"A","depends":[1]}}"#), "001 -> 001"),
        (plan(#"{"number":1,"task":{"title":"A","milestone":"M2"}}"#), "no milestone M2"),
        (plan("{\"number\":1,\"task\":{\"title\":\"\(String(repeating: "x", count: 1 << 19))\"}}"), "too long"),
      ]
      for (text, part) in cases {
        try world.folder.write(text, to: "plan.json")
        let outcome = try await world.run("mission", "import", "plan.json")
        #expect([65, 66].contains(outcome.code) && outcome.errors.contains(part), "\(part): \(outcome.errors)")
      }
      #expect(try await world.tell("mission", "list", "--all")["missions"].elements.isEmpty)
    }
  }

  @Test("a plan's faults stand on a line each, and of very many the first are named and the rest are counted")
  func manyFaults() async throws {
    try await World.run { world in
      let claims = (1...10_000).map { "**VAL-A-\($0)**: claim \($0)" }
      try world.folder.write(claims.joined(separator: "\n"), to: ".tasks/validation-contract.md")
      let set = try await world.tell("mission", "set", "Many")
      let outcome = try await world.run("mission", "plan-complete")
      #expect(outcome.code == 65)
      let lines = outcome.errors.split(separator: "\n")
      #expect(lines.contains("  there is no milestone") && lines.count == 203, "\(lines.count)")
      #expect(lines.contains { $0.hasPrefix("  VAL-A-1 is not covered") })
      #expect(lines.contains("  and 9801 more"))
      let id = try #require(set["mission"]["id"].stringValue)
      #expect(try await world.mission(id)["phase"] == "planning")
      #expect(!(try await world.run("mission", "status", "--run", id).output.contains("Objectives")))
    }
  }

  @Test(
    "one name with two claims is refused with both lines; evidence is shown without what would play with a terminal")
  func hostileTexts() async throws {
    try await World.run { world in
      try await world.tell("mission", "set", "Odd")
      let nowhere = try await world.run("mission", "export", "--file", "/nowhere/plan.json")
      #expect(
        nowhere.code == 1 && nowhere.errors.contains("cannot be written: No such file or directory"), "\(nowhere)")
      let goal = try await world.run("task", "create", "A", "--goal", String(repeating: "x", count: 2000))
      #expect(goal.code == 65 && goal.errors.contains("a goal of 2000 bytes is too long"), "\(goal)")
      try await world.tell("milestone", "create", "One")
      try await world.tell("task", "create", "Create it", "--milestone", "M1", "--fulfills", "VAL-A-1")
      let contract = ".tasks/validation-contract.md"
      try world.folder.write("**VAL-A-1**: one\n\n**VAL-A-1**: another\n", to: contract)
      for words in [["validate", "coverage"], ["mission", "plan-complete"]] {
        let twice = try await world.run(words)
        #expect(twice.code == 65 && twice.errors.contains("VAL-A-1 claims one thing on line 1 and another on line 3"))
      }
      try world.folder.write("**VAL-A-1**: one\n- VAL-A-2: not in stars\n", to: contract)
      let completed = try await world.run("mission", "plan-complete")
      #expect(completed.code == 0 && completed.errors.contains("line 2 looks like an assertion"), "\(completed.errors)")
      let evidence = "\u{1B}[2Jred\u{202E}\u{7}\nsecond line"
      try await world.tell("validate", "assert", "VAL-A-1", "--status", "failing", "--evidence", evidence)
      let report = try await world.run("validate", "report").output
      #expect(report.contains("VAL-A-1 ✗ failing") && report.contains("red") && !report.contains("second line"))
      for hostile in ["\u{1B}", "\u{202E}", "\u{7}"] { #expect(!report.contains(hostile), "\(report)") }
    }
  }

  @Test("two leads who plan at once never get one number twice, and the plan is completed once")
  func twoLeads() async throws {
    try await World.run { world in
      let set = try await world.tell("mission", "set", "Shared")
      let id = try #require(set["mission"]["id"].stringValue)
      try await world.tell("milestone", "create", "One")
      let created = try await Self.atOnce(12) { place in
        try await world.run(
          ["task", "create", "Create \(place)", "--milestone", "M1", "--json"],
          settings: ["SIGNALBOX_AGENT": place % 2 == 0 ? "ada" : "bob"])
      }
      let numbers = created.compactMap { $0.json["task"]["number"].stringValue }
      #expect(numbers.sorted() == (1...12).map { $0 < 10 ? "00\($0)" : "0\($0)" })
      let stages = try await Self.atOnce(4) { _ in
        try await world.run("milestone", "create", "Taken", "--sequence", "7").code
      }
      #expect(stages.sorted() == [0, 65, 65, 65])
      try await world.tell("milestone", "delete", "M7")
      let completed = try await Self.atOnce(4) { _ in try await world.run("mission", "plan-complete") }
      #expect(completed.allSatisfy { $0.code == 0 })
      #expect(completed.count { $0.output.contains("Planning completed") } == 1)
      let mission = try await world.mission(id)
      #expect(mission["phase"] == "active" && mission["work_items"].elements.count == 12)
    }
  }

  /// Does something several times at once; the outcomes in any order.
  private static func atOnce<Outcome: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Outcome
  ) async throws -> [Outcome] {
    try await withThrowingTaskGroup(of: Outcome.self) { group in
      for place in 0..<count { group.addTask { try await body(place) } }
      var outcomes: [Outcome] = []
      for try await outcome in group { outcomes.append(outcome) }
      return outcomes
    }
  }

  private static func history(_ world: World) async throws -> [String] {
    try await world.tell("metrics", "history")["missions"].elements.compactMap { $0["title"].stringValue }
  }

  /// The agent takes what it is given and reports it with proof and summary.
  private static func finish(_ agent: String, _ world: World) async throws {
    let task = try await world.take(agent)
    try await world.tell("task", "done", task.id, "--result", "made", "--proof", "tests pass", "--summary", "made")
  }

  /// Whoever holds a task of the milestone finishes it, until none is left.
  private static func finishOpen(of milestone: String, _ world: World) async throws {
    for _ in 1...20 {
      let shown = try await world.tell("milestone", "show", milestone)["milestone"]
      if shown["tasks"]["done"] == shown["tasks"]["total"] { return }
      for agent in ["ben", "fay"] {
        let next = try await world.tell("task", "next", "--agent", agent)
        guard let id = next["task"]["id"].stringValue else { continue }
        try await world.tell("task", "done", id, "--result", "made", "--proof", "tests pass", "--summary", "made")
      }
    }
  }

  /// An operator says that the assertion holds.
  private static func verdict(_ id: String, _ world: World) async throws {
    try await world.tell("validate", "assert", id, "--status", "passing", "--evidence", "seen")
  }
}
