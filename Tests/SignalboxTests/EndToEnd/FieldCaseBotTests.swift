import GitHub
import GitHubSandbox
import Testing

/// Cases from the field: what review bots write, and what it must not be taken for.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FieldCaseBotTests {
  /// What a bot says of a pull request, and what must come of it.
  private struct Speech: Sendable {
    enum Place: Sendable {
      case review
      case comment
      /// A commit status of that state.
      case status(String)
      /// A check of the bot's own app with that conclusion.
      case check(String, name: String)
    }

    enum Outcome: Sendable {
      case fix
      case asks
      case waits
      /// Nobody knows the bot, and it lists findings.
      case asksAboutFindings
      /// It says nothing about the change.
      case merges
    }

    var bot: String
    var place: Place
    var outcome: Outcome
    var text: String
  }

  private static let copilot = "copilot-pull-request-reviewer[bot]"
  private static let rabbit = "coderabbitai[bot]"

  private static let speeches = [
    Speech(
      bot: copilot, place: .review, outcome: .fix,
      text: "Copilot reviewed 9 out of 9 changed files in this pull request and generated no comments.\n\n<details>\n"
        + "<summary>Comments suppressed due to low confidence (28)</summary>\n\n**a.swift:3**\n* This may trap\n</details>"
    ),
    Speech(
      bot: copilot, place: .review, outcome: .fix,
      text: "Copilot generated no new comments. Comments previously missed: the retry loop has no end."),
    Speech(
      bot: copilot, place: .review, outcome: .fix, text: "🟡 Needs a closer look\n\nThe migration drops a column."),
    Speech(
      bot: copilot, place: .review, outcome: .asks,
      text: "Copilot encountered an error and was unable to review this pull request. You can try again."),
    Speech(
      bot: rabbit, place: .review, outcome: .fix,
      text: "**Actionable comments posted: 0**\n<details>\n<summary>♻️ Duplicate comments (1)</summary><blockquote>\n\n"
        + "`12-14`: still open\n</blockquote></details>"),
    Speech(
      bot: rabbit, place: .review, outcome: .fix,
      text:
        "**Actionable comments posted: 0**\n\n> [!CAUTION]\n> Some comments are outside the diff and can’t be posted "
        + "inline.\n> <details>\n> <summary>⚠️ Outside diff range comments (2)</summary>"),
    Speech(
      bot: rabbit, place: .comment, outcome: .asks,
      text: "<!-- This is an auto-generated comment: rate limited by coderabbit.ai -->\n> [!WARNING]\n> ## Rate limit "
        + "exceeded\n> @ada has exceeded the limit for the number of commits that can be reviewed per hour."),
    Speech(
      bot: rabbit, place: .comment, outcome: .asks,
      text: "> [!NOTE]\n> ## Reviews paused\n> It looks like this branch is under active development."),
    Speech(bot: rabbit, place: .status("success"), outcome: .asks, text: "Review rate limited"),
    Speech(bot: rabbit, place: .status("failure"), outcome: .asks, text: "Review rate limited"),
    Speech(
      bot: "greptile-apps[bot]", place: .comment, outcome: .fix,
      text: "<h2>Greptile Summary</h2>\nAdds a cache.\n<h3>Confidence Score: 3/5</h3>\n- The lock is never released."),
    Speech(
      bot: "chatgpt-codex-connector[bot]", place: .review, outcome: .fix,
      text: "### 💡 Codex Review\n\nhttps://github.com/acme/shop/blob/a1/b.swift#L3\n"
        + "**![P1 Badge](https://img.shields.io/badge/P1-orange) Close the file**\n"),
    Speech(
      bot: "claude[bot]", place: .comment, outcome: .fix,
      text: "**Claude finished @ada's task in 2m**\n\n### Issues Found\n\n1. **Race**: `start()` is called twice."),
    Speech(bot: "claude[bot]", place: .comment, outcome: .waits, text: "I'll look at this"),
    Speech(
      bot: "qodo-merge-pro[bot]", place: .comment, outcome: .fix,
      text:
        "## PR Reviewer Guide 🔍\n<table>\n<tr><td>⚡&nbsp;<strong>Recommended focus areas for review</strong><br><br>"
        + "Possible race</td></tr>\n</table>"),
    Speech(
      bot: "cursor[bot]", place: .comment, outcome: .asks,
      text: "Skipping Bugbot: Bugbot is disabled for this repository."),
    Speech(
      bot: "cursor[bot]", place: .check("neutral", name: "Cursor Bugbot"), outcome: .asks,
      text: "Skipped: Bugbot is disabled for this repository."),
    Speech(
      bot: "korbit-ai[bot]", place: .comment, outcome: .asksAboutFindings,
      text: "## Review\n\n### Issues found\n\n1. `close()` is never called"),
    Speech(
      bot: "amazon-q-developer[bot]", place: .review, outcome: .asksAboutFindings,
      text: "Review summary\n\nThis change has 3 critical issues that must be fixed."),
    Speech(
      bot: "coveralls[bot]", place: .comment, outcome: .merges,
      text: "## Coverage report\n\n**12** of **15** changed lines are covered."),
  ]

  /// Lets the bot say it of a head.
  private func say(_ speech: Speech, of pull: World.CasePull, _ world: World) async throws {
    switch speech.place {
    case .review:
      try await world.github(
        .post, "/repos/acme/shop/pulls/\(pull.number)/reviews", ["event": "COMMENT", "body": .string(speech.text)],
        as: speech.bot)
    case .comment:
      try await world.github(
        .post, "/repos/acme/shop/issues/\(pull.number)/comments", ["body": .string(speech.text)], as: speech.bot)
    case .status(let state): try await world.status(pull.head, "CodeRabbit", state, speech.text, as: speech.bot)
    case .check(let conclusion, let name):
      try await world.github(
        .post, "/repos/acme/shop/check-runs",
        [
          "name": .string(name), "head_sha": .string(pull.head), "status": "completed",
          "conclusion": .string(conclusion), "output": ["title": "Bugbot", "summary": .string(speech.text)],
        ], as: speech.bot)
    }
  }

  private func introduce(_ bots: Set<String>, to world: World) async throws {
    try await world.shape(["users": .array(bots.sorted().map { ["login": .string($0), "type": "Bot"] })])
  }

  @Test("§4 a bot's word is clean by a positive mark only: findings make a fix, what stood down is asked about")
  func speaks() async throws {
    try await World.run { world in
      try await introduce(Set(Self.speeches.map(\.bot)), to: world)
      var cases: [(speech: Speech, mission: String, pull: World.CasePull)] = []
      for (place, speech) in Self.speeches.enumerated() {
        // A mission and an agent for each: what one bot says must not hold the others' pull requests. The agents' roles
        // are of no lane, so that none stands in for another.
        let agent = "maker-\(place)"
        try await world.tell("agent", "register", agent)
        let issue = try await world.openIssue("Design part \(place)")
        let mission = try await world.startCase(
          [issue], policy: "auto_merge = true\n\n[[overrides]]\nissue = \(issue)\nowner_role = \"\(agent)\"\n")
        let task = try await world.take(agent)
        let pull = try await world.openPull("Part", branch: "part-\(place)", body: "For #\(issue)", by: "robot")
        try await say(speech, of: pull, world)
        try await world.tell("task", "done", task.id, "--pull-request", "#\(pull.number)", "--result", "designed")
        try await world.check(pull.head, "success")
        cases.append((speech, mission, pull))
      }
      for (speech, mission, pull) in cases {
        let what = "\(speech.outcome): \(speech.bot) \(speech.place): \(speech.text.prefix(50))"
        let document = try await world.mission(mission, until: what) { document in
          switch speech.outcome {
          case .fix: document.taskKinds.contains("fix")
          case .asks: document["mission"]["state"] == "blocked" && document.why().contains("stood down")
          case .waits: document.why().contains("Claude")
          case .asksAboutFindings:
            document["mission"]["state"] == "blocked" && document.why().contains("lists findings")
          case .merges: document["mission"]["state"] == "completed"
          }
        }
        if speech.outcome != .fix { #expect(document.taskKinds == ["work"], "\(what)") }
        #expect(try await world.isMerged(pull.number) == (speech.outcome == .merges), "\(what)")
      }
      // Whoever does not take a fix may be asked about meanwhile, too.
      let asked = try await world.tell("help-requests")["help_requests"].elements.count {
        $0["reason"].stringValue?.contains("stood down") == true
      }
      #expect(asked == Self.speeches.count { $0.outcome == .asks })
    }
  }

  @Test("§4 the positive mark for this very head is clean, and is merged")
  func clean() async throws {
    try await FieldCase.run(
      policy: "auto_merge = true\n", repository: ["users": [["login": .string(Self.rabbit), "type": "Bot"]]]
    ) { field in
      let pull = try await field.handIn(check: nil)
      let speech = Speech(bot: Self.rabbit, place: .review, outcome: .waits, text: "**Actionable comments posted: 0**")
      try await say(speech, of: pull, field.world)
      try await field.world.check(pull.head, "success")
      try await field.completes()
      #expect(try await field.world.isMerged(pull.number))
    }
  }

  @Test("§4 threads that a rebase made outdated stay open findings until they are resolved")
  func outdatedThread() async throws {
    let bot = "greptile-apps[bot]"
    try await FieldCase.run(
      policy: "auto_merge = true\n", repository: ["users": [["login": .string(bot), "type": "Bot"]]]
    ) { field in
      let world = field.world
      let pull = try await field.handIn(check: nil)
      try await world.github(
        .post, "/repos/acme/shop/pulls/\(pull.number)/comments",
        ["body": "P1: the lock leaks", "path": "a.swift", "line": 3, "commit_id": .string(pull.head)], as: bot)
      try await field.mission(until: "a fix") { $0.taskKinds.contains("fix") }
      let fix = try await world.take("designer")
      let pushed = try await world.github(
        .post, "/_sandbox/repos/acme/shop/push", ["branch": "part", "rebased": true, "forced": true])
      let head = try #require(pushed["sha"].stringValue)
      try await world.tell("task", "done", fix.id, "--result", "rebased")
      try await world.check(head, "success")
      try await field.mission(until: "seeing the new head, and the finding still open") { document in
        document.why().contains("Greptile") || document.taskKinds.count { $0 == "fix" } > 1
      }
      #expect(try await world.isMerged(pull.number) == false)
      let thread = try #require(
        world.sandbox.withCore { $0.state.repositories.values.first?.pulls[pull.number]?.threads.first?.id })
      try world.sandbox.act(as: "ada") { state, act in
        Acted((), events: try state.setResolved(true, thread: thread, by: act))
      }
      try await field.completes()
    }
  }
}
