import GitHub
import GitHubSandbox
import TestSupport
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
      try await world.mission(mission, until: "done with the first") { $0["work_items"][0]["status"] == "done" }
      if isReverted {
        try await world.github(
          .post, "/_sandbox/repos/acme/shop/push",
          ["branch": "main", "message": .string("Revert \"Part\" (#9)\n\nReverts acme/shop#\(one.number)")])
      } else {
        try await world.github(.post, "/_sandbox/repos/acme/shop/push", ["branch": "main", "forced": true])
      }
      let two = try await handIn(world, second, branch: "two")
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

  // MARK: 3. What agents report

  @Test("§3 what shows no pull request that was opened is refused with what is missing; each form of one is read")
  func reports() async throws {
    try await World.run { world in
      let issue = try await world.openIssue("Implement the part")
      try await world.register("backend")
      let mission = try await start(world, [issue])
      let task = try await world.take("backend")
      let pull = try await openPull(world, "Part", branch: "part", by: "robot")
      for result in [
        "https://github.com/acme/shop/pull/new/part", "https://github.com/acme/shop/compare/main...part",
        "https://github.com/acme/shop/issues/\(issue)", "all done",
      ] {
        let refused = try await world.run("task", "done", task.id, "--result", result)
        #expect(refused.code == 65, "\(result): \(refused.errors)")
      }
      let unknown = try await world.run("task", "done", task.id, "--pull-request", "#999", "--result", "done")
      #expect(unknown.code == 65 && unknown.errors.contains("#999"), "\(unknown.errors)")
      try await world.tell("task", "done", task.id, "--result", "PR #\(pull.number) is open against main")
      let document = try await world.mission(mission, until: "watched") { !$0["watch_items"].elements.isEmpty }
      #expect(document["work_items"][0]["status"] == "blocked")
    }
  }

  // MARK: 4. Review bots

  /// What a bot writes into its review or a comment, and what must come of it.
  struct Speech: Sendable, CustomTestStringConvertible {
    enum Outcome: Sendable {
      case fix
      case asks
      case passes
    }

    var bot: String
    var isReview: Bool
    var outcome: Outcome
    var text: String

    var testDescription: String { "\(bot): \(text.prefix(50))" }
  }

  static let speeches = [
    Speech(
      bot: "copilot-pull-request-reviewer[bot]", isReview: true, outcome: .fix,
      text: "Copilot reviewed 9 out of 9 changed files in this pull request and generated no comments.\n\n<details>\n"
        + "<summary>Comments suppressed due to low confidence (28)</summary>\n\n**a.swift:3**\n* This may trap\n</details>"
    ),
    Speech(
      bot: "copilot-pull-request-reviewer[bot]", isReview: true, outcome: .asks,
      text: "Copilot encountered an error and was unable to review this pull request. You can try again."),
    Speech(
      bot: "coderabbitai[bot]", isReview: true, outcome: .fix,
      text: "**Actionable comments posted: 0**\n<details>\n<summary>♻️ Duplicate comments (1)</summary><blockquote>\n\n"
        + "`12-14`: still open\n</blockquote></details>"),
    Speech(
      bot: "coderabbitai[bot]", isReview: false, outcome: .asks,
      text: "<!-- This is an auto-generated comment: rate limited by coderabbit.ai -->\n> [!WARNING]\n> ## Rate limit "
        + "exceeded\n> @ada has exceeded the limit for the number of commits that can be reviewed per hour."),
    Speech(
      bot: "coderabbitai[bot]", isReview: true, outcome: .passes, text: "**Actionable comments posted: 0**"),
    Speech(
      bot: "cursor[bot]", isReview: false, outcome: .asks,
      text: "Skipping Bugbot: Bugbot is disabled for this repository."),
  ]

  @Test(
    "§4 a bot's word is clean by a positive mark only; findings make a fix, what stood down is asked about",
    arguments: speeches)
  func bots(speech: Speech) async throws {
    try await World.run { world in
      try await world.github(
        .post, "/_sandbox/repos", ["name": "acme/shop", "users": [["login": .string(speech.bot), "type": "Bot"]]])
      let issue = try await world.openIssue("Design the part")
      try await world.register("designer")
      let mission = try await start(world, [issue], policy: "auto_merge = true\n")
      let task = try await world.take("designer")
      let pull = try await openPull(world, "Part", branch: "part", body: "For #\(issue)", by: "robot")
      try await world.github(
        .post,
        speech.isReview
          ? "/repos/acme/shop/pulls/\(pull.number)/reviews" : "/repos/acme/shop/issues/\(pull.number)/comments",
        speech.isReview ? ["event": "COMMENT", "body": .string(speech.text)] : ["body": .string(speech.text)],
        as: speech.bot)
      try await world.tell("task", "done", task.id, "--pull-request", "#\(pull.number)", "--result", "designed")
      try await world.check(pull.head, "success")
      switch speech.outcome {
      case .fix:
        let fix = try await world.take("designer")
        #expect(fix.task["id"].stringValue != task.id)
      case .asks:
        try await eventually("a question") {
          try await !world.tell("help-requests")["help_requests"].elements.isEmpty
        }
      case .passes: try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
      }
      let merged = try await world.github(.get, "/repos/acme/shop/pulls/\(pull.number)")["merged"].booleanValue
      #expect(merged == (speech.outcome == .passes))
    }
  }

  // MARK: 5. Checks

  @Test(
    "§5 a suite without any run: red where it failed, a person where it waits for one",
    arguments: ["failure", "startup_failure", "action_required"])
  func suiteWithoutRun(conclusion: String) async throws {
    try await World.run { world in
      let issue = try await world.openIssue("Design the part")
      try await world.register("designer")
      let mission = try await start(world, [issue], policy: "auto_merge = true\n")
      let task = try await world.take("designer")
      let pull = try await openPull(world, "Part", branch: "part", body: "For #\(issue)", by: "robot")
      try await world.github(
        .post, "/_sandbox/repos/acme/shop/suites",
        ["head_sha": .string(pull.head), "conclusion": .string(conclusion)])
      try await world.tell("task", "done", task.id, "--pull-request", "#\(pull.number)", "--result", "designed")
      if conclusion == "action_required" {
        try await world.mission(mission, until: "asking") { why($0).contains("waits for a person") }
      } else {
        let fix = try await world.take("designer")
        #expect(fix.id != task.id)
      }
      #expect(try await world.github(.get, "/repos/acme/shop/pulls/\(pull.number)")["merged"] == false)
    }
  }

  @Test("§5 what no code can mend asks a person at once instead of making a fix task")
  func unmendable() async throws {
    try await World.run { world in
      let issue = try await world.openIssue("Design the part")
      try await world.register("designer")
      let mission = try await start(world, [issue])
      let pull = try await handIn(world, issue, branch: "part")
      try await world.github(
        .post, "/repos/acme/shop/statuses/\(pull.head)",
        ["state": "failure", "context": "Vercel", "description": "Authorization required to deploy."])
      let document = try await world.mission(mission, until: "asking") { why($0).contains("no code can mend") }
      #expect(document["tasks"].elements.count == 1)
    }
  }

  @Test(
    "§5 fast foreign checks first, Actions only later, nothing required: waits for the workflow the head's tree has")
  func lateWorkflow() async throws {
    try await World.run { world in
      try await world.github(
        .post, "/_sandbox/repos",
        ["name": "acme/shop", "workflows": ["ci.yml": "on:\n  pull_request:\n", "nightly.yml": "on:\n  schedule:\n"]])
      let issue = try await world.openIssue("Design the part")
      try await world.register("designer")
      let mission = try await start(world, [issue], policy: "auto_merge = true\n")
      let task = try await world.take("designer")
      let pull = try await openPull(world, "Part", branch: "part", body: "For #\(issue)", by: "robot")
      try await world.tell("task", "done", task.id, "--pull-request", "#\(pull.number)", "--result", "designed")
      try await world.github(
        .post, "/repos/acme/shop/statuses/\(pull.head)", ["state": "success", "context": "preview"])
      try await world.mission(mission, until: "waiting for the workflow") {
        why($0).contains("workflow ci.yml has not begun")
      }
      #expect(try await world.github(.get, "/repos/acme/shop/pulls/\(pull.number)")["merged"] == false)
      try await world.check(pull.head, "success")
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
    }
  }

  @Test("§5 no CI at all and auto_merge: said at start")
  func nothingChecks() async throws {
    try await World.run { world in
      let issue = try await world.openIssue("Design the part")
      let words = ["mission", "start", "-i", "\(issue)", "--auto-merge", "--dry-run", "--wait", "\(patience)"]
      let bare = try await world.run(words)
      #expect(bare.output.contains("nothing checks what is pushed to acme/shop"), "\(bare.output)\(bare.errors)")
      try await world.github(
        .post, "/_sandbox/repos", ["name": "acme/shop", "workflows": ["ci.yml": "on: push"]])
      let checked = try await world.run(words)
      #expect(checked.code == 0 && !checked.output.contains("nothing checks"), "\(checked.output)\(checked.errors)")
    }
  }

  // MARK: 6. Stuck without a word

  @Test("§6 required approvals on GitHub's side: said in why and asked for; no merge is tried in vain")
  func requiredApprovals() async throws {
    try await World.run { world in
      try await world.github(
        .post, "/_sandbox/repos",
        ["name": "acme/shop", "users": ["bob"], "protection": ["required_checks": ["ci"], "required_approvals": 1]])
      let issue = try await world.openIssue("Design the part")
      try await world.register("designer")
      let mission = try await start(world, [issue], policy: "auto_merge = true\n")
      let pull = try await handIn(world, issue, branch: "part")
      try await world.mission(mission, until: "asking for an approval") {
        why($0).contains("without an approving review there")
      }
      let help = try await world.tell("help-requests")
      #expect(help["help_requests"].elements.count == 1)
      #expect(world.calls("PUT /repos/{owner}/{repo}/pulls/{number}/merge") == 0)
      try await world.github(
        .post, "/repos/acme/shop/pulls/\(pull.number)/reviews", ["event": "APPROVE"], as: "bob")
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
    }
  }

  @Test("§6 ejected from the merge queue: says what failed there, by the merge group's own checks")
  func ejectedFromQueue() async throws {
    try await World.run { world in
      try await world.github(
        .post, "/_sandbox/repos",
        ["name": "acme/shop", "protection": ["required_checks": ["ci"], "merge_queue": true]])
      let issue = try await world.openIssue("Design the part")
      try await world.register("designer")
      let mission = try await start(world, [issue], policy: "auto_merge = true\n")
      let pull = try await handIn(world, issue, branch: "part")
      let group = try await eventually("a merge group") {
        world.sandbox.withCore { $0.state.repositories.values.first?.pulls[pull.number]?.queueEntry?.sha }
      }
      try await world.check(group, "failure")
      try await world.mission(mission, until: "out of the queue") {
        why($0).contains("it left the merge queue without being merged; failed there: ci")
      }
    }
  }

  @Test("§6 a draft reported as done waits, and says that it is a draft")
  func draft() async throws {
    try await World.run { world in
      let issue = try await world.openIssue("Design the part")
      try await world.register("designer")
      let mission = try await start(world, [issue])
      let task = try await world.take("designer")
      try await world.push("part")
      let pull = try await world.github(
        .post, "/repos/acme/shop/pulls", ["title": "Part", "head": "part", "base": "main", "draft": true])
      let number = try #require(pull["number"].integerValue)
      try await world.tell("task", "done", task.id, "--pull-request", "#\(number)", "--result", "designed")
      try await world.check(try #require(pull["head"]["sha"].stringValue), "success")
      try await world.mission(mission, until: "waiting for the draft") { why($0).contains("it is a draft") }
    }
  }

  @Test("§6 a squash-only repository: merged by the method that it allows")
  func squashOnly() async throws {
    try await World.run { world in
      try await world.github(
        .post, "/_sandbox/repos", ["name": "acme/shop", "merge_methods": ["squash"]])
      let issue = try await world.openIssue("Design the part")
      try await world.register("designer")
      let mission = try await start(world, [issue], policy: "auto_merge = true\nmerge_method = \"merge\"\n")
      _ = try await handIn(world, issue, branch: "part")
      try await world.mission(mission, until: "completed") { $0["mission"]["state"] == "completed" }
    }
  }

  // MARK: 8. Commands in comments

  @Test("§8 a no-break space and a colon after '/signalbox' are read; 'hold on, let me look' holds nothing")
  func commands() async throws {
    try await World.run { world in
      try await world.github(.put, "/repos/acme/shop/collaborators/ada", ["permission": "push"])
      let issue = try await world.openIssue("Design the part")
      try await world.register("designer")
      let mission = try await start(world, [issue])
      func say(_ text: String) async throws {
        try await world.github(
          .post, "/repos/acme/shop/issues/\(issue)/comments", ["body": .string(text)], as: "ada")
      }
      try await say("/signalbox hold on, let me look")
      try await say("/signalbox\u{00A0}note heard the phone")
      try await world.mission(mission, until: "having heard the note") { document in
        document["events"].elements.contains { $0.stringValue?.contains("heard the phone") ?? false }
      }
      #expect(try await world.mission(mission)["mission"]["blocked_reason"].stringValue?.contains("Paused") != true)
      try await say("/signalbox: pause")
      try await world.mission(mission, until: "paused") { $0["mission"]["blocked_reason"] == "Paused by ada" }
    }
  }
}
