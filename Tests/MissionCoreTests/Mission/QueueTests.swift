import Testing

@testable import MissionCore

/// What a mission put into a merge queue, GitHub merges on its own: it must come out when it must not be merged.
@Suite struct QueueTests {
  private let outside = Pull(42) { $0.mergeQueue = .outside }
  private let queued = Pull(42) { $0.mergeQueue = .entered("queued") }

  /// An item whose pull request the mission put into the merge queue.
  private func inQueue(isSeen: Bool = true, _ change: (inout Policy) -> Void = { _ in }) -> Play {
    var play = Play([design(1)], agents: ["designer"]) { policy in
      policy.autoMerge = true
      change(&policy)
    }
    play.handsIn("designer", outside)
    play.acts(.done("at place 1"))
    if isSeen { play.fetches(queued) }
    return play
  }

  private func dequeues(_ play: Play) -> [String] {
    play.acts.compactMap { act in
      guard case .dequeue(outside.reference, head: "a1", let reason) = act else { return nil }
      return reason
    }
  }

  @Test(
    "A red gate takes it out at once, said by a webhook or fetched, seen in the queue or not", arguments: [true, false])
  func redGate(isSeen: Bool) {
    var told = inQueue(isSeen: isSeen)
    told.hears(check("ci", .failure("failure"), run: 2), on: outside)
    #expect(dequeues(told) == ["CI check: failing: ci"])
    #expect(told.activity.contains { $0.contains("taken out of the merge queue: CI check: failing: ci") })
    for change: (inout Pull) -> Void in [
      { $0.reviews = [review("1", .changesRequested)] },
      { $0.threads = [thread("T", comment("c", by: "carol", "Why?"))] },
      { $0.threads = [thread("T", comment("c", by: "cursor", isBot: true, "### Crash"))] },
      { $0.checks = [check("ci", .failure("failure"))] }, { $0.checks = [check("ci", .actionRequired)] },
      { $0.isDraft = true },
    ] {
      var fetched = inQueue(isSeen: isSeen)
      fetched.fetches(queued.with(change))
      #expect(dequeues(fetched).count == 1)
    }
  }

  @Test("It is asked for once, and what only is looked at again, or is not decided, stays where it is")
  func once() {
    var play = inQueue()
    for pull in [
      queued.with { $0.checks = [check("ci", .pending)] }, queued.with { $0.mergeability = .unknown },
      queued.with { $0.checksAreComplete = false }, queued.with { $0.mergeState = "behind" }, queued,
    ] {
      play.observes(.pullRequestTouched(outside.reference))
      #expect(dequeues(play).isEmpty)
      play.fetches(pull)
      #expect(dequeues(play).isEmpty)
    }
    let red = queued.with { $0.reviews = [review("1", .changesRequested)] }
    for _ in 0..<3 {
      play.fetches(red)
      #expect(dequeues(play).count == 1)
    }
    play.acts(.done("it is out"))
    for _ in 0..<3 {
      play.fetches(red.with { $0.mergeQueue = .outside })
      #expect(play.acts.isEmpty)
    }
    #expect(!play.why(1).contains("left the merge queue"), "it did not leave by itself")
    // Green again, it goes there again, and comes out again.
    play.fetches(outside)
    #expect(play.acts == [.enqueue(outside.reference, head: "a1")])
    play.acts(.done("at place 1"))
    play.fetches(red)
    #expect(dequeues(play).count == 1)
  }

  @Test(
    "A stopped, paused or given up mission takes out what it put there, though it does nothing else", arguments: 0..<3)
  func halted(way: Int) {
    for isSeen in [true, false] {
      var play = inQueue(isSeen: isSeen)
      switch way {
      case 0: play.happens(.stop(by: "ada", force: false))
      case 1: play.note("pause")
      default: play.happens(.stop(by: "ada", force: true))
      }
      #expect(dequeues(play).count == 1)
      let pending = play.mission.outbox.pending.keys.first!
      #expect(play.mission.dueWork[.action(pending)] != nil)
      #expect(play.mission.actionToPerform(pending) != nil)
      #expect(play.mission.why(roster: play.roster()).contains("out of the merge queue"))
      play.acts(.failed("GitHub is out of order", retryAt: nil))
      #expect(play.mission.dueWork[.action(pending)] != nil, "it is tried until it is done")
      #expect(play.acts(.done("it is out")) != nil)
      #expect(play.acts.isEmpty)
      play.waits(seconds: 3600)
      #expect(play.acts.isEmpty)
      guard way < 2 else { continue }
      play.happens(.resume(by: "ada"))
      play.fetches(outside)
      #expect(play.acts == [.enqueue(outside.reference, head: "a1")])
    }
  }

  @Test("Another head, skipped work and work begun again take it out")
  func others() {
    var moved = inQueue()
    moved.hears("synchronize", Pull(42, head: "a2"))
    #expect(dequeues(moved) == ["its head is another by now"])
    var skipped = inQueue()
    skipped.note("skip #1")
    #expect(dequeues(skipped).count == 1)
    #expect(skipped.mission.header.state == .completed)
    #expect(skipped.mission.actionToPerform(skipped.mission.outbox.pending.keys.first!) != nil)
  }

  @Test("An approval that is taken back takes it out, once that was fetched")
  func approval() {
    var play = Play([work(1)], agents: ["backend"]) { $0.autoMerge = true }
    let approved = outside.with { $0.reviews = [review("1", .approved)] }
    play.handsIn("backend", approved)
    play.acts(.done("at place 1"))
    play.observes(.pullRequestTouched(outside.reference))
    #expect(dequeues(play).isEmpty)
    play.fetches(queued.with { $0.reviews = [review("1", .dismissed)] })
    #expect(dequeues(play).count == 1)
  }

  @Test("What a person put there stays there, and what was merged meanwhile is done")
  func notOurs() {
    var play = Play([design(1)], agents: ["designer"]) { $0.autoMerge = true }
    play.handsIn("designer", queued)
    play.fetches(queued.with { $0.reviews = [review("1", .changesRequested)] })
    #expect(dequeues(play).isEmpty)
    play.happens(.stop(by: "ada", force: false))
    #expect(dequeues(play).isEmpty)
    var late = inQueue()
    late.hears(check("ci", .failure("failure"), run: 2), on: outside)
    late.fetches(queued.with { $0.state = .merged })
    #expect(late.acts.isEmpty)
    #expect(late.state(1) == .done(.merged))
  }

  @Test("While GitHub may be putting it there, taking it out waits a little")
  func underWay() {
    var play = Play([design(1)], agents: ["designer"]) { $0.autoMerge = true }
    play.handsIn("designer", outside)
    play.hears(check("ci", .failure("failure"), run: 2), on: outside)
    #expect(dequeues(play).count == 1)
    #expect(play.acts.count == 1, "it is not put there any more")
    let pending = play.mission.outbox.pending.keys.first!
    #expect(play.mission.dueWork[.action(pending)].map { $0 > play.now } == true)
  }
}
