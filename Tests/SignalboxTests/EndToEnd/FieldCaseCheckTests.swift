import GitHub
import GitHubSandbox
import TestSupport
import Testing

/// Cases from the field: what checks say, and what they leave unsaid.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FieldCaseCheckTests {
  @Test(
    "§5 a suite without any run: red where it failed, a person where it waits for one",
    arguments: ["failure", "startup_failure", "action_required"])
  func suiteWithoutRun(conclusion: String) async throws {
    try await FieldCase.run(policy: "auto_merge = true\n") { field in
      let pull = try await field.handIn(check: nil)
      try await field.world.github(
        .post, "/_sandbox/repos/acme/shop/suites",
        ["head_sha": .string(pull.head), "conclusion": .string(conclusion)])
      if conclusion == "action_required" {
        try await field.says("waits for a person")
      } else {
        try await field.mission(until: "a fix") { $0.taskKinds.contains("fix") }
      }
      #expect(try await field.world.isMerged(pull.number) == false)
    }
  }

  @Test("§5 two jobs of one name in one workflow run, one failed: red like GitHub's own roll-up, whichever ended last")
  func jobsOfOneName() async throws {
    try await FieldCase.run(policy: "auto_merge = true\n") { field in
      let pull = try await field.handIn(check: nil)
      try await field.world.check(pull.head, "failure", name: "test")
      try await field.world.github(
        .post, "/repos/acme/shop/check-runs",
        [
          "name": "test", "head_sha": .string(pull.head), "status": "completed", "conclusion": "success",
          "sandbox_beside": true,
        ])
      try await field.mission(until: "a fix") { $0.taskKinds.contains("fix") }
      #expect(try await field.world.isMerged(pull.number) == false)
    }
  }

  @Test("§5 what no code can mend asks a person at once instead of making a fix task")
  func unmendable() async throws {
    try await FieldCase.run { field in
      let pull = try await field.handIn()
      // Each mends itself before the next one fails.
      for (name, said) in [
        ("Vercel", "Authorization required to deploy."),
        ("license/cla", "Contributor License Agreement is not signed."),
        ("DCO", "There is one commit incorrectly signed off."),
        ("build", "The job was not started because recent account payments have failed."),
        ("deploy", "Rejected by a deployment protection rule."), ("security/snyk", "Your test limit has been reached"),
      ] {
        try await field.world.status(pull.head, name, "failure", said)
        let document = try await field.mission(until: "asking about \(name)") {
          $0.why().contains("no code can mend") && $0.why().contains(name)
        }
        #expect(document.taskKinds == ["work"], "\(name)")
        try await field.world.status(pull.head, name, "pending", "again")
      }
    }
  }

  @Test(
    "§5 a job that GitHub refuses to run says so in an annotation alone: a person is asked, and the fix is withdrawn")
  func refusedJob() async throws {
    try await FieldCase.run(policy: "auto_merge = true\n") { field in
      let pull = try await field.handIn(check: nil)
      try await field.world.github(
        .post, "/repos/acme/shop/check-runs",
        [
          "name": "build", "head_sha": .string(pull.head), "status": "completed", "conclusion": "failure",
          "sandbox_refused": true,
          "output": [
            "annotations": [
              [
                "path": ".github", "start_line": 1, "annotation_level": "failure", "title": "",
                "message":
                  "The job was not started because recent account payments have failed or your spending limit needs to be increased.",
              ]
            ]
          ],
        ])
      try await field.says("no code can mend")
      try await field.mission(until: "no open fix") { document in
        document["tasks"].elements.allSatisfy { $0["kind"] != "fix" || $0["state"] == "cancelled" }
      }
      #expect(try await field.world.isMerged(pull.number) == false)
      try await field.world.check(pull.head, "success", name: "build")
      try await field.completes()
    }
  }

  @Test("§5 a failure whose text merely contains such words is a fix")
  func mendable() async throws {
    try await FieldCase.run { field in
      let pull = try await field.handIn(check: nil)
      try await field.world.github(
        .post, "/repos/acme/shop/check-runs",
        [
          "name": "e2e", "head_sha": .string(pull.head), "status": "completed", "conclusion": "failure",
          "output": [
            "title": "1 of 12 tests failed", "summary": "- waiting for approval dialog\n- your trial has expired",
          ],
        ])
      try await field.mission(until: "a fix") { $0.taskKinds.contains("fix") }
    }
  }

  @Test("§5 a job that waits for a deployment's protection rule asks a person at once, and no more once it goes on")
  func waitsForEnvironment() async throws {
    try await FieldCase.run(policy: "auto_merge = true\n") { field in
      let pull = try await field.handIn()
      let run = try await field.world.github(
        .post, "/repos/acme/shop/check-runs", ["name": "deploy", "head_sha": .string(pull.head), "status": "waiting"])
      let number = try #require(run["id"].integerValue)
      try await field.says("check deploy waits for a deployment's protection rule")
      let help = try await field.world.tell("help-requests")["help_requests"].elements
      #expect(help.count == 1 && help[0]["reason"].stringValue?.contains("deploy") == true, "\(help)")
      #expect(try await field.world.isMerged(pull.number) == false)
      try await field.world.github(
        .patch, "/repos/acme/shop/check-runs/\(number)", ["status": "completed", "conclusion": "success"])
      try await field.completes()
      #expect(try await field.world.tell("help-requests")["help_requests"].elements.isEmpty)
    }
  }

  @Test("§5 a check that is red on the base branch as well: the fix's prompt says so")
  func redOnBase() async throws {
    try await FieldCase.run { field in
      try await field.world.check(try await field.world.push("main"), "failure")
      let pull = try await field.handIn(check: "failure")
      let fix = try await field.world.take("designer")
      #expect(fix.prompt.contains("base branch"), "\(fix.prompt)")
      #expect(try await field.world.isMerged(pull.number) == false)
    }
  }

  @Test(
    "§5 fast foreign checks first, Actions only later, nothing required: waits for the workflow the head's tree has")
  func lateWorkflow() async throws {
    try await FieldCase.run(
      policy: "auto_merge = true\n",
      repository: ["workflows": ["ci.yml": "on:\n  pull_request:\n", "nightly.yml": "on:\n  schedule:\n"]]
    ) { field in
      let pull = try await field.handIn(check: nil)
      try await field.world.status(pull.head, "preview", "success")
      try await field.says("workflow ci.yml has not begun")
      #expect(try await field.world.isMerged(pull.number) == false)
      try await field.world.check(pull.head, "success")
      try await field.completes()
    }
  }

  /// Checks in the order they report, and what the item says then; nil where it is merged.
  private static let conclusions: [(checks: [(name: String, conclusion: String)], why: String?)] = [
    ([("ci", "success"), ("lint", "skipped"), ("docs", "neutral")], nil),
    ([("ci", "failure"), ("ci", "success")], nil),
    ([("ci", "success"), ("lint", "stale")], "went stale"), ([("ci", "success"), ("lint", "splendid")], "not known"),
    ([("ci", "success"), ("lint", "action_required")], "waits for a person's approval"),
    ([("ci", "success"), ("lint", "cancelled")], "lint"), ([("ci", "success"), ("lint", "timed_out")], "fix"),
    ([("ci", "success"), ("lint", "startup_failure")], "fix"), ([("ci", "success"), ("ci", "failure")], "fix"),
    ([("lint", "success")], "required check ci has not reported"), ([("ci", "skipped")], "no check has really run"),
  ]

  @Test("§5 each way a check can end, beside one that is required: only what passes on GitHub is merged")
  func everyConclusion() async throws {
    try await World.run { world in
      try await world.shape(["protection": ["source": "ruleset", "required_checks": ["ci"]]])
      var issues: [Int] = []
      for place in Self.conclusions.indices { issues.append(try await world.openIssue("Row \(place)")) }
      let mission = try await world.startCase(issues, policy: "auto_merge = true\n")
      var pulls: [Int] = []
      for (issue, row) in zip(issues, Self.conclusions) {
        let pull = try await world.openPull("Part", branch: "signalbox/\(issue)", body: "Closes #\(issue)", by: "robot")
        pulls.append(pull.number)
        for check in row.checks { try await world.check(pull.head, check.conclusion, name: check.name) }
      }
      try await world.mission(mission, until: "\(Self.conclusions)", within: 2 * patience) { document in
        let items = document["work_items"].elements
        return Self.conclusions.enumerated().allSatisfy { place, row in
          guard let item = items.first(where: { $0["title"].stringValue == "Row \(place)" }) else { return false }
          guard let why = row.why else { return item["status"] == "done" }
          return item["why"].stringValue?.contains(why) ?? false
        }
      }
      for (number, row) in zip(pulls, Self.conclusions) {
        #expect(try await world.isMerged(number) == (row.why == nil), "\(row.checks)")
      }
    }
  }

  @Test("§5 no CI at all and auto_merge: said at start")
  func nothingChecks() async throws {
    try await World.run { world in
      let issue = try await world.openIssue("Design the part")
      let words = ["mission", "start", "-i", "\(issue)", "--auto-merge", "--dry-run", "--wait", "\(patience)"]
      let bare = try await world.run(words)
      #expect(bare.output.contains("nothing checks what is pushed to acme/shop"), "\(bare.output)\(bare.errors)")
      try await world.shape(["workflows": ["ci.yml": "on: push"]])
      let checked = try await world.run(words)
      #expect(checked.code == 0 && !checked.output.contains("nothing checks"), "\(checked.output)\(checked.errors)")
    }
  }
}
