import GitHubSandbox
import TestSupport
import Testing

/// A mission of GitHub issues whose manifest has milestones and a contract, with the built programs and the sandbox.
@Suite(.serialized, .timeLimit(.minutes(10))) struct StagedIssuesTests {
  private static let manifest = """
    contract = "contract.md"

    [policy]
    settle_secs = 1

    [[overrides]]
    issue = 1
    milestone = "Design"
    fulfills = ["VAL-API-1"]

    [[overrides]]
    issue = 2
    milestone = "Build"
    fulfills = ["VAL-API-2"]

    """

  @Test("issues in milestones pass the gates of a planned mission: stages, watches, reviews, verdicts, a remediation")
  func issues() async throws {
    try await World.run { world in
      try await world.register("designer", "backend", "reviewer", "validator")
      let manifest = try await world.stageIssues(Self.manifest)
      let id = try await world.startMission(["-i", "1", "-i", "2", "--manifest", manifest])

      // Its contract came with its manifest: one that 'init' left here is not taken for it.
      try world.folder.write("# Validation contract\n", to: ".tasks/validation-contract.md")
      let coverage = try await world.run("validate", "coverage", "--run", id)
      #expect(coverage.code == 0 && coverage.output.contains("2/2"), "\(coverage)")

      // The second issue depends on nothing: its stage alone holds it back.
      let design = try await world.take("designer")
      #expect(try await Self.stages(id, world) == ["active", "locked"])
      #expect(try await world.tell("task", "next", "--agent", "backend")["task"]["id"].stringValue == nil)
      try await world.tell("task", "done", design.id, "--result", "docs/auth.md is written")
      _ = try await world.take("validator")
      #expect(try await Self.stages(id, world) == ["validating", "locked"])
      try await Self.judge("VAL-API-1", "passing", world)

      let work = try await world.take("backend")
      #expect(try await Self.stages(id, world) == ["done", "active"])
      let pull = try await world.openPull("Auth endpoints", branch: "auth", body: "Closes #2")
      try await world.check(pull.head, "success")
      try await world.tell("task", "done", work.id, "--result", "https://github.com/acme/shop/pull/\(pull.number)")
      let review = try await world.take("reviewer")
      try await world.tell("task", "done", review.id, "--verdict", "approve", "--result", "approved: clear")
      let validation = try await world.take("validator")
      #expect(validation.prompt.contains("Login answers 200") && validation.prompt.contains(pull.head))
      try await Self.judge("VAL-API-2", "failing", world)

      let fix = try await world.take("backend")
      #expect(fix.prompt.contains("seen failing"))
      try await world.tell("task", "done", fix.id, "--result", "the session is created first", "--no-pull-request")
      _ = try await world.take("validator")
      try await Self.judge("VAL-API-2", "passing", world)

      let end = try await world.mission(id, until: "completed") { $0["mission"]["state"] == "completed" }
      #expect(try await Self.stages(id, world) == ["done", "done"])
      #expect(end["work_items"].elements.allSatisfy { $0["status"] == "done" })
      #expect(end["work_items"].elements.count == 3)
      #expect(end["watch_items"].elements.allSatisfy { $0["status"] == "done" } && !end["watch_items"].elements.isEmpty)
      #expect(end["assertions"].elements.map { $0["status"].stringValue } == ["passing", "passing"])
      #expect(try await world.tell("metrics", "history")["missions"].elements.count == 1)
    }
  }

  private static func stages(_ id: String, _ world: World) async throws -> [String] {
    try await world.mission(id)["milestones"].elements.compactMap { $0["status"].stringValue }
  }

  private static func judge(_ id: String, _ status: String, _ world: World) async throws {
    let outcome = try await world.run(
      ["validate", "assert", id, "--status", status, "--evidence", "seen \(status)"],
      settings: ["SIGNALBOX_AGENT": "validator"])
    #expect(outcome.code == 0, "\(outcome.errors)")
  }
}
