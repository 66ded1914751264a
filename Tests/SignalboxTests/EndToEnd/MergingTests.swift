import GitHub
import GitHubSandbox
import TestSupport
import Testing

/// What a mission does on GitHub by itself, with the built programs, over real sockets.
@Suite(.serialized, .timeLimit(.minutes(10))) struct MergingTests {
  private static let manifest = """
    [policy]
    reviewer_required = false
    complete_on = "merge"
    settle_secs = 0

    """

  /// Lets `main` demand the check `ci`, and what else is said.
  private func protect(_ world: World, _ more: JSONValue = [:]) async throws {
    let protection: JSONValue = ["required_checks": ["ci"]]
    try await world.github(
      .post, "/_sandbox/repos",
      ["name": "acme/shop", "users": ["bob"], "protection": protection.adding(more)])
  }

  private func start(_ world: World, _ issues: [String], policy: String = "", _ words: [String] = []) async throws
    -> String
  {
    let path = try world.folder.write(Self.manifest + policy, to: "mission.toml")
    return try await world.startMission(
      issues.flatMap { ["-i", $0] } + ["--watch-interval", "5", "--manifest", path] + words)
  }

  /// The agent takes its task, opens a pull request that closes the issue, and reports.
  private func handIn(_ agent: String, issue: Int, _ world: World) async throws -> (number: Int, head: String) {
    let task = try await world.take(agent)
    let pull = try await world.openPull("Part \(issue)", branch: "part-\(issue)", body: "Closes #\(issue)")
    try await world.tell("task", "done", task.id, "--result", "https://github.com/acme/shop/pull/\(pull.number)")
    return pull
  }

  private func pull(_ number: Int, _ world: World) async throws -> JSONValue {
    try await world.github(.get, "/repos/acme/shop/pulls/\(number)")
  }

  @Test(
    "with --auto-merge each pull request is merged at its green head, and what depends on it begins only then",
    arguments: [0.0, 1.0])
  func autoMerge(drop: Double) async throws {
    try await World.run { options in
      options.drop = drop
    } _: { world in
      try await protect(world)
      try await world.openIssue("Implement the first part")
      try await world.openIssue("Implement the second part", "Depends on #1")
      try await world.register("backend")
      let mission = try await start(world, ["1", "2"], ["--auto-merge"])
      let first = try await handIn("backend", issue: 1, world)
      #expect(try await pull(first.number, world)["merged"] == false)
      try await world.check(first.head, "success")
      let second = try await handIn("backend", issue: 2, world)
      let merged = try await pull(first.number, world)
      #expect(merged["merged"] == true)
      #expect(merged["head"]["sha"].stringValue == first.head)
      try await world.check(second.head, "success")
      let end = try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
      #expect(end["work_items"].elements.map { $0["status"] } == ["done", "done"])
      #expect(try await pull(second.number, world)["merged"] == true)
      #expect(world.calls("PUT /repos/{owner}/{repo}/pulls/{number}/merge") == 2)
    }
  }

  @Test("without auto-merge a mission that completes on merge waits for a person, and says so")
  func byPerson() async throws {
    try await World.run { world in
      try await world.openIssue("Implement the part")
      try await world.register("backend")
      let mission = try await start(world, ["1"])
      let part = try await handIn("backend", issue: 1, world)
      try await world.check(part.head, "success")
      try await world.mission(mission, until: "waiting for the merge") { document in
        document["work_items"][0]["why"].stringValue?.contains("waits to be merged by a person") ?? false
      }
      try await world.github(.put, "/repos/acme/shop/pulls/\(part.number)/merge", [:])
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
      #expect(world.calls("PUT /repos/{owner}/{repo}/pulls/{number}/merge") == 1)
    }
  }

  @Test("where the branch has a merge queue, it goes through that, a second time after it failed there")
  func mergeQueue() async throws {
    try await World.run { world in
      try await protect(world, ["merge_queue": true])
      try await world.openIssue("Implement the part")
      try await world.register("backend")
      let mission = try await start(world, ["1"], ["--auto-merge"])
      let part = try await handIn("backend", issue: 1, world)
      try await world.check(part.head, "success")
      func group() async throws -> String {
        try await eventually("a merge group") {
          world.sandbox.withCore { core in
            core.state.repositories.values.first?.pulls[part.number]?.queueEntry?.sha
          }
        }
      }
      try await world.check(try await group(), "failure")
      try await world.mission(mission, until: "out of the merge queue") { document in
        document["work_items"][0]["why"].stringValue?.contains("left the merge queue") ?? false
      }
      // Something new is worth another try at once.
      try await world.github(
        .post, "/repos/acme/shop/pulls/\(part.number)/reviews", ["event": "APPROVE"], as: "bob")
      try await world.check(try await group(), "success")
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
      #expect(try await pull(part.number, world)["merged"] == true)
      #expect(world.calls("PUT /repos/{owner}/{repo}/pulls/{number}/merge") == 0)
    }
  }

  @Test("what a mission put into the merge queue comes out when changes are requested, and when it is stopped")
  func leavesQueue() async throws {
    try await World.run { world in
      try await protect(world, ["merge_queue": true])
      try await world.openIssue("Implement the part")
      try await world.register("backend")
      let mission = try await start(world, ["1"], ["--auto-merge"])
      let part = try await handIn("backend", issue: 1, world)
      func place() -> String? {
        world.sandbox.withCore { $0.state.repositories.values.first?.pulls[part.number]?.queueEntry?.sha }
      }
      func review(_ event: String) async throws {
        try await world.github(
          .post, "/repos/acme/shop/pulls/\(part.number)/reviews",
          ["event": .string(event), "body": "Look again"], as: "bob")
      }
      try await world.check(part.head, "success")
      try await eventually("a place in the queue") { place() != nil }
      try await review("REQUEST_CHANGES")
      try await eventually("to be out again") { place() == nil }
      try await review("APPROVE")
      try await eventually("a place in the queue again") { place() != nil }
      try await world.tell("mission", "stop", mission)
      try await eventually("to be out because the mission is stopped") { place() == nil }
      try await world.tell("mission", "resume", mission)
      let group = try await eventually("a place in the queue at last") { place() }
      try await world.check(group, "success")
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
      #expect(try await pull(part.number, world)["merged"] == true)
    }
  }

  @Test("a failed job is run again before anybody has to fix it, and a branch that is behind is updated")
  func rerunAndUpdate() async throws {
    try await World.run { world in
      try await protect(world, ["strict": true])
      try await world.openIssue("Implement the part")
      try await world.register("backend")
      let mission = try await start(
        world, ["1"], policy: "ci_reruns = 1\nupdate_branch = true\n", ["--auto-merge"])
      let part = try await handIn("backend", issue: 1, world)
      try await world.check(part.head, "failure")
      try await eventually("the jobs to be run again") {
        world.sandbox.withCore { $0.state.repositories.values.first?.workflowRuns.first?.attempt } == 2
      }
      try await world.push("main")
      try await world.check(part.head, "success")
      let updated = try await eventually("the branch to be updated") { () -> String? in
        let head = try await pull(part.number, world)["head"]["sha"].stringValue
        return head == part.head ? nil : head
      }
      try await world.check(updated, "success")
      let end = try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
      #expect(try await pull(part.number, world)["merged"] == true)
      #expect(end["tasks"].elements.count == 1, "nobody had to fix anything")
    }
  }

  @Test("a thread that a fix answers is replied to and resolved, and the mission goes on")
  func threads() async throws {
    try await World.run { world in
      try await world.openIssue("Implement the part")
      try await world.register("backend")
      let mission = try await start(world, ["1"], policy: "resolve_threads = true\n", ["--auto-merge"])
      let part = try await handIn("backend", issue: 1, world)
      try await world.github(.put, "/repos/acme/shop/collaborators/carol", ["permission": "push"])
      try await world.github(
        .post, "/repos/acme/shop/pulls/\(part.number)/comments",
        ["path": "a.swift", "line": 3, "body": "Why so?"], as: "carol")
      try await world.check(part.head, "success")
      let fix = try await world.take("backend")
      #expect(fix.prompt.contains("Why so?"))
      let head = try await world.push("part-1")
      try await world.check(head, "success")
      try await world.tell("task", "done", fix.id, "--result", "mended")
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
      let comments = try await world.github(.get, "/repos/acme/shop/pulls/\(part.number)/comments")
      #expect(comments.elements.count == 2)
      #expect(comments.elements.last?["body"].stringValue?.contains(String(head.prefix(12))) == true)
    }
  }
}
