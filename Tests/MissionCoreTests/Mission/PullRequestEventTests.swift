import Testing

@testable import MissionCore

@Suite struct PullRequestEventTests {
  private let pending = Pull(42) { $0.checks = [check("ci", .pending)] }

  private func submitted(_ pull: Pull? = nil) -> Play {
    var play = Play([work(1)], agents: ["backend", "reviewer"])
    play.handsIn("backend", pull ?? pending)
    return play
  }

  @Test("A new head opens all four watches again, by webhook and by fetch", arguments: [true, false])
  func newHead(isHeard: Bool) {
    var play = submitted(Pull(42))
    #expect(play.watches(1) == [.done, .done, .done, .done])
    let next = Pull(42, head: "a2") { $0.checks = [check("ci", .pending)] }
    if isHeard {
      play.hears("synchronize", next)
      #expect(play.watches(1) == [.active, .active, .active, .active])
    } else {
      play.fetches(next)
      #expect(play.watch(1, .checks)?.status == .active)
    }
  }

  @Test("A check of an old head, before or after the force-push is known, says nothing about the new one")
  func oldHead() {
    var play = submitted()
    play.hears("synchronize", Pull(42, head: "a2"))
    play.hears(check("ci", .failure("failure")), on: pending, head: "a1")
    #expect(play.fixes(1).isEmpty)
    #expect(play.mission.pullRequests[pending.reference]?.checkHints.isEmpty == true)
  }

  @Test("A check of a head that is not known yet makes its pull request due")
  func earlyCheck() {
    var play = submitted()
    play.waits(seconds: 60)
    play.observes(
      .check(
        CheckHint(
          repository: shop, sha: "a2", pullRequests: [pending.reference], check: check("ci", .failure("failure")))))
    #expect(play.mission.dueWork[.pullRequest(pending.reference)].map { $0 <= play.now } == true)
    #expect(play.fixes(1).isEmpty)
    play.fetches(Pull(42, head: "a2") { $0.checks = [check("ci", .failure("failure"))] })
    #expect(play.fixes(1).count == 1)
  }

  @Test("A force-push back to an earlier head counts that head's results again")
  func forcePushBack() {
    var play = submitted()
    play.hears("synchronize", Pull(42, head: "a2"))
    play.hears("synchronize", pending)
    #expect(play.mission.pullRequests[pending.reference]?.head == "a1")
    play.hears(check("ci", .failure("failure")), on: pending)
    #expect(play.fixes(1).count == 1)
    play.fetches(Pull(42))
    #expect(play.watch(1, .checks)?.status == .done)
  }

  @Test("A late pull request event changes nothing; of one second, the newer head and the end win")
  func late() {
    var play = submitted()
    let second = play.now.adding(seconds: 60)
    play.hears("synchronize", Pull(42, head: "a2") { $0.updatedAt = second })
    play.hears("opened", pending.with { $0.updatedAt = second.adding(seconds: -5) })
    #expect(play.mission.pullRequests[pending.reference]?.head == "a2")
    play.hears("edited", pending.with { $0.updatedAt = second })
    #expect(play.mission.pullRequests[pending.reference]?.head == "a2")
    play.hears(
      "closed",
      Pull(42, head: "a2") {
        $0.updatedAt = second
        $0.state = .merged
      })
    play.hears("edited", Pull(42, head: "a2") { $0.updatedAt = second })
    #expect(play.mission.pullRequests[pending.reference]?.state == .merged)
  }

  @Test("Merged ends all watches and the item, wherever it stands")
  func merged() {
    let merged = Pull(42) { $0.state = .merged }
    for stage in 0..<4 {
      var play = submitted()
      if stage >= 1 { play.fetches(Pull(42) { $0.checks = [check("ci", .failure("failure"))] }) }
      if stage >= 2 { play.takes("backend") }
      if stage == 3 { play.observes(.issueGone(references("1")[0], reason: "hidden")) }
      play.hears("closed", merged)
      #expect(!play.item(1).isDone, "GitHub has not shown where it landed")
      play.fetches(merged)
      #expect(play.state(1) == .done(.merged), "stage \(stage)")
      #expect(play.watches(1) == [.done, .done, .done, .done])
      #expect(play.brokenPromises.isEmpty)
    }
  }

  @Test("Of several pull requests all must be merged or closed, and one at least merged", arguments: [true, false])
  func mergedAndClosed(isMergedFirst: Bool) {
    var play = Play([work(1)], agents: ["backend"])
    play.finishes("backend", "\(Pull(41).page) \(Pull(42).page)")
    let merged = Pull(41) { $0.state = .merged }
    let closed = Pull(42) { $0.state = .closed }
    play.fetches(isMergedFirst ? merged : closed)
    #expect(!play.item(1).isDone)
    play.fetches(isMergedFirst ? closed : merged)
    #expect(play.state(1) == .done(.merged))
  }

  @Test("Closed without merging ends the watches, holds the item and asks; opened again it goes on")
  func closedAndReopened() {
    var play = submitted()
    play.hears("closed", pending.with { $0.state = .closed })
    #expect(play.state(1) == .held(.pullRequestClosed(pending.reference)))
    #expect(play.watches(1) == [.done, .done, .done, .done])
    #expect(play.questions.isEmpty, "whoever closed it may have pushed its commits: that is looked at first")
    play.fetches(pending.with { $0.state = .closed })
    #expect(play.questions.count == 1)
    #expect(play.reviews(1).isEmpty)
    #expect(play.mission.dueWork.keys.contains(.pullRequest(pending.reference)))
    play.note("resume")
    #expect(play.state(1) == .held(.pullRequestClosed(pending.reference)), "a note opens no pull request")
    play.hears("reopened", pending)
    play.fetches(pending)
    #expect(play.state(1) == .submitted(reporting: nil))
    #expect(play.watch(1, .checks)?.status == .active)
    #expect(play.questions.isEmpty)
  }

  @Test("Another pull request carries on what a closed one left")
  func replaced() {
    var play = submitted()
    play.hears("closed", pending.with { $0.state = .closed })
    play.hears("opened", Pull(43), closes: 1)
    #expect(play.state(1) == .submitted(reporting: nil))
    play.fetches(Pull(43))
    play.finishes("reviewer", "approved")
    #expect(play.item(1).isDone)
  }

  @Test("An author who closes a pull request while still at work is not interrupted")
  func closedAtWork() {
    var play = Play([work(1)], agents: ["backend"])
    play.takes("backend")
    play.hears("opened", Pull(42), closes: 1)
    play.hears("closed", Pull(42) { $0.state = .closed })
    #expect(play.held(by: "backend") != nil)
    play.finishes("backend", Pull(43).page)
    play.fetches(Pull(43))
    #expect(play.state(1) == .submitted(reporting: nil))
    #expect(play.reviews(1).count == 1)
  }

  @Test("A fix in hand ends when its pull request is closed")
  func closedDuringFix() {
    var play = submitted(Pull(42) { $0.checks = [check("ci", .failure("failure"))] })
    play.takes("backend")
    play.hears("closed", pending.with { $0.state = .closed })
    #expect(play.state(1) == .held(.pullRequestClosed(pending.reference)))
    #expect(play.agents["backend"]?.state == .idle)
  }

  @Test("A state GitHub has no word for yet keeps the pull request watched")
  func unknownState() {
    var play = submitted(Pull(42) { $0.state = .unknown("LIMBO") })
    #expect(play.mission.dueWork.keys.contains(.pullRequest(pending.reference)))
    play.waits(seconds: 400)
    #expect(play.mission.dueWork[.pullRequest(pending.reference)].map { $0 <= play.now } == true)
  }

  @Test("A row of the list that says nothing new causes no fetch; one that does makes it due")
  func rows() {
    var play = submitted()
    let before = play.mission.dueWork[.pullRequest(pending.reference)]
    let known = play.mission.pullRequests[pending.reference]!.updatedAt!
    let row = { (pull: Pull, at: Timestamp) in
      Observation.openPullRequests(shop, [pull.hint("", closes: [], isTrusted: true, updatedAt: at)])
    }
    play.observes(row(pending, known))
    #expect(play.mission.dueWork[.pullRequest(pending.reference)] == before)
    play.observes(row(Pull(42, head: "a2"), known.adding(seconds: 60)))
    #expect(play.mission.dueWork[.pullRequest(pending.reference)] == play.now)
  }

  @Test("A fetch that began before the last event proves nothing and is repeated at once")
  func overtakenFetch() {
    var play = submitted()
    let started = play.now
    play.now = play.now.adding(seconds: 1)
    play.observes(.pullRequestTouched(pending.reference))
    play.observes(.snapshot(Pull(42).snapshot(startedAt: started, updatedAt: started)))
    #expect(play.watch(1, .checks)?.status == .active)
    #expect(play.mission.dueWork[.pullRequest(pending.reference)] == play.now)
    play.fetches(Pull(42))
    #expect(play.watch(1, .checks)?.status == .done)
  }

  @Test("An older fetch that arrives after a newer one changes nothing")
  func fetchesSwapped() {
    var play = submitted()
    let early = play.now.adding(milliseconds: 1)
    play.now = play.now.adding(seconds: 1)
    play.fetches(Pull(42))
    let before = play.watches(1)
    play.observes(.snapshot(pending.snapshot(startedAt: early, updatedAt: early)))
    #expect(play.watches(1) == before)
  }

  @Test("A clock that was set back an hour neither stops the watches nor fetches without a pause")
  func clockBack() {
    var play = submitted()
    // GitHub's clock goes on.
    let changed = play.now
    play.now = play.now.adding(seconds: -3600)
    play.fetches(pending.with { $0.updatedAt = changed })
    play.fetches(Pull(42) { $0.updatedAt = changed })
    #expect(play.watch(1, .checks)?.status == .done)
    #expect(play.mission.dueWork[.pullRequest(pending.reference)].map { $0 > play.now } == true)
  }

  @Test("A hint at a commit or a pull request makes it due, and what passed on this head stays passed meanwhile")
  func touched() {
    for touched in [
      Observation.commitTouched(shop, sha: "a1"), .pullRequestTouched(pending.reference), .pushed(shop, branch: "main"),
    ] {
      var play = submitted(Pull(42))
      #expect(play.watches(1) == [.done, .done, .done, .done])
      let before = play.mission.watches
      play.now = play.now.adding(seconds: 60)
      play.observes(touched)
      #expect(play.mission.dueWork[.pullRequest(pending.reference)].map { $0 <= play.now.adding(seconds: 30) } == true)
      #expect(play.mission.watches == before)
      #expect(play.lastEffects.isEmpty, "nothing is worth a line: \(play.lastEffects)")
      play.fetches(Pull(42))
      #expect(play.watches(1) == [.done, .done, .done, .done])
      #expect(play.lastEffects.isEmpty, "\(play.lastEffects)")
    }
  }

  @Test("Nothing completes on what passed before something happened: only a look after it proves anything")
  func passedIsNotProven() {
    var play = submitted(Pull(42))
    play.observes(.pullRequestTouched(pending.reference))
    play.finishes("reviewer", "approved")
    #expect(play.watches(1) == [.done, .done, .done, .done])
    #expect(!play.item(1).isDone)
    #expect(play.why(1).contains("asked again"))
    play.fetches(Pull(42) { $0.checks = [check("ci", .failure("failure"))] })
    #expect(play.watch(1, .checks)?.status == .snoozed)
    #expect(!play.item(1).isDone)
  }

  @Test("A check that begins again opens a passed watch at once, and its second end is a line of its own")
  func begunAgain() {
    var play = submitted(Pull(42) { $0.checks = [check("ci", run: 1)] })
    play.hears(check("ci", .pending, run: 2), on: pending)
    #expect(play.watch(1, .checks)?.status == .active)
    #expect(play.why(1).contains("check ci is pending"))
    play.fetches(Pull(42) { $0.checks = [check("ci", run: 2)] })
    #expect(play.activity.filter { $0.contains("Watch pr_checks") && $0.contains("passed") }.count == 2)
  }

  @Test("A review given on GitHub that is being looked at again neither passes the gate nor asks for another review")
  func approvalAskedAgain() {
    let approved = Pull(42) { $0.reviews = [review("1", .approved)] }
    var play = Play([work(1)], agents: ["backend", "reviewer"]) { $0.completeOn = .merge }
    play.handsIn("backend", approved)
    #expect(play.reviews(1).isEmpty)
    play.observes(.pullRequestTouched(pending.reference))
    #expect(play.reviews(1).isEmpty)
    play.fetches(approved)
    #expect(play.reviews(1).isEmpty)
    #expect(play.why(1).contains("waits to be merged"))
  }

  @Test("A pull request that can no longer be seen asks for help and is looked at again")
  func gone() {
    var play = submitted(Pull(42))
    play.observes(.pullRequestGone(pending.reference, reason: "not found"))
    #expect(play.questions.contains { $0.contains("cannot be seen") })
    #expect(!play.item(1).isDone)
    #expect(play.mission.dueWork.keys.contains(.pullRequest(pending.reference)))
    play.fetches(Pull(42))
    #expect(play.questions.isEmpty)
  }

  @Test("A hundred heads and a flood of hints leave records of bounded size")
  func flood() {
    var play = submitted()
    for number in 0..<100 { play.hears("synchronize", Pull(42, head: "h\(number)")) }
    for number in 0..<700 { play.hears(check("c\(number)", .pending), on: Pull(42, head: "h99")) }
    let facts = play.mission.pullRequests[pending.reference]!
    #expect(facts.pastHeads.count <= 20)
    #expect(facts.checkHints.count <= 500)
  }

  @Test("complete_on merge and auto_merge wait for the merge though all gates have passed", arguments: [true, false])
  func completeOnMerge(isAutomatic: Bool) {
    var play = Play([design(1)], agents: ["designer"]) { policy in
      if isAutomatic { policy.autoMerge = true } else { policy.completeOn = .merge }
    }
    play.handsIn("designer", Pull(42))
    #expect(play.watches(1) == [.done, .done, .done, .done])
    #expect(play.why(1).contains("waits to be merged"))
    play.hears("closed", Pull(42) { $0.state = .merged })
    play.fetches(Pull(42) { $0.state = .merged })
    #expect(play.state(1) == .done(.merged))
  }

  @Test("What a mission wants to hear of follows its pull requests, heads and bases")
  func interests() {
    var play = submitted()
    let reference = pending.reference
    #expect(
      play.mission.interests.isSuperset(of: [
        .issue(references("1")[0]), .pullRequest(reference), .head(shop, sha: "a1"), .base(shop, branch: "main"),
      ]))
    play.hears("synchronize", Pull(42, head: "a2") { $0.base = "next" })
    #expect(play.mission.interests.contains(.head(shop, sha: "a2")))
    #expect(play.mission.interests.contains(.base(shop, branch: "next")))
    #expect(!play.mission.interests.contains(.head(shop, sha: "a1")))
  }
}
