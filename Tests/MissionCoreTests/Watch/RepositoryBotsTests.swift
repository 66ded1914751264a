import Testing

@testable import MissionCore

/// What is known of a repository's bots from one pull request holds for the next.
@Suite struct RepositoryBotsTests {
  private let seen = Pull(41) { $0.checks.append(check("Cursor Bugbot", app: "cursor")) }

  private func stage(_ first: Pull? = nil) -> Play {
    var play = Play([design(1), design(2), design(3)], agents: ["designer", "other", "third"]) {
      $0.maxParallelItems = 3
      $0.completeOn = .merge
    }
    play.finishes(play.holder(of: 1)!, Pull(41).page)
    play.fetches(first ?? seen)
    return play
  }

  private func handIn(_ number: Int, _ pull: Pull, _ play: inout Play) {
    play.finishes(play.holder(of: number)!, pull.page)
    play.fetches(pull)
  }

  @Test("A bot that looks at every push is expected on the first head of the next pull request, until its deadline")
  func expected() {
    var play = stage()
    handIn(2, Pull(42), &play)
    #expect(play.watch(2, .bots)?.verdict.contains("Cursor Bugbot has not finished") == true)
    var other = play
    other.fetches(Pull(42) { $0.checks.append(check("Cursor Bugbot", app: "cursor")) })
    #expect(other.watch(2, .bots)?.status == .done)
    #expect(play.mission.dueWork[.tick].map { $0 <= play.now.adding(seconds: 900) } == true)
    play.waits(seconds: 900)
    #expect(play.watch(2, .bots)?.status == .done)
  }

  @Test("A bot that looks only when asked is not expected")
  func onlyWhenAsked() {
    var play = stage(Pull(41) { $0.botReviews = [review("1", by: "gemini-code-assist", .commented)] })
    handIn(2, Pull(42), &play)
    #expect(play.watch(2, .bots)?.status == .done)
  }

  @Test("A bot that was waited for in vain is not expected on further pull requests until it is seen on another")
  func inVain() {
    var play = stage()
    handIn(2, Pull(42), &play)
    play.now = play.now.adding(seconds: 900)
    play.fetches(Pull(42))
    play.fetches(seen)
    handIn(3, Pull(43), &play)
    #expect(play.watch(3, .bots)?.status == .done)
    play.fetches(Pull(43) { $0.checks.append(check("Cursor Bugbot", app: "cursor")) })
    play.fetches(Pull(42, head: "a2"))
    #expect(play.watch(2, .bots)?.status == .active)
  }

  @Test("A head that stood before the bot was seen waits for nothing, and takes nothing back")
  func earlierHead() {
    var play = stage(Pull(41))
    play.now = play.now.adding(seconds: 2000)
    handIn(2, seen.with { $0.reference = Pull(42).reference }, &play)
    for _ in 0..<2 {
      play.now = play.now.adding(seconds: 60)
      play.fetches(Pull(41))
      #expect(play.watch(1, .bots)?.status == .done)
    }
    handIn(3, Pull(43), &play)
    #expect(play.watch(3, .bots)?.status == .active)
  }
}
