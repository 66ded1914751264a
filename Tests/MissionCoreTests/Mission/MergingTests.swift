import Testing

@testable import MissionCore

@Suite struct MergingTests {
  private let green = Pull(42)

  /// An item without a review gate, handed in with a pull request.
  private func handedIn(_ pull: Pull? = nil, _ change: (inout Policy) -> Void = { $0.autoMerge = true }) -> Play {
    var play = Play([design(1)], agents: ["designer"], policy: change)
    play.handsIn("designer", pull ?? green)
    return play
  }

  private func merge(_ head: String = "a1", _ method: Policy.MergeMethod = .merge) -> Action {
    .merge(green.reference, head: head, method: method)
  }

  @Test("What passed all its gates is merged at its head by the policy's method, and done when GitHub shows it merged")
  func merges() {
    var play = handedIn { policy in
      policy.autoMerge = true
      policy.mergeMethod = .squash
    }
    #expect(play.acts == [merge("a1", .squash)])
    #expect(play.why(1).contains("waits to be merged"))
    play.acts(.done("merged"))
    #expect(play.state(1) == .submitted(reporting: nil), "only fetched state says that it is merged")
    #expect(play.mission.dueWork[.pullRequest(green.reference)].map { $0 <= play.now } == true)
    play.fetches(green)
    #expect(play.acts.isEmpty, "GitHub may take a moment to show it")
    play.fetches(green.with { $0.state = .merged })
    #expect(play.state(1) == .done(.merged))
    #expect(play.mission.header.state == .completed)
  }

  @Test("Merging is asked for once, however often the same facts are told")
  func once() {
    var play = handedIn()
    for _ in 0..<5 {
      play.observes(.pullRequestTouched(green.reference))
      play.fetches(green)
      play.waits(seconds: 10)
    }
    #expect(play.acts == [merge()])
    #expect(play.mission.outbox.pending.count == 1)
  }

  @Test("Without auto_merge it waits for a person where only a merge completes it, and needs none where gates do")
  func byPerson() {
    var play = handedIn { $0.completeOn = .merge }
    #expect(play.acts.isEmpty)
    #expect(play.why(1).contains("waits to be merged by a person"))
    play.fetches(green.with { $0.state = .merged })
    #expect(play.state(1) == .done(.merged))
    #expect(handedIn { _ in }.state(1) == .done(.gatesPassed))
  }

  @Test(
    "Nothing is merged while a gate is open",
    arguments: [
      Pull(42) { $0.checks = [check("ci", .pending)] }, Pull(42) { $0.checks = [check("ci", .failure("failure"))] },
      Pull(42) { $0.checksAreComplete = false }, Pull(42) { $0.isDraft = true },
      Pull(42) { $0.mergeability = .unknown }, Pull(42) { $0.mergeability = .conflicting },
      Pull(42) { $0.mergeState = "behind" }, Pull(42) { $0.mergeState = "brand_new" },
      Pull(42) { $0.reviews = [review("1", .changesRequested)] },
      Pull(42) { $0.threads = [thread("T", comment("c", by: "carol", "Why?"))] },
      Pull(42) { $0.required = [.init(name: "deploy", appID: nil)] }, Pull(42) { $0.state = .closed },
      Pull(42) { $0.state = .unknown("FROZEN") },
    ])
  func openGates(pull: Pull) {
    let play = handedIn(pull)
    #expect(play.acts.isEmpty)
    #expect(!play.why(1).isEmpty)
  }

  @Test("The review gate is one of them, and its approval counts on its own head only")
  func reviewGate() {
    var play = Play([work(1)], agents: ["backend", "reviewer"]) { $0.autoMerge = true }
    play.handsIn("backend", green)
    #expect(play.acts.isEmpty)
    play.finishes("reviewer", "approved")
    #expect(play.acts == [merge()])
    play.hears("synchronize", Pull(42, head: "a2"))
    #expect(play.acts.isEmpty, "the approval was of another head")
    play.fetches(Pull(42, head: "a2"))
    #expect(play.acts.isEmpty)
    play.finishes("reviewer", "approved")
    #expect(play.acts == [merge("a2")])
  }

  @Test("A webhook that tells something new takes nothing back, but nothing is asked for before GitHub was asked")
  func stale() {
    var play = handedIn(green.with { $0.checks = [check("ci", .pending, run: 1)] })
    play.hears(check("ci", .success, run: 1), on: green)
    #expect(play.acts.isEmpty)
    play.fetches(green)
    #expect(play.acts == [merge()])
    play.hears(check("ci", .success, run: 1), on: green)
    #expect(play.acts == [merge()])
    play.hears(check("ci", .failure("failure"), run: 2), on: green)
    #expect(play.acts.isEmpty, "a red check takes it back at once")
  }

  @Test("A draft, a closed pull request and a new head take the wish to merge back")
  func takenBack() {
    for change: (inout Pull) -> Void in [{ $0.isDraft = true }, { $0.state = .closed }, { $0.head = "a2" }] {
      var play = handedIn()
      play.hears("edited", green.with(change))
      #expect(play.acts.isEmpty)
    }
  }

  @Test("A head that went away and came back is merged, though the first wish was taken back")
  func forcePushBack() {
    var play = handedIn()
    play.hears("synchronize", Pull(42, head: "a2"))
    play.hears("synchronize", green)
    play.fetches(green)
    #expect(play.acts == [merge()])
  }

  @Test("A stopped mission merges nothing, and goes on with it when it is resumed")
  func stopped() {
    var play = handedIn()
    let pending = play.mission.outbox.pending.keys.first!
    #expect(play.mission.actionToPerform(pending) != nil)
    play.happens(.stop(by: "ada", force: false))
    #expect(play.mission.dueWork[.action(pending)] == nil)
    #expect(play.mission.actionToPerform(pending) == nil)
    play.happens(.resume(by: "ada"))
    play.fetches(green)
    #expect(play.acts == [merge()])
    play.happens(.stop(by: "ada", force: true))
    #expect(play.mission.actionToPerform(pending) == nil)
  }

  @Test("What depends on an unfinished item is merged after it, though its own gates have passed")
  func dependents() {
    var play = Play([design(1), design(2, "Depends on #1")], agents: ["designer"]) { $0.autoMerge = true }
    play.hears("opened", Pull(43, head: "b1"), closes: 2)
    play.fetches(Pull(43, head: "b1"))
    #expect(play.state(2) == .submitted(reporting: nil))
    #expect(play.acts.isEmpty)
    #expect(play.why(2).contains("first its dependency 'Design part 1'"))
    play.handsIn("designer", green)
    #expect(play.acts == [merge()])
    play.acts(.done("merged"))
    play.fetches(green.with { $0.state = .merged })
    play.fetches(Pull(43, head: "b1"))
    #expect(play.acts == [.merge(Pull(43).reference, head: "b1", method: .merge)])
  }

  @Test("Into one branch one pull request is merged at a time; the next is looked at anew before its turn")
  func oneAtATime() {
    var play = Play([design(1), design(2)], agents: ["designer", "planner"]) { $0.autoMerge = true }
    play.hears("opened", green, closes: 1)
    play.hears("opened", Pull(43, head: "b1"), closes: 2)
    play.fetches(green)
    play.fetches(Pull(43, head: "b1"))
    #expect(play.acts == [merge()])
    play.acts(.done("merged"))
    #expect(play.acts.isEmpty, "what the first has made of the branch is not known yet")
    play.fetches(Pull(43, head: "b1"))
    #expect(play.acts == [.merge(Pull(43).reference, head: "b1", method: .merge)])
  }

  @Test("A pull request that carries two items is merged when both are ready")
  func sharedPullRequest() {
    var play = Play([design(1), work(2)], agents: ["designer", "backend", "reviewer"]) { $0.autoMerge = true }
    play.hears("opened", green, closes: 1, 2)
    play.fetches(green)
    #expect(play.acts.isEmpty, "the review of the second is open")
    play.finishes("reviewer", "approved")
    #expect(play.acts == [merge()])
  }

  @Test("An author who is still at work is waited for")
  func reporting() {
    var play = Play([design(1)], agents: ["designer"]) { $0.autoMerge = true }
    play.takes("designer")
    play.hears("opened", green, closes: 1)
    play.fetches(green)
    #expect(play.acts.isEmpty)
    #expect(play.why(1).contains("first its author reports"))
    play.finishes("designer", green.page)
    play.fetches(green)
    #expect(play.acts == [merge()])
  }

  // MARK: Refusals

  @Test("A refusal is said and looked into; the same facts are tried again only after a pause, other facts at once")
  func refused() {
    var play = handedIn()
    play.acts(.refused("Review required"))
    #expect(play.mission.dueWork[.pullRequest(green.reference)].map { $0 <= play.now } == true)
    play.fetches(green)
    #expect(play.why(1).contains("merging was refused: Review required"))
    #expect(play.acts.isEmpty)
    play.fetches(green.with { $0.reviews = [review("1", .approved)] })
    #expect(play.acts == [merge()])
    play.acts(.refused("Review required"))
    play.fetches(green.with { $0.reviews = [review("1", .approved)] })
    #expect(play.acts.isEmpty)
    let due = play.mission.dueWork[.tick]!
    #expect(due <= play.now.adding(seconds: 60))
    play.now = due
    play.happens(.tick)
    #expect(play.acts == [merge()])
  }

  @Test("After three refusals help is asked, once; merged by hand it is withdrawn, and resume tries again")
  func helpless() {
    var play = handedIn()
    for attempt in 1...3 {
      #expect(play.questions.isEmpty, "attempt \(attempt)")
      #expect(play.acts(.refused("Not allowed")) == merge())
      play.fetches(green)
      play.waits(seconds: 60)
    }
    #expect(play.questions.count == 1)
    #expect(play.questions[0].contains("Not allowed"))
    play.waits(seconds: 60)
    #expect(play.acts.isEmpty)
    play.happens(.resume(by: "ada"))
    #expect(play.questions.isEmpty)
    play.fetches(green)
    #expect(play.acts == [merge()])
    play.fetches(green.with { $0.state = .merged })
    #expect(play.acts.isEmpty)
    #expect(play.state(1) == .done(.merged))
  }

  @Test("GitHub's yes of which nothing comes is a refusal in the end")
  func nothingCameOfIt() {
    var play = handedIn()
    play.acts(.done("merged"))
    play.waits(seconds: 130)
    play.fetches(green)
    #expect(play.why(1).contains("nothing came of it"))
    play.waits(seconds: 20)
    #expect(play.acts == [merge()])
  }

  @Test("What could not be done for a passing reason stays wanted and says why")
  func failed() {
    var play = handedIn()
    play.acts(.failed("GitHub is out of order", retryAt: nil))
    #expect(play.acts == [merge()])
    #expect(play.why(1).contains("GitHub is out of order"))
    play.acts(.done("merged"))
    #expect(play.acts.isEmpty)
  }

  @Test("An outcome that comes twice, or of a wish that was taken back, changes nothing")
  func lateOutcome() {
    var play = handedIn()
    let pending = play.mission.outbox.pending.keys.first!
    play.hears("synchronize", Pull(42, head: "a2"))
    let before = play.mission
    play.happens(.actionEnded(pending, .refused("no")))
    #expect(play.mission.outbox.automations == before.outbox.automations)
    #expect(play.mission.outbox.pending == before.outbox.pending)
  }

  // MARK: Merge queue

  @Test("Where the branch has a merge queue, it goes through that, and waits in it without being asked for again")
  func queue() {
    let outside = green.with { $0.mergeQueue = .outside }
    var play = handedIn(outside)
    #expect(play.acts == [.enqueue(green.reference, head: "a1")])
    play.acts(.done("at place 1"))
    let queued = green.with { $0.mergeQueue = .entered("awaiting_checks") }
    play.fetches(queued)
    #expect(play.acts.isEmpty)
    #expect(play.why(1).contains("waits in the merge queue (awaiting_checks)"))
    play.waits(seconds: 3600)
    play.fetches(queued)
    #expect(play.acts.isEmpty)
    play.fetches(queued.with { $0.state = .merged })
    #expect(play.state(1) == .done(.merged))
  }

  @Test("What leaves the queue unmerged is judged anew and tried again after a pause; the third time help is asked")
  func leftQueue() {
    let outside = green.with { $0.mergeQueue = .outside }
    var play = handedIn(outside)
    for _ in 1...3 {
      #expect(play.acts(.done("queued")) == .enqueue(green.reference, head: "a1"))
      play.fetches(green.with { $0.mergeQueue = .entered("queued") })
      play.fetches(outside)
      #expect(play.acts.isEmpty)
      #expect(play.why(1).contains("left the merge queue"))
      play.waits(seconds: 61)
    }
    #expect(play.questions.count == 1)
  }

  @Test(
    "What was thrown out of the queue before any fetch saw it there is noticed by webhook, or a little later without")
  func thrownOut() {
    let outside = green.with { $0.mergeQueue = .outside }
    for isHeard in [true, false] {
      var play = handedIn(outside)
      play.acts(.done("queued"))
      play.fetches(outside)
      #expect(play.why(1).contains("GitHub said yes"))
      #expect(play.mission.dueWork[.pullRequest(outside.reference)].map { $0 <= play.now.adding(seconds: 10) } == true)
      if isHeard { play.hears("dequeued", outside) } else { play.waits(seconds: 10) }
      play.fetches(outside)
      #expect(play.why(1).contains("left the merge queue"))
    }
  }

  @Test("What a person put into the queue is not put there again")
  func queuedByPerson() {
    var play = handedIn(green.with { $0.mergeQueue = .entered("queued") })
    #expect(play.acts.isEmpty)
    play.fetches(green.with { $0.state = .merged })
    #expect(play.state(1) == .done(.merged))
  }

  // MARK: Mergeability

  @Test("A mergeability that GitHub does not tell for ten minutes is said, and a person is asked until it is told")
  func stuck() {
    let unknown = green.with { $0.mergeability = .unknown }
    var play = handedIn(unknown)
    for _ in 0..<9 {
      play.waits(seconds: 60)
      play.fetches(unknown)
    }
    #expect(play.questions.isEmpty)
    play.waits(seconds: 61)
    play.fetches(unknown)
    play.fetches(unknown)
    #expect(play.why(1).contains("more than 10 minutes"))
    #expect(play.questions.count == 1)
    play.observes(.pushed(shop, branch: "main"))
    play.fetches(unknown)
    #expect(play.questions.count == 1, "a push to the base is no answer")
    play.fetches(green)
    #expect(play.questions.isEmpty)
    #expect(play.acts == [merge()])
  }
}
