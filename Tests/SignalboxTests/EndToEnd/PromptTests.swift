import GitHub
import GitHubSandbox
import Testing

/// What an agent is told, with the built programs, over real sockets.
@Suite(.serialized, .timeLimit(.minutes(5))) struct PromptTests {
  @Test("A fix of a failed job comes with the failed step, the end of its log and its annotations")
  func log() async throws {
    try await World.run { _ in
    } _: { world in
      try await world.openIssue("Implement the cart")
      try await world.register("backend")
      _ = try await world.startMission(["-i", "1", "--watch-interval", "5", "--no-reviewer"])
      let task = try await world.take("backend")
      let pull = try await world.openPull("Cart", branch: "cart", body: "Closes #1")
      try await world.tell("task", "done", task.id, "--result", "https://github.com/acme/shop/pull/\(pull.number)")
      let annotation: JSONValue = [
        "path": "cart.c", "start_line": 7, "end_line": 7, "annotation_level": "failure", "message": "3 is not 4",
      ]
      try await world.github(
        .post, "/repos/acme/shop/check-runs",
        [
          "name": "ci", "head_sha": .string(pull.head), "status": "completed", "conclusion": "failure",
          "sandbox_log": "ok 1\nnot ok 2 - adds up",
          "output": ["title": "red", "summary": "1 of 2", "annotations": [annotation]],
        ])
      let fix = try await world.take("backend")
      #expect(fix.prompt.contains("> not ok 2 - adds up"))
      #expect(fix.prompt.contains("> Run ci"))
      #expect(fix.prompt.contains("> cart.c:7 failure: 3 is not 4"))
      #expect(world.calls("GET /repos/{owner}/{repo}/actions/jobs/{id}/logs") == 1)
    }
  }
}
