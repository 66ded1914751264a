import Testing

@testable import MissionCore

/// When checks that have all ended count as all there is.
@Suite struct SettlingTests {
  private func stage(settle: Int = 5) -> Play {
    var play = Play([design(1)], agents: ["designer"]) { $0.settleSeconds = settle }
    play.finishes("designer", Pull(42).page)
    // The head has been there for long enough to have all its checks.
    play.fetches(Pull(42) { $0.checks = [check("ci", .pending)] })
    play.waits(seconds: 60)
    return play
  }

  /// A pull request whose only check ended so many seconds before now.
  private func ended(_ seconds: Int, before play: Play, _ state: CheckState = .success) -> Pull {
    Pull(42) { $0.checks = [check("ci", state, endedAt: play.now.adding(seconds: -seconds))] }
  }

  @Test("What has just ended is looked at once more before it is green, and as soon as it may be")
  func debounced() {
    var play = stage()
    let pull = ended(2, before: play)
    play.fetches(pull)
    #expect(play.watch(1, .checks)?.status == .active)
    #expect(play.why(1).contains("looked at once more 5s after the last check ended"))
    let due = play.mission.dueWork[.pullRequest(pull.reference)]
    #expect(due == pull.checks[0].completedAt?.adding(seconds: 5))
    play.now = due!
    play.fetches(pull)
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("A suite that begins late is seen by the second look")
  func lateSuite() {
    var play = stage()
    let pull = ended(0, before: play)
    play.fetches(pull)
    play.now = play.mission.dueWork[.pullRequest(pull.reference)]!
    play.fetches(pull.with { $0.checks.append(check("late", .pending)) })
    #expect(!play.item(1).isDone)
    #expect(play.why(1).contains("check late is pending"))
  }

  @Test("What ended long ago, and everything where nothing is to settle, counts at the first look", arguments: [5, 0])
  func longAgo(settle: Int) {
    var play = stage(settle: settle)
    play.fetches(ended(settle, before: play))
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test(
    "A clock that is an hour behind GitHub's, or an end that was not told, delays green by the settling time only",
    arguments: [true, false])
  func foreignClock(isTold: Bool) {
    var play = stage()
    let pull = Pull(42) { $0.checks = [check("ci", endedAt: isTold ? play.now.adding(seconds: 3600) : nil)] }
    play.fetches(pull)
    #expect(!play.item(1).isDone)
    play.now = play.mission.dueWork[.pullRequest(pull.reference)]!
    play.fetches(pull)
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("Another check that ends later on the head settles anew")
  func anew() {
    var play = stage()
    let pull = ended(0, before: play).with { $0.checks.append(check("slow", .pending)) }
    play.fetches(pull)
    play.now = play.now.adding(seconds: 60)
    play.fetches(pull.with { $0.checks[1] = check("slow", endedAt: play.now) })
    #expect(!play.item(1).isDone)
    play.now = play.mission.dueWork[.pullRequest(pull.reference)]!
    play.fetches(pull.with { $0.checks[1] = check("slow", endedAt: play.now.adding(seconds: -5)) })
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("A cancelled check is red only when nothing has replaced it after the settling time")
  func cancelled() {
    var replaced = stage()
    let pull = ended(0, before: replaced, .cancelled)
    var stayed = replaced
    replaced.fetches(pull)
    #expect(replaced.fixes(1).isEmpty)
    #expect(replaced.why(1).contains("a newer run may replace it"))
    replaced.now = replaced.mission.dueWork[.pullRequest(pull.reference)]!
    replaced.fetches(pull.with { $0.checks.append(check("ci", run: 9)) }.with { $0.checks[0].runID = 8 })
    #expect(replaced.fixes(1).isEmpty)
    stayed.fetches(pull)
    stayed.now = stayed.mission.dueWork[.pullRequest(pull.reference)]!
    stayed.fetches(pull)
    #expect(stayed.fixes(1).count == 1)
  }

  @Test("A failure waits for nothing")
  func failure() {
    var play = stage()
    play.fetches(ended(0, before: play, .failure("failure")))
    #expect(play.fixes(1).count == 1)
  }

  @Test("A watch that passed stays so while a check that ended since settles, and nothing completes on it")
  func passedBefore() {
    var other = Play([work(1)], agents: ["backend", "reviewer"]) { $0.settleSeconds = 5 }
    other.handsIn("backend", Pull(42))
    other.now = other.now.adding(seconds: 60)
    other.fetches(Pull(42))
    #expect(other.watch(1, .checks)?.status == .done)
    var play = other
    play.finishes("reviewer", "approved")
    #expect(play.item(1).isDone)

    let more = Pull(42) { $0.checks.append(check("more", endedAt: other.now)) }
    other.fetches(more)
    #expect(other.watch(1, .checks)?.status == .done)
    other.finishes("reviewer", "approved")
    #expect(!other.item(1).isDone)
    other.now = other.now.adding(seconds: 5)
    other.fetches(more)
    #expect(other.item(1).isDone)
  }
}
