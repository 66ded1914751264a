import Testing

@testable import MissionCore

/// A head that stood as a draft, or closed, is there to be looked at only from the moment it is ready.
@Suite struct ReadinessTests {
  private enum Return: CaseIterable {
    case fromDraft, fromClosed
  }

  /// A pull request that has stood for a day without being there to be looked at, and has just become so.
  private func ready(
    _ pull: Pull, after way: Return, isHeard: Bool = true, policy change: (inout Policy) -> Void = { _ in }
  ) -> Play {
    var play = Play([design(1)], agents: ["designer"], policy: change)
    play.finishes("designer", pull.page)
    play.fetches(
      pull.with {
        $0.isDraft = way == .fromDraft
        $0.state = way == .fromClosed ? .closed : .open
      })
    play.waits(seconds: 86_400)
    if isHeard { play.hears(way == .fromDraft ? "ready_for_review" : "reopened", pull) }
    play.fetches(pull)
    return play
  }

  @Test(
    "Without checks the grace runs from the moment it is ready, heard or fetched",
    arguments: Return.allCases, [true, false])
  private func grace(way: Return, isHeard: Bool) {
    let pull = Pull(42) { $0.checks = [] }
    var play = ready(pull, after: way, isHeard: isHeard)
    #expect(play.watch(1, .checks)?.status == .active)
    #expect(play.mission.dueWork[.tick].map { $0 <= play.now.adding(seconds: 300) } == true)
    play.waits(seconds: 299)
    play.fetches(pull)
    #expect(!play.item(1).isDone)
    play.waits(seconds: 1)
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("What passed on a draft is looked at once more after it is ready", arguments: Return.allCases)
  private func settles(way: Return) throws {
    let pull = Pull(42)
    var play = ready(pull, after: way) { $0.settleSeconds = 5 }
    #expect(!play.item(1).isDone)
    play.now = try #require(play.mission.dueWork[.pullRequest(pull.reference)])
    play.fetches(pull.with { $0.checks.append(check("late", .pending)) })
    #expect(!play.item(1).isDone)
    #expect(play.why(1).contains("check late is pending"))
  }

  @Test("A required check that runs on nothing but ready heads has half an hour from then", arguments: Return.allCases)
  private func reports(way: Return) {
    let pull = Pull(42) { $0.required = [.init(name: "slow", appID: nil)] }
    var play = ready(pull, after: way)
    #expect(play.questions.isEmpty)
    play.waits(seconds: 1800)
    #expect(play.questions.contains { $0.contains("slow") })
  }

  @Test("A bot's deadline runs from the moment it is ready", arguments: Return.allCases)
  private func deadline(way: Return) {
    let pull = Pull(42) { $0.checks.append(check("Cursor Bugbot", .pending, app: "cursor", startedAt: nil)) }
    var play = ready(pull, after: way)
    let silent = pull.with { $0.checks = [check("ci")] }
    play.fetches(silent)
    #expect(play.watch(1, .bots)?.verdict.contains("has not finished") == true)
    play.waits(seconds: 890)
    play.fetches(silent)
    #expect(play.watch(1, .bots)?.status == .active)
    play.waits(seconds: 20)
    #expect(play.watch(1, .bots)?.status == .done)
  }

  @Test("What a bot said of a draft it would not look at does not stand for a look, by its word or by its check")
  private func excused() {
    let excuse = comment(
      "1", by: "coderabbitai", isBot: true, "<!-- skip review by coderabbit.ai --> Draft detected",
      updatedAt: Timestamp(milliseconds: 1_799_999_000_000))
    let status = check("CodeRabbit", source: .status, startedAt: Timestamp(milliseconds: 1_799_999_000_000))
    let skipped = check("Cursor Bugbot", .skipped, app: "cursor")
    for pull in [
      Pull(42) { $0.botComments = [excuse] },
      Pull(42) {
        $0.botComments = [excuse]
        $0.checks.append(status)
      },
      Pull(42) { $0.checks.append(skipped) },
    ] {
      var play = ready(pull, after: .fromDraft)
      #expect(play.watch(1, .bots)?.verdict.contains("has not finished") == true, "\(pull.checks)")
      play.waits(seconds: 900)
      #expect(play.watch(1, .bots)?.status == .done)
    }
  }

  @Test("What a bot found on a draft is found, and what it passed on a draft has passed")
  private func lookedAt() {
    let early = Timestamp(milliseconds: 1_800_000_000_000)
    let found = comment("1", by: "sonarqubecloud", isBot: true, "Quality Gate failed", updatedAt: early)
    #expect(ready(Pull(42) { $0.botComments = [found] }, after: .fromDraft).fixes(1).count == 1)
    let passed = Pull(42) { $0.checks.append(check("Cursor Bugbot", app: "cursor")) }
    #expect(ready(passed, after: .fromDraft).watch(1, .bots)?.status == .done)
  }

  @Test("A commit that bears a date in the future hides no word of a bot", arguments: [-60, 0, 1_000_000])
  func futureCommit(seconds: Int) {
    var play = Play([design(1)], agents: ["designer"])
    play.finishes("designer", Pull(42).page)
    play.now = play.now.adding(seconds: 60)
    let now = play.now
    play.fetches(
      Pull(42) {
        $0.headCommittedAt = now.adding(seconds: seconds)
        $0.botComments = [
          comment("1", by: "sonarqubecloud", isBot: true, "Quality Gate failed", updatedAt: now.adding(seconds: 30))
        ]
      })
    #expect(play.fixes(1).count == 1)
  }
}
