import GitHub
import GitHubSandbox
import Testing

/// Cases from the field: what an issue waits for, whose pull request is whose, what agents report, what has landed.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FieldCaseLinkTests {
  // MARK: 1. Dependency markers

  @Test(
    "§1 'Depends on …/pull/9': waits for the pull request's merge, heard of by webhook or poll", arguments: [0.0, 1.0])
  func pullRequestAsDependency(drop: Double) async throws {
    try await World.run { options in
      options.drop = drop
    } _: { world in
      let pull = try await world.openPull("A colleague's change", branch: "change", by: "carol")
      let issue = try await world.openIssue(
        "Design the part", "Depends on https://github.com/acme/shop/pull/\(pull.number)")
      try await world.register("designer")
      let mission = try await world.startCase([issue])
      try await world.mission(mission, until: "waiting for the pull request") {
        $0.why() == "waits for its dependency pull request acme/shop#\(pull.number), which is not merged"
      }
      try await world.merge(pull.number)
      _ = try await world.take("designer")
    }
  }

  @Test("§1 closed unmerged = help, once; merged before the start = satisfied")
  func closedPullRequestAsDependency() async throws {
    try await World.run { world in
      let closed = try await world.openPull("Given up", branch: "given-up", by: "carol")
      let merged = try await world.openPull("Landed", branch: "landed", by: "carol")
      try await world.edit(closed.number, ["state": "closed"])
      try await world.merge(merged.number)
      let held = try await world.openIssue("Design the part", "Depends on #\(closed.number)")
      let free = try await world.openIssue("Design the other part", "Depends on #\(merged.number)")
      try await world.register("designer")
      let mission = try await world.startCase([held, free])
      let task = try await world.take("designer")
      #expect(task.prompt.contains("Design the other part"))
      let document = try await world.mission(mission, until: "held") {
        $0.why().contains("pull request acme/shop#\(closed.number) was closed without merging")
      }
      #expect(document["work_items"][0]["status"] == "blocked")
      let help = try await world.tell("help-requests")
      #expect(help["help_requests"].elements.count == 1)
      try await world.edit(closed.number, ["state": "open"])
      try await world.merge(closed.number)
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
      let mission = try await world.startCase([issue])
      let task = try await world.take("designer")
      let agents = try await world.openPull("The agent's", branch: "part", body: "Closes #\(issue)", by: "robot")
      try await world.tell("task", "done", task.id, "--pull-request", "#\(agents.number)", "--result", "designed")
      let carols = try await world.openPull("Carol's", branch: "try", body: "Closes #\(issue)", by: "carol")
      try await world.check(carols.head, "failure")
      try await world.check(agents.head, "success")
      let document = try await world.mission(mission, until: "asking which counts") {
        $0.why().contains("acme/shop#\(carols.number) by carol says that it closes its issue")
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
      let mission = try await world.startCase([issue])
      let task = try await world.take("designer")
      let names = [
        "release/N", "hotfix/N-minute-cache", "N-27-update_deps", "gh/someone/N/head", "mergify/bp/release/N/pr-40",
        "feature/N-column-layout", "renovate/N-x", "backport/N", "sprint/N", "2024-05-0N-cleanup", "issue-N",
        "signalboxes/N",
      ]
      for branch in names.map({ $0.replacing("N", with: "\(issue)") }) {
        let pull = try await world.openPull("Something else", branch: branch, by: "carol")
        try await world.check(pull.head, "failure")
        try await world.merge(pull.number)
      }
      try await world.settle()
      let document = try await world.mission(mission)
      #expect(document["watch_items"].elements.isEmpty)
      #expect(document["work_items"][0]["status"] == "running")
      #expect(task.task["id"].stringValue == task.id)
    }
  }

  @Test("§2 merged into another branch than the default (stacked): done only when the stack lands")
  func stacked() async throws {
    try await World.run { world in
      let parent = try await world.openPull("The first part", branch: "first", by: "carol")
      let issue = try await world.openIssue("Design the part")
      try await world.register("designer")
      let mission = try await world.startCase([issue], policy: "complete_on = \"merge\"\n")
      let task = try await world.take("designer")
      let child = try await world.openPull(
        "The second part", branch: "second", onto: "first", body: "Closes #\(issue)", by: "robot")
      try await world.tell("task", "done", task.id, "--pull-request", "#\(child.number)", "--result", "designed")
      try await world.check(child.head, "success")
      try await world.merge(child.number)
      try await world.mission(mission, until: "waiting for the stack") {
        $0.why().contains("lands with pull request acme/shop#\(parent.number), which is not merged")
      }
      try await world.merge(parent.number)
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
    }
  }

  // MARK: Landing

  @Test("a merge that was reverted, or lost by a force push, is found at the mission's end", arguments: [true, false])
  func revertedMerge(isReverted: Bool) async throws {
    try await World.run { world in
      let first = try await world.openIssue("Design the part")
      let second = try await world.openIssue("Design the other part", "Depends on #\(first)")
      try await world.register("designer")
      let mission = try await world.startCase([first, second], policy: "complete_on = \"merge\"\n")
      let one = try await world.handIn(for: first, branch: "one")
      try await world.merge(one.number)
      try await world.mission(mission, until: "done with the first") { $0["work_items"][0]["status"] == "done" }
      if isReverted {
        try await world.github(
          .post, "/_sandbox/repos/acme/shop/push",
          ["branch": "main", "message": .string("Revert \"Part\" (#9)\n\nReverts acme/shop#\(one.number)")])
      } else {
        try await world.github(.post, "/_sandbox/repos/acme/shop/push", ["branch": "main", "forced": true])
      }
      let two = try await world.handIn(for: second, branch: "two")
      try await world.merge(two.number)
      let document = try await world.mission(mission, until: "asking about the first merge") {
        $0.why().hasPrefix("done, but ")
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
      let mission = try await world.startCase([issue], policy: "complete_on = \"merge\"\n")
      let pull = try await world.handIn(for: issue, branch: "part")
      try await world.github(
        .post, "/_sandbox/repos/acme/shop/push",
        [
          "branch": "main",
          "message": .string("Part\n\nPull Request resolved: https://github.com/acme/shop/pull/\(pull.number)"),
        ])
      try await world.edit(pull.number, ["state": "closed"])
      let document = try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
      #expect(document["work_items"][0]["resolution"] == "merged")
    }
  }

  // MARK: 3. What agents report

  @Test("§3 another's pull request that is merely mentioned is nobody's result, and is not watched")
  func onlyMentioned() async throws {
    try await World.run { world in
      let carols = try await world.openPull("Carol's", branch: "carols", by: "carol")
      try await world.check(carols.head, "failure")
      let issue = try await world.openIssue("Implement the part")
      try await world.register("backend")
      let mission = try await world.startCase([issue])
      let task = try await world.take("backend")
      for result in [
        "done like acme/shop#\(carols.number)",
        "I read https://github.com/acme/shop/pull/\(carols.number) to learn how",
        "this needs #\(carols.number) first",
      ] {
        let refused = try await world.run("task", "done", task.id, "--result", result)
        #expect(refused.code == 65, "\(result): \(refused.output)\(refused.errors)")
      }
      let pull = try await world.openPull("Part", branch: "part", by: "robot")
      let result = "PR #\(pull.number) is open; it is written like acme/shop#\(carols.number)"
      try await world.tell("task", "done", task.id, "--result", result)
      let document = try await world.mission(mission, until: "watched") { !$0["watch_items"].elements.isEmpty }
      #expect(document["work_items"][0]["pull_requests"].elements.count == 1)
      #expect(document.taskKinds == ["work"], "nobody is to mend Carol's pull request")
    }
  }

  @Test("§3 what shows no pull request that was opened is refused with what is missing; each form of one is read")
  func reports() async throws {
    try await World.run { world in
      let issue = try await world.openIssue("Implement the part")
      try await world.register("backend")
      let mission = try await world.startCase([issue])
      let task = try await world.take("backend")
      let pull = try await world.openPull("Part", branch: "part", by: "robot")
      for result in [
        "https://github.com/acme/shop/pull/new/part", "https://github.com/acme/shop/compare/main...part",
        "https://github.com/acme/shop/issues/\(issue)", "all done",
      ] {
        let refused = try await world.run("task", "done", task.id, "--result", result)
        #expect(refused.code == 65, "\(result): \(refused.errors)")
      }
      let unknown = try await world.run("task", "done", task.id, "--pull-request", "#999", "--result", "done")
      #expect(unknown.code == 65 && unknown.errors.contains("#999"), "\(unknown.errors)")
      for words in [
        ["--pull-request", "acme/nope#1", "--result", "done"],
        ["--result", "opened https://github.com/acme/nope/pull/1"],
      ] {
        let nowhere = try await world.run(["task", "done", task.id] + words)
        #expect(nowhere.code == 65 && nowhere.errors.contains("acme/nope"), "\(words): \(nowhere.errors)")
      }
      #expect(try await world.mission(mission)["watch_items"].elements.isEmpty)
      try await world.tell("task", "done", task.id, "--result", "PR #\(pull.number) is open against main")
      let document = try await world.mission(mission, until: "watched") { !$0["watch_items"].elements.isEmpty }
      #expect(document["work_items"][0]["status"] == "blocked")
      for (place, form) in [
        "opened github.com/acme/shop/pull/N", "https://api.github.com/repos/acme/shop/pulls/N", "PR#N", "acme/shop#N",
      ].enumerated() {
        let issue = try await world.openIssue("Implement part \(place)")
        let mission = try await world.startCase([issue])
        let task = try await world.take("backend")
        let pull = try await world.openPull("Part \(place)", branch: "part-\(place)", by: "robot")
        try await world.tell("task", "done", task.id, "--result", form.replacing("N", with: "\(pull.number)"))
        try await world.mission(mission, until: "watching what '\(form)' names") { !$0["watch_items"].elements.isEmpty }
      }
    }
  }
}
