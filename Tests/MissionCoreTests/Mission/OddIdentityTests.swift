import Testing

@testable import MissionCore

@Suite struct OddIdentityTests {
  @Test("A commit that is the head of two pull requests is red on both")
  func oneCommitTwice() {
    var play = Play([work(1), work(2)], agents: ["backend", "frontend"])
    let first = Pull(41, head: "a1") { $0.checks = [check("ci", .pending)] }
    let second = Pull(42, head: "a1") { $0.checks = [check("ci", .pending)] }
    play.hears("opened", first, closes: 1)
    play.hears("opened", second, closes: 2)
    play.fetches(first)
    play.fetches(second)
    play.hears(check("ci", .failure("failure")), on: first)
    #expect(play.fixes(1).count == 1)
    #expect(play.fixes(2).count == 1)
    play.observes(.commitTouched(shop, sha: "a1"))
    for pull in [first, second] {
      #expect(play.mission.dueWork[.pullRequest(pull.reference)].map { $0 <= play.now } == true)
    }
  }

  @Test("A pull request onto another base is judged by that base's rules, and hears of pushes to it")
  func retargeted() {
    var play = Play([work(1)], agents: ["backend"])
    play.handsIn("backend", Pull(42))
    #expect(play.watch(1, .checks)?.status == .done)
    let retargeted = Pull(42) {
      $0.base = "release"
      $0.required = [.init(name: "audit", appID: nil)]
    }
    play.hears("edited", retargeted)
    #expect(play.watch(1, .checks)?.status == .active)
    #expect(play.mission.interests.contains(.base(shop, branch: "release")))
    #expect(!play.mission.interests.contains(.base(shop, branch: "main")))
    play.fetches(retargeted)
    #expect(play.watch(1, .checks)?.verdict.contains("audit") == true)
  }

  @Test("Reviews of accounts that were deleted count as the one ghost's, and never as two people's")
  func ghosts() {
    var play = Play([work(1)], agents: ["backend"])
    play.handsIn("backend", Pull(42) { $0.reviews = [review("1", by: "ghost", .changesRequested)] })
    #expect(play.fixes(1).count == 1)
    play.fetches(Pull(42) { $0.reviews = [review("1", by: "ghost", .dismissed)] })
    #expect(play.fixes(1).isEmpty)
  }

  @Test("A pull request whose fork was deleted keeps its checks and verdicts")
  func forkDeleted() {
    var play = Play([work(1)], agents: ["backend"])
    let pull = Pull(42) { $0.checks = [check("ci", .failure("failure"))] }
    play.handsIn("backend", pull)
    #expect(play.fixes(1).count == 1)
    // GitHub can no longer compute whether it merges.
    play.fetches(
      pull.with {
        $0.mergeability = .unknown
        $0.mergeState = "unknown"
      })
    #expect(play.fixes(1).count == 1)
    #expect(play.watch(1, .mergeability)?.status == .active)
  }

  @Test("An issue that is reopened after its item was done brings the item back; its dependents wait again")
  func reopened() {
    var play = Play([design(1), work(2, "Depends on #1")], agents: [])
    play.observes(.issue(design(1).closed()))
    #expect(play.item(1).isDone)
    play.observes(.issue(design(1).later(20)))
    #expect(!play.item(1).isDone)
  }
}
