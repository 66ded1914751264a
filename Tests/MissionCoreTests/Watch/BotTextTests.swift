import Testing

@testable import MissionCore

/// What review bots say outside threads: in the conversation and in the bodies of their reviews.
@Suite struct BotTextTests {
  private static let committed = Timestamp(milliseconds: 1_799_999_000_000)
  private static let before = committed.adding(seconds: -60)
  private static let after = committed.adding(seconds: 60)

  private func pull(_ head: String = "a1", _ comments: CommentFact..., change: (inout Pull) -> Void = { _ in }) -> Pull
  {
    Pull(42, head: head) {
      $0.botComments = comments
      $0.headCommittedAt = Self.committed
      change(&$0)
    }
  }

  private func sonar(_ words: String, _ at: Timestamp = after, id: String = "s1") -> CommentFact {
    comment(id, by: "sonarqubecloud", isBot: true, "## Quality Gate \(words)", updatedAt: at)
  }

  private func rabbit(_ body: String, _ at: Timestamp = after) -> CommentFact {
    comment("r1", by: "coderabbitai[bot]", isBot: true, body, updatedAt: at)
  }

  private func submitted(_ pull: Pull) -> Play {
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", pull)
    return play
  }

  @Test("A failed quality gate in the conversation is a finding with its text, and a passed one ends it")
  func qualityGate() throws {
    var play = submitted(pull("a1", sonar("Failed")))
    let cause = try #require(play.fixes(1).first?.causes.first)
    #expect(cause.key.subject == .bot("SonarQube", finding: "text"))
    #expect(cause.quoted?.contains("Quality Gate Failed") == true)
    #expect(cause.severity == "unknown")
    play.fetches(pull("a1", sonar("Failed"), sonar("passed", Self.after.adding(seconds: 5), id: "s2")))
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("What was written after a commit was made but before it was pushed is about the head before it")
  func pushedLate() {
    var play = submitted(
      pull("a1", sonar("passed")) { $0.checks = [check("ci", .pending)] })
    play.fetches(pull("a2", sonar("passed", Self.after.adding(seconds: 5))))
    #expect(play.why(1).contains("SonarQube has not finished with this head"))
    play.fetches(pull("a2", sonar("passed", play.now)))
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("A comment by webhook acts at once; a person who quotes the words does not")
  func webhook() {
    var play = submitted(pull { $0.checks = [check("ci", .pending)] })
    play.observes(
      .comment(Pull(42).reference, comment("p", by: "carol", "Quality Gate failed"), path: nil, line: nil))
    #expect(play.fixes(1).isEmpty)
    play.observes(.comment(Pull(42).reference, sonar("Failed"), path: nil, line: nil))
    #expect(play.fixes(1).first?.kind == .fix(.bots))
  }

  @Test("A finding of an earlier head waits for the bot's next word, and stands again when the bot stays silent")
  func earlierHead() {
    var play = submitted(pull("a2", sonar("Failed", Self.before)))
    #expect(play.fixes(1).isEmpty)
    #expect(play.why(1).contains("SonarQube has not finished with this head"))
    var answered = play
    answered.fetches(pull("a2", sonar("passed", Self.after)))
    #expect(answered.state(1) == .done(.gatesPassed))
    play.waits(seconds: 899)
    #expect(play.fixes(1).isEmpty)
    play.waits(seconds: 2)
    #expect(play.fixes(1).count == 1)
  }

  @Test("A text that names the head is of the head, whenever it was written")
  func namesHead() {
    let head = "abcdef0123456789"
    let text = rabbit("Outside diff range comments (1), reviewed abcdef0", Self.before)
    #expect(submitted(pull(head, text)).fixes(1).count == 1)
    #expect(submitted(pull(head, rabbit("Outside diff range comments (1)", Self.before))).fixes(1).isEmpty)
  }

  @Test(
    "A bot that is rate limited or skips stood down: a person is asked, or it passes or is waited for where that is said",
    arguments: ["rate limited", "skip review"], Policy.StoodDownBots.allCases)
  func standDown(_ words: String, _ policy: Policy.StoodDownBots) {
    let text = rabbit("<!-- This is an auto-generated comment: \(words) by coderabbit.ai -->")
    var play = Play([design(1)], agents: ["designer"]) { $0.botStoodDown = policy }
    play.handsIn("designer", pull("a1", text))
    #expect(play.watch(1, .bots)?.verdict.contains("CodeRabbit stood down") == true)
    #expect(play.item(1).isDone == (policy == .pass))
    #expect(play.mission.header.help.contains { $0.reason.contains("CodeRabbit stood down") } == (policy == .ask))
    play.waits(seconds: 90_000)
    #expect(play.mission.header.help.contains { $0.reason.contains("CodeRabbit stood down") } == (policy != .pass))
    #expect(play.fixes(1).isEmpty)
  }

  @Test("A person lets a head pass that a bot did not look at, by approving it; the next head is asked about anew")
  func accepted() {
    let text = rabbit("<!-- This is an auto-generated comment: rate limited by coderabbit.ai -->")
    var play = submitted(pull("a1", text) { $0.checks = [check("ci", .pending)] })
    #expect(!play.mission.header.help.isEmpty)
    var next = play
    play.happens(.approve(play.item(1).id, by: "ada"))
    play.fetches(pull("a1", text))
    #expect(play.item(1).isDone)
    next.happens(.approve(next.item(1).id, by: "ada"))
    next.fetches(pull("a2", rabbit("<!-- rate limited by coderabbit.ai -->", next.now.adding(seconds: 1))))
    #expect(!next.item(1).isDone)
    #expect(!next.mission.header.help.isEmpty)
  }

  @Test("A bot's text of no known shape is neither clean nor waited for: it is shown, and asked about once")
  func unknown() {
    let text = comment("u", by: "claude", isBot: true, "I read all of it.", updatedAt: Self.after)
    var play = submitted(pull("a1", text))
    #expect(play.watch(1, .bots)?.verdict.contains("I read all of it.") == true)
    let asked = { (play: Play) in play.effects.count { if case .askForHelp = $0 { true } else { false } } }
    #expect(asked(play) == 1)
    play.waits(seconds: 1000)
    play.fetches(pull("a1", text))
    #expect(asked(play) == 1)
    #expect(!play.item(1).isDone)
    play.fetches(
      pull("a1", text) {
        $0.botComments.append(
          comment("v", by: "claude", isBot: true, "No issues found.", updatedAt: Self.after.adding(seconds: 9)))
      })
    #expect(play.item(1).isDone)
    #expect(play.mission.header.help.isEmpty)
  }

  @Test("A guide with focus areas stays findings beside another comment of the same bot that has none")
  func severalComments() {
    let guide = comment(
      "g", by: "qodo-merge-pro", isBot: true, "PR Reviewer Guide\nRecommended focus areas for review: race",
      updatedAt: Self.after)
    let suggestions = comment(
      "h", by: "qodo-merge-pro", isBot: true, "No code suggestions found for the PR.",
      updatedAt: Self.after.adding(seconds: 60))
    #expect(submitted(pull("a1", guide, suggestions)).fixes(1).count == 1)
  }

  @Test("A green status of a bot that says it did not look is no look, and a red one makes no work for the author")
  func statusThatDidNotLook() {
    for state in [CheckState.success, .failure("failure")] {
      let play = submitted(
        pull {
          $0.checks = [check("ci"), check("CodeRabbit", state, source: .status, summary: "Review rate limited")]
        })
      #expect(!play.item(1).isDone)
      #expect(play.watch(1, .bots)?.verdict.contains("CodeRabbit stood down: it is rate limited") == true)
      #expect(play.fixes(1).isEmpty)
    }
  }

  @Test("Bugbot's neutral check that says it skipped is no finding")
  func neutralSkip() {
    let play = submitted(
      pull {
        $0.checks = [
          check("ci"), check("Cursor Bugbot", .neutral, app: "cursor", summary: "Skipped\n\nBugbot is disabled"),
        ]
      })
    #expect(play.fixes(1).isEmpty)
    #expect(play.watch(1, .bots)?.verdict.contains("Cursor Bugbot stood down") == true)
  }

  @Test("A comment that names another reviewed commit is not of this head, however late it was edited")
  func namesAnother() {
    let text = comment(
      "c", by: "greptile-apps", isBot: true, "Greptile Summary\nConfidence Score: 5/5\nLast reviewed commit: 0123abc",
      updatedAt: Self.after)
    let play = submitted(pull("abcdef01", text) { $0.checks.append(check("Greptile Review", app: "greptile-apps")) })
    #expect(play.why(1).contains("Greptile has not finished with this head"))
  }

  @Test(
    "A clean comment that names other commits by their whole names is not of this head; findings stand whatever they name"
  )
  func namesOthers() {
    let other = String(repeating: "0123456789", count: 4)
    for (body, expected) in [
      ("No actionable comments were generated in the recent review.\n\nReviewing files between \(other) and x.", false),
      ("No actionable comments were generated in the recent review.", true),
    ] {
      let text = comment("c", by: "coderabbitai", isBot: true, body, updatedAt: Self.after)
      #expect((submitted(pull("abcdef01", text)).watch(1, .bots)?.status == .done) == expected)
    }
    let found = comment("c", by: "claude", isBot: true, "## Issues\n\n1. x (\(other))", updatedAt: Self.after)
    #expect(submitted(pull("abcdef01", found)).fixes(1).map(\.kind) == [.fix(.bots)])
  }

  @Test("The body of a bot's review counts on the commit it is of and on no other")
  func reviewBody() {
    func review(of commit: String) -> ReviewFact {
      ReviewFact(
        id: "9", reviewer: Account(login: "coderabbitai", isBot: true), verdict: .commented, commit: commit,
        canWrite: false, body: "**Actionable comments posted: 0**\n🧹 Nitpick comments (1)", url: nil)
    }
    var play = submitted(pull { $0.botReviews = [review(of: "a1")] })
    #expect(play.fixes(1).first?.kind == .fix(.bots))
    play.fetches(pull("a2") { $0.botReviews = [review(of: "a1")] })
    #expect(play.why(1).contains("CodeRabbit has not finished with this head"))
    #expect(play.fixes(1).isEmpty)
  }

  @Test("A review of the head is all that is asked of a bot that reports no check", arguments: [true, false])
  func reviewed(hasReviewed: Bool) {
    let review = ReviewFact(
      id: "9", reviewer: Account(login: "coderabbitai", isBot: true), verdict: .commented, commit: "a2",
      canWrite: false, body: "**Actionable comments posted: 0**", url: nil)
    var play = submitted(
      pull("a1", rabbit("Walkthrough")) { $0.checks = [check("ci", .pending)] })
    play.fetches(pull("a2", rabbit("Walkthrough")) { $0.botReviews = hasReviewed ? [review] : [] })
    #expect(play.item(1).isDone == hasReviewed)
  }

  @Test("A bot's own word that its finding is addressed ends it; a person's does not", arguments: [true, false])
  func takenBack(isBot: Bool) {
    let found = comment("c1", by: "coderabbitai", isBot: true, "_🟠 Major_\n**Off by one.**")
    let answer = comment("c2", by: isBot ? "coderabbitai" : "carol", isBot: isBot, "✅ Addressed in commit a1")
    let play = submitted(
      pull {
        $0.threads = [thread("T", found, answer)]
        $0.botReviews = [
          ReviewFact(
            id: "9", reviewer: Account(login: "coderabbitai", isBot: true), verdict: .commented, commit: "a1",
            canWrite: false, body: "", url: nil)
        ]
      })
    #expect(play.item(1).isDone == isBot)
  }

  @Test(
    "A mark that a finding is over counts at the beginning of a line only, also a hidden one",
    arguments: [
      ("coderabbitai", "You're right.\n\n<!-- <review_comment_withdrawn> -->", true),
      ("coderabbitai", "Thanks!\n<!-- <review_comment_addressed> -->", true),
      ("coderabbitai", "The parser takes `✅ Addressed in commit` for the end.", false),
      ("macroscopeapp", "✅ Resolved in 148c355", true), ("macroscopeapp", "No longer relevant as of 6a06232", true),
    ])
  func takenBackMarks(_ bot: String, _ answer: String, _ isOver: Bool) {
    let found = comment("c1", by: bot, isBot: true, "**Off by one.**")
    let play = submitted(
      pull {
        $0.threads = [thread("T", found, comment("c2", by: bot, isBot: true, answer))]
        $0.botReviews = [
          ReviewFact(
            id: "9", reviewer: Account(login: bot, isBot: true), verdict: .commented, commit: "a1", canWrite: false,
            body: "", url: nil)
        ]
      })
    #expect(play.item(1).isDone == isOver)
  }

  @Test("What CodeRabbit thinks of the merge is of the commit up to which it thinks so")
  func mergeRisk() {
    func summary(_ risk: String, _ commit: String) -> CommentFact {
      rabbit("Walkthrough\n\n**Merge Risk:** _\(risk)_ · up to `\(commit)`\n\nSaid of abcdef0123456789.")
    }
    let head = "abcdef0123456789"
    #expect(submitted(pull(head, summary("⚪ Minimal", "abcde"))).item(1).isDone)
    #expect(!submitted(pull(head, summary("⚪ Minimal", "12345"))).item(1).isDone)
    #expect(submitted(pull(head, summary("🟠 High", "abcde"))).fixes(1).count == 1)
    #expect(submitted(pull(head, summary("🟠 High", "12345"))).fixes(1).isEmpty)
  }

  @Test("A bot that leaves it to a person has one asked, whatever else it says later in another place")
  func undecided() {
    let verdict = comment(
      "m1", by: "macroscopeapp", isBot: true, "#### Approvability\n\n**Verdict:** Needs human review",
      updatedAt: Self.after)
    var play = submitted(
      pull("a1", verdict) {
        $0.botReviews = [
          ReviewFact(
            id: "9", reviewer: Account(login: "macroscopeapp", isBot: true), verdict: .commented, commit: "a1",
            canWrite: false, body: "No issues found.", url: nil, submittedAt: Self.after.adding(seconds: 60))
        ]
      })
    #expect(play.watch(1, .bots)?.verdict.contains("Macroscope leaves it to a person") == true)
    #expect(!play.item(1).isDone)
    play.happens(.approve(play.item(1).id, by: "ada"))
    play.fetches(pull("a1", verdict))
    #expect(play.item(1).isDone)
  }

  @Test("A bot's neutral check that lists findings has them")
  func neutralFindings() {
    let play = submitted(
      pull {
        $0.checks = [
          check("ci"),
          check(
            "Greptile Review", .neutral, app: "greptile-apps",
            summary: "Greptile confidence 3/5 is below the required 4/5."),
        ]
      })
    #expect(play.fixes(1).map(\.kind) == [.fix(.bots)])
  }

  @Test("Texts that were not all read prove nothing where a bot writes its findings there")
  func unread() {
    let seen = pull("a1", rabbit("**Actionable comments posted: 0**"))
    #expect(submitted(seen).item(1).isDone)
    #expect(!submitted(seen.with { $0.botReviews = nil }).item(1).isDone)
    #expect(submitted(pull { $0.botReviews = nil }).item(1).isDone, "no bot, nothing to read")
  }

  @Test("A job of another app that bears a bot's name neither finishes nor finds for it")
  func impostor() {
    var play = submitted(pull { $0.checks = [check("ci"), check("Cursor Bugbot", .pending, app: "cursor")] })
    play.fetches(pull("a2") { $0.checks = [check("ci"), check("Cursor Bugbot", .neutral)] })
    #expect(play.fixes(1).isEmpty)
    #expect(play.why(1).contains("Cursor Bugbot has not finished"))
  }

  @Test("A bot that does not look at every push is not waited for on the next head, whatever it said before")
  func notEveryPush() {
    let clean = comment("p1", by: "copilot", isBot: true, "🟢 Approval recommended", updatedAt: Self.before)
    #expect(submitted(pull("a2", clean)).item(1).isDone)
  }
}
