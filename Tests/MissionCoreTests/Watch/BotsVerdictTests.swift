import Testing

@testable import MissionCore

@Suite struct BotsVerdictTests {
  private static let finding = """
    ### Off by one

    **High Severity**

    <!-- BUGBOT_BUG_ID: 11111111-2222-4333-8444-555555555555 -->
    """

  private func submitted(_ change: (inout Pull) -> Void) -> Play {
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", Pull(42, change))
    return play
  }

  private func bugbot(_ id: String = "c1", _ body: String = finding) -> CommentFact {
    comment(id, by: "cursor", isBot: true, body)
  }

  @Test("A bot's open thread makes a fix with severity, path, line and text")
  func thread() throws {
    let play = submitted { $0.threads = [MissionCoreTests.thread("T1", bugbot(), path: "a.swift", line: 7)] }
    let cause = try #require(play.fixes(1).first?.causes.first)
    #expect(play.fixes(1).first?.kind == .fix(.bots))
    #expect(cause.severity == "high")
    #expect(cause.title.contains("a.swift:7"))
    #expect(cause.quoted == Self.finding)
    #expect(play.watches(1) == [.done, .snoozed, .done, .done])
  }

  @Test("The same finding posted in several threads or on the next head is one cause")
  func identity() {
    var play = submitted {
      $0.threads = [
        MissionCoreTests.thread("T1", bugbot("c1")), MissionCoreTests.thread("T2", bugbot("c2"), line: 9),
      ]
    }
    #expect(Set(play.fixes(1)[0].causes.map(\.key)).count == 1)
    let key = play.fixes(1)[0].causes[0].key
    play.fetches(Pull(42, head: "a2") { $0.threads = [MissionCoreTests.thread("T3", bugbot("c3"), line: 12)] })
    #expect(play.fixes(1)[0].causes.map(\.key) == [key])
  }

  @Test("Resolved and outdated findings, people who quote a bot, and bots' conversation comments hold nothing")
  func noFinding() {
    let play = submitted {
      $0.checks = [check("ci"), check("Cursor Bugbot", app: "cursor")]
      $0.threads = [
        MissionCoreTests.thread("T1", bugbot(), isResolved: true),
        MissionCoreTests.thread("T2", bugbot("c2"), isOutdated: true),
      ]
      $0.botComments = [bugbot("c3", "Bugbot reviewed your changes and found no new issues")]
    }
    #expect(play.watch(1, .bots)?.status == .done)
  }

  @Test("A thread whose lines a rebase moved stays an open finding until it is resolved or its bot looked again")
  func outdated() {
    for login in ["copilot-pull-request-reviewer", "chatgpt-codex-connector", "greptile-apps", "gemini-code-assist"] {
      let found = comment("c", by: login, isBot: true, "Off by one")
      var play = submitted { $0.threads = [MissionCoreTests.thread("T1", found)] }
      let moved = Pull(42, head: "a2") { $0.threads = [MissionCoreTests.thread("T1", found, isOutdated: true)] }
      play.fetches(moved)
      #expect(play.watch(1, .bots)?.status == .snoozed, "\(login)")
      var resolved = play
      resolved.fetches(moved.with { $0.threads[0].isResolved = true })
      #expect(resolved.watch(1, .bots)?.status == .done, "\(login)")
      play.fetches(
        moved.with {
          $0.botReviews = [review("9", by: login, isBot: true, .commented, on: "a2", body: "No issues found.")]
        })
      #expect(play.watch(1, .bots)?.status == .done, "\(login)")
    }
  }

  @Test("A bot's review without a word and without a thread says nothing that can be relied on")
  func emptyReview() {
    let play = submitted { $0.botReviews = [review("9", by: "gemini-code-assist", isBot: true, .commented)] }
    #expect(play.watch(1, .bots)?.status == .active)
    #expect(play.fixes(1).isEmpty)
  }

  @Test("Findings that a review counts and that stand in no thread are findings of its text")
  func announced() {
    let body = "Copilot reviewed 3 out of 3 changed files in this pull request and generated 2 comments."
    let copilot = review("9", by: "copilot-pull-request-reviewer", isBot: true, .commented, body: body)
    #expect(submitted { $0.botReviews = [copilot] }.fixes(1).count == 1)
    let seen = submitted {
      $0.botReviews = [copilot]
      $0.threads = ["T1", "T2"].map {
        MissionCoreTests.thread($0, comment($0, by: "copilot", isBot: true, "x"), isResolved: true)
      }
    }
    #expect(seen.watch(1, .bots)?.status == .done)
  }

  @Test("Bugbot's neutral check means findings, also where no thread shows them; success means none")
  func neutral() {
    let bot = check("Cursor Bugbot", .neutral, app: "cursor")
    var play = submitted { $0.checks = [check("ci"), bot] }
    #expect(play.fixes(1).first?.kind == .fix(.bots))
    #expect(play.watch(1, .checks)?.status == .done)
    play.fetches(Pull(42) { $0.checks = [check("ci"), check("Cursor Bugbot", app: "cursor")] })
    #expect(play.watch(1, .bots)?.status == .done)
  }

  @Test("A thread from before a neutral check began does not show what it found; one that was resolved since does")
  func neutralAnew() {
    let start = Timestamp(milliseconds: 1_000_000)
    let neutral = check("Cursor Bugbot", .neutral, app: "cursor", startedAt: start)
    for (seconds, finds) in [(-60, true), (0, false), (60, false)] {
      let word = comment("c1", by: "cursor", isBot: true, Self.finding, updatedAt: start.adding(seconds: seconds))
      let play = submitted {
        $0.checks = [check("ci"), neutral]
        $0.threads = [MissionCoreTests.thread("T1", word, isResolved: true)]
      }
      #expect(play.fixes(1).map(\.kind) == (finds ? [.fix(.bots)] : []))
    }
  }

  @Test("A status that merely bears the name of a bot's check is not the bot's")
  func status() {
    var play = submitted { $0.checks = [check("ci"), check("Cursor Bugbot", .pending, app: "cursor")] }
    play.fetches(Pull(42, head: "a2") { $0.checks = [check("ci"), check("Cursor Bugbot", source: .status)] })
    #expect(play.why(1).contains("Cursor Bugbot has not finished"))
  }

  @Test("An older neutral run of a bot's check says nothing beside a newer one", arguments: [true, false])
  func rerun(isNewestFirst: Bool) {
    let runs = [
      check("Cursor Bugbot", .neutral, app: "cursor", run: 1), check("Cursor Bugbot", .success, app: "cursor", run: 2),
    ]
    let play = submitted { $0.checks = [check("ci")] + (isNewestFirst ? runs.reversed() : runs) }
    #expect(play.watch(1, .bots)?.status == .done)
  }

  @Test("A bot that showed itself is waited for on the next head, until its deadline")
  func expected() {
    var play = submitted { $0.checks = [check("ci"), check("Cursor Bugbot", .pending, app: "cursor")] }
    play.fetches(Pull(42, head: "a2"))
    #expect(play.why(1).contains("Cursor Bugbot has not finished"))
    play.waits(seconds: 899)
    #expect(play.state(1) == .submitted(reporting: nil))
    play.waits(seconds: 2)
    #expect(play.state(1) == .done(.gatesPassed))
    #expect(play.activity.contains { $0.contains("stayed silent") })
  }

  @Test("The clock is asked for at a bot's deadline")
  func deadline() {
    var play = submitted { $0.checks = [check("ci"), check("Cursor Bugbot", .pending, app: "cursor")] }
    play.fetches(Pull(42, head: "a2"))
    let seen = play.mission.pullRequests[Pull(42).reference]!.headSeenAt
    play.waits(seconds: 400)
    #expect(play.mission.dueWork[.tick] == seen.adding(seconds: 900))
  }

  @Test("A bot's comment by webhook acts at once; its answer in a thread that is known does not")
  func webhook() {
    var play = submitted { $0.checks = [check("ci", .pending)] }
    play.observes(.comment(Pull(42).reference, bugbot(), path: "a.swift", line: 3))
    #expect(play.fixes(1).count == 1)

    let resolved = MissionCoreTests.thread("T1", bugbot(), isResolved: true)
    var calm = submitted {
      $0.checks = [check("ci", .pending)]
      $0.threads = [resolved]
    }
    calm.observes(.comment(Pull(42).reference, bugbot("c2", "Resolved, thank you"), path: "a.swift", line: 3))
    calm.observes(.comment(Pull(42).reference, bugbot("c1", "edited"), path: "a.swift", line: 3))
    #expect(calm.fixes(1).isEmpty)
  }

  @Test(
    "A bot that a workflow lets speak by the workflows' account is known by its template; another report there is nobody's",
    arguments: [
      ("**Claude finished @ada's task in 2m**\n\n### Issues\n\n1. The lock leaks", true),
      ("### Code review\n\nFound 2 issues:\n\n1. x\n\n🤖 Generated with [Claude Code](https://claude.ai/code)", true),
      (
        "## PR Reviewer Guide 🔍\n<table><tr><td><strong>Recommended focus areas for review</strong><br>x</td></tr></table>",
        true
      ),
      ("**Claude finished @ada's task in 2m**\n\nNo issues found.", false),
      ("## Lint warnings\n\n- a.swift is long", false),
    ])
  func workflowAccount(body: String, finds: Bool) {
    let word = comment("c1", by: "github-actions", isBot: true, body)
    #expect(submitted { $0.botComments = [word] }.fixes(1).map(\.kind) == (finds ? [.fix(.bots)] : []))
    var told = submitted { $0.checks = [check("ci", .pending)] }
    told.observes(.comment(Pull(42).reference, word, path: nil, line: nil))
    #expect(told.fixes(1).map(\.kind) == (finds ? [.fix(.bots)] : []))
    let quote = comment("c2", by: "carol", body)
    #expect(submitted { $0.botComments = [quote] }.fixes(1).isEmpty)
  }

  @Test("What a bot that also writes says under its own pull request is not asked about; what it reviews counts")
  func author() {
    let remark = comment("c1", by: "devin-ai-integration", isBot: true, "I ran the migration on a copy.")
    #expect(submitted { $0.botComments = [remark] }.watch(1, .bots)?.status == .done)
    let found = review(
      "9", by: "devin-ai-integration", isBot: true, .commented, body: "**Devin Review** found 1 new potential issue.")
    #expect(submitted { $0.botReviews = [found] }.fixes(1).map(\.kind) == [.fix(.bots)])
  }

  @Test("A person whose comment quotes a bot's mark by webhook is not the bot")
  func quoting() {
    var play = submitted { $0.checks = [check("ci", .pending)] }
    play.observes(.comment(Pull(42).reference, comment("c9", by: "carol", Self.finding), path: "a.swift", line: 3))
    #expect(play.fixes(1).isEmpty)
  }

  @Test("Threads or checks that were not all read prove nothing about bots")
  func incomplete() {
    #expect(submitted { $0.threadsAreComplete = false }.watch(1, .bots)?.status == .active)
    #expect(submitted { $0.checksAreComplete = false }.watch(1, .bots)?.status == .active)
  }
}
