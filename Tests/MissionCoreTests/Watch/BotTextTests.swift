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

  @Test("A bot that is rate limited or skips is said and not waited for", arguments: ["rate limited", "skip review"])
  func standDown(_ words: String) {
    let text = rabbit("<!-- This is an auto-generated comment: \(words) by coderabbit.ai -->")
    let play = submitted(pull("a1", text))
    #expect(play.state(1) == .done(.gatesPassed))
    #expect(play.activity.contains { $0.contains("CodeRabbit stood down") })
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
