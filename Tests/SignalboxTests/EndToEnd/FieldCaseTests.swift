import GitHub
import GitHubSandbox
import Testing

/// Situations from public issue threads, from end to end: the built programs, real sockets, the sandbox as GitHub.
@Suite(.serialized, .timeLimit(.minutes(5))) struct FieldCaseTests {
  private func start(_ world: World, _ issues: [Int], policy: String = "") async throws -> String {
    let manifest = "[policy]\nreviewer_required = false\nsettle_secs = 0\n" + policy
    let path = try world.folder.write(manifest, to: "mission.toml")
    return try await world.startMission(
      issues.flatMap { ["-i", "\($0)"] } + ["--watch-interval", "5", "--manifest", path])
  }

  /// Opens a pull request and returns its number and head.
  private func openPull(
    _ world: World, _ title: String, branch: String, onto base: String = "main", body: String = "", by actor: String
  ) async throws -> (number: Int, head: String) {
    try await world.github(.put, "/repos/acme/shop/collaborators/\(actor)", ["permission": "push"])
    try await world.push(branch)
    let pull = try await world.github(
      .post, "/repos/acme/shop/pulls",
      ["title": .string(title), "head": .string(branch), "base": .string(base), "body": .string(body)], as: actor)
    return (try #require(pull["number"].integerValue), try #require(pull["head"]["sha"].stringValue))
  }

  private func edit(_ world: World, _ number: Int, _ change: JSONValue) async throws {
    try await world.github(.patch, "/repos/acme/shop/pulls/\(number)", change)
  }

  private func merge(_ world: World, _ number: Int) async throws {
    try await world.github(.put, "/repos/acme/shop/pulls/\(number)/merge", [:])
  }

  private func why(_ document: JSONValue, _ item: Int = 0) -> String {
    document["work_items"][item]["why"].stringValue ?? ""
  }

  // MARK: 1. Dependency markers

  @Test(
    "§1 'Depends on …/pull/9': waits for the pull request's merge, heard of by webhook or poll", arguments: [0.0, 1.0])
  func pullRequestAsDependency(drop: Double) async throws {
    try await World.run { options in
      options.drop = drop
    } _: { world in
      let pull = try await openPull(world, "A colleague's change", branch: "change", by: "carol")
      let issue = try await world.openIssue(
        "Design the part", "Depends on https://github.com/acme/shop/pull/\(pull.number)")
      try await world.register("designer")
      let mission = try await start(world, [issue])
      try await world.mission(mission, until: "waiting for the pull request") {
        why($0) == "waits for its dependency pull request acme/shop#\(pull.number), which is not merged"
      }
      try await merge(world, pull.number)
      _ = try await world.take("designer")
    }
  }

  @Test("§1 closed unmerged = help, once; merged before the start = satisfied")
  func closedPullRequestAsDependency() async throws {
    try await World.run { world in
      let closed = try await openPull(world, "Given up", branch: "given-up", by: "carol")
      let merged = try await openPull(world, "Landed", branch: "landed", by: "carol")
      try await edit(world, closed.number, ["state": "closed"])
      try await merge(world, merged.number)
      let held = try await world.openIssue("Design the part", "Depends on #\(closed.number)")
      let free = try await world.openIssue("Design the other part", "Depends on #\(merged.number)")
      try await world.register("designer")
      let mission = try await start(world, [held, free])
      let task = try await world.take("designer")
      #expect(task.prompt.contains("Design the other part"))
      let document = try await world.mission(mission, until: "held") {
        why($0).contains("pull request acme/shop#\(closed.number) was closed without merging")
      }
      #expect(document["work_items"][0]["status"] == "blocked")
      let help = try await world.tell("help-requests")
      #expect(help["help_requests"].elements.count == 1)
      try await edit(world, closed.number, ["state": "open"])
      try await merge(world, closed.number)
      try await world.tell("task", "done", task.id, "--result", "designed")
      let next = try await world.take("designer")
      #expect(next.prompt.contains("Design the part"))
    }
  }

  // MARK: 2. Pull requests taken for an issue's work

  @Test("§2 a colleague's pull request that closes the issue beside the agent's: a person is asked which counts")
  func twoPullRequests() async throws {
    try await World.run { world in
      let issue = try await world.openIssue("Design the part")
      try await world.register("designer")
      let mission = try await start(world, [issue])
      let task = try await world.take("designer")
      let agents = try await openPull(world, "The agent's", branch: "part", body: "Closes #\(issue)", by: "robot")
      try await world.tell("task", "done", task.id, "--pull-request", "#\(agents.number)", "--result", "designed")
      let carols = try await openPull(world, "Carol's", branch: "try", body: "Closes #\(issue)", by: "carol")
      try await world.check(carols.head, "failure")
      try await world.check(agents.head, "success")
      let document = try await world.mission(mission, until: "asking which counts") {
        why($0).contains("acme/shop#\(carols.number) by carol says that it closes its issue")
      }
      #expect(document["work_items"][0]["status"] == "blocked")
      #expect(document["tasks"].elements.count == 1, "nobody is to mend Carol's pull request")
      try await world.tell("mission", "note", mission, "use #\(agents.number)")
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
    }
  }

  @Test("§2 branch names such as 'release/2' or 'hotfix/5-minute-cache' link no pull request to an issue")
  func branchNames() async throws {
    try await World.run { world in
      let issue = try await world.openIssue("Design the part")
      try await world.register("designer")
      let mission = try await start(world, [issue])
      let task = try await world.take("designer")
      for branch in ["release/\(issue)", "hotfix/\(issue)-minute-cache", "\(issue)-27-update_deps"] {
        let pull = try await openPull(world, "Something else", branch: branch, by: "carol")
        try await world.check(pull.head, "failure")
        try await merge(world, pull.number)
      }
      let document = try await world.mission(mission)
      #expect(document["watch_items"].elements.isEmpty)
      #expect(document["work_items"][0]["status"] == "running")
      #expect(task.task["id"].stringValue == task.id)
    }
  }

  @Test("§2 merged into another branch than the default (stacked): done only when the stack lands")
  func stacked() async throws {
    try await World.run { world in
      let parent = try await openPull(world, "The first part", branch: "first", by: "carol")
      let issue = try await world.openIssue("Design the part")
      try await world.register("designer")
      let mission = try await start(world, [issue], policy: "complete_on = \"merge\"\n")
      let task = try await world.take("designer")
      let child = try await openPull(
        world, "The second part", branch: "second", onto: "first", body: "Closes #\(issue)", by: "robot")
      try await world.tell("task", "done", task.id, "--pull-request", "#\(child.number)", "--result", "designed")
      try await world.check(child.head, "success")
      try await merge(world, child.number)
      try await world.mission(mission, until: "waiting for the stack") {
        why($0).contains("lands with pull request acme/shop#\(parent.number), which is not merged")
      }
      try await merge(world, parent.number)
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
    }
  }

  // MARK: Landing

  private func handIn(_ world: World, _ issue: Int, branch: String) async throws -> (number: Int, head: String) {
    let task = try await world.take("designer")
    let pull = try await openPull(world, "Part", branch: branch, body: "For #\(issue)", by: "robot")
    try await world.tell("task", "done", task.id, "--pull-request", "#\(pull.number)", "--result", "designed")
    try await world.check(pull.head, "success")
    return pull
  }

  @Test("a merge that was reverted, or lost by a force push, is found at the mission's end", arguments: [true, false])
  func revertedMerge(isReverted: Bool) async throws {
    try await World.run { world in
      let first = try await world.openIssue("Design the part")
      let second = try await world.openIssue("Design the other part", "Depends on #\(first)")
      try await world.register("designer")
      let mission = try await start(world, [first, second], policy: "complete_on = \"merge\"\n")
      let one = try await handIn(world, first, branch: "one")
      try await merge(world, one.number)
      let two = try await handIn(world, second, branch: "two")
      if isReverted {
        try await world.github(
          .post, "/_sandbox/repos/acme/shop/push",
          ["branch": "main", "message": .string("Revert \"Part\" (#9)\n\nReverts acme/shop#\(one.number)")])
      } else {
        try await world.github(.post, "/_sandbox/repos/acme/shop/push", ["branch": "main", "forced": true])
      }
      // A look within a minute of the merge counts for the end as well.
      try await Task.sleep(for: .seconds(61))
      try await merge(world, two.number)
      let document = try await world.mission(mission, until: "asking about the first merge") {
        why($0).hasPrefix("done, but ")
      }
      #expect(document["mission"]["state"] == "blocked")
      try await world.tell("mission", "note", mission, "resume")
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
    }
  }

  @Test("§6 closed by a bot that pushes the commits itself: done, by landing on the base branch")
  func pushedByBot() async throws {
    try await World.run { world in
      let issue = try await world.openIssue("Design the part")
      try await world.register("designer")
      let mission = try await start(world, [issue], policy: "complete_on = \"merge\"\n")
      let pull = try await handIn(world, issue, branch: "part")
      try await world.github(
        .post, "/_sandbox/repos/acme/shop/push",
        [
          "branch": "main",
          "message": .string("Part\n\nPull Request resolved: https://github.com/acme/shop/pull/\(pull.number)"),
        ])
      try await edit(world, pull.number, ["state": "closed"])
      let document = try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
      #expect(document["work_items"][0]["resolution"] == "merged")
    }
  }
}
