import Testing

@testable import MissionCore

/// What GitHub itself demands before a merge, and what its merge queue found.
@Suite struct RequiredReviewTests {
  private func submitted(_ pull: Pull) -> Play {
    var play = Play([design(1)], agents: ["designer"]) { $0.autoMerge = true }
    play.handsIn("designer", pull)
    return play
  }

  @Test("An approving review that GitHub requires is said and asked for once all else has passed; no merge is tried")
  func required() {
    var play = submitted(
      Pull(42) {
        $0.reviewDecision = "review_required"
        $0.mergeState = "blocked"
        $0.checks = [check("ci", .pending)]
      })
    #expect(play.questions.isEmpty, "its checks are still to pass")
    let ready = Pull(42) {
      $0.reviewDecision = "review_required"
      $0.mergeState = "blocked"
    }
    play.fetches(ready)
    #expect(play.acts.isEmpty)
    #expect(play.why(1).contains("without an approving review there"))
    #expect(play.questions.count == 1)
    play.fetches(ready.with { $0.reviewDecision = "approved" })
    #expect(play.questions.isEmpty)
    #expect(play.acts.count == 1)
  }

  @Test(
    "Where the merge queue puts it out, what failed there is said, whether that or the end is heard of first",
    arguments: [false, true])
  func ejected(endIsFirst: Bool) {
    let queued = Pull(42) { $0.mergeQueue = .outside }
    var play = submitted(queued)
    play.acts(.done("queued"))
    play.fetches(queued.with { $0.mergeQueue = .entered("awaiting_checks") })
    let failed = check("integration", .failure("failure"))
    play.now = play.now.adding(seconds: 5)
    if endIsFirst { play.fetches(queued) }
    play.observes(
      .check(
        CheckHint(
          repository: shop, sha: "group", pullRequests: [queued.reference], check: failed, isOfMergeQueue: true)))
    play.now = play.now.adding(seconds: 5)
    play.fetches(queued)
    #expect(play.why(1).contains("it left the merge queue without being merged; failed there: integration"))
    #expect(play.fixes(1).isEmpty)
  }

  @Test("A rehearsal of a mission that merges waits to learn whether anything checks what is pushed, and warns")
  func noChecks() {
    var policy = Policy()
    policy.autoMerge = true
    var play = Play(unread: [issue(1)])
    play.mission = Mission(
      id: Identifier(high: 7, low: 7), objectives: [issue(1)], policy: policy, manifest: Manifest(),
      startMode: .rehearsed, at: play.now)
    play.observes(.issue(work(1)))
    #expect(play.mission.header.state.isPlanning)
    #expect(play.mission.dueWork[.checkHabits(shop)] != nil)
    play.observes(.checkHabits(shop, hasChecks: false))
    #expect(!play.mission.header.state.isPlanning)
    #expect(play.mission.warnings.first?.contains("nothing checks what is pushed to acme/shop") == true)
  }
}
