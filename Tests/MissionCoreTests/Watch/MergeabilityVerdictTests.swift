import Testing

@testable import MissionCore

@Suite struct MergeabilityVerdictTests {
  private func status(_ mergeability: PullRequestSnapshot.Mergeability, _ state: String) -> WatchItem.Status? {
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn(
      "designer",
      Pull(42) {
        $0.mergeability = mergeability
        $0.mergeState = state
      })
    return play.watch(1, .mergeability)?.status
  }

  @Test(
    "Mergeable passes only in the states GitHub merges from",
    arguments: [
      ("clean", WatchItem.Status.done), ("has_hooks", .done), ("unstable", .done), ("blocked", .done),
      ("behind", .snoozed), ("draft", .active), ("dirty", .active), ("unknown", .active), ("", .active),
      ("brand_new", .active),
    ])
  func mergeable(_ state: String, _ expected: WatchItem.Status) {
    #expect(status(.mergeable, state) == expected)
    #expect(status(.unknown, state) == .active)
    #expect(status(.conflicting, state) == .snoozed)
  }

  @Test("A conflict asks the author for a rebase, and the next head that merges ends it")
  func conflict() {
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", Pull(42) { $0.mergeability = .conflicting })
    #expect(play.fixes(1).first?.kind == .fix(.mergeability))
    #expect(play.fixes(1).first?.causes.first?.title.contains("rebase") == true)
    play.fetches(Pull(42, head: "a2"))
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("While GitHub computes, it is asked after 5, 10, 15 … seconds and then ever less often")
  func computing() {
    var play = Play([design(1)], agents: ["designer"])
    let pull = Pull(42) { $0.mergeability = .unknown }
    play.handsIn("designer", pull)
    var waits: [Int] = []
    for _ in 0..<9 {
      let next = play.mission.dueWork[.pullRequest(pull.reference)]!
      waits.append(next.seconds(since: play.now))
      play.now = next
      play.fetches(pull)
    }
    #expect(waits == [5, 10, 15, 20, 25, 60, 120, 180, 180])
  }

  @Test("A push to the base branch makes its pull requests due, spread out, and only those")
  func basePush() {
    var play = Play([work(1), work(2)], agents: ["backend", "server"])
    for (name, number) in [("backend", 41), ("server", 43)] {
      play.handsIn(name, Pull(number) { $0.base = number == 41 ? "main" : "old" })
    }
    let before = play.mission.dueWork[.pullRequest(Pull(43).reference)]
    play.observes(.pushed(shop, branch: "main"))
    #expect(play.mission.dueWork[.pullRequest(Pull(41).reference)] == play.now.adding(seconds: 10))
    #expect(play.mission.dueWork[.pullRequest(Pull(43).reference)] == before)
    #expect(play.watch(1, .mergeability)?.status == .done, "what passed stays passed until GitHub has answered")
  }
}
