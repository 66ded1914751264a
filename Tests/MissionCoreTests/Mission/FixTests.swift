import Testing

@testable import MissionCore

@Suite struct FixTests {
  private let red = Pull(42) { $0.checks = [check("ci", .failure("failure"))] }

  private func submitted(_ pull: Pull? = nil, agents: [String] = ["designer"]) -> Play {
    var play = Play([design(1)], agents: agents)
    play.handsIn("designer", pull ?? red)
    return play
  }

  @Test("A red check makes one fix task for the author, and no poll or delivery makes a second")
  func one() {
    var play = submitted()
    let task = play.fixes(1)[0].id
    #expect(play.holder(of: 1) == "designer")
    #expect(play.watch(1, .checks)?.status == .snoozed)
    play.takes("designer")
    for _ in 0..<5 {
      play.waits(seconds: 180)
      play.fetches(red)
      play.hears(red.checks[0], on: red)
    }
    #expect(play.mission.tasks.values.filter(\.isFix).map(\.id) == [task])
  }

  @Test("Each kind has its own fix task, and they are worked on one after the other")
  func kinds() {
    let play = submitted(
      red.with {
        $0.mergeability = .conflicting
        $0.reviews = [review("1", .changesRequested)]
        $0.threads = [thread("B", comment("b", by: "cursor", isBot: true, "bug"), path: "b.swift")]
      })
    let kinds: Set<WorkTask.Kind> = [.fix(.checks), .fix(.bots), .fix(.reviews), .fix(.mergeability)]
    #expect(Set(play.fixes(1).map(\.kind)) == kinds)
    #expect(play.fixes(1).filter { $0.lease != nil }.count == 1)
    #expect(play.brokenPromises.isEmpty)
  }

  @Test("Causes join a fix task that nobody has taken, and those that go away leave it")
  func causesJoin() {
    var play = submitted()
    let lint = check("lint", .failure("failure"))
    play.hears(lint, on: red)
    #expect(play.fixes(1)[0].causes.map(\.title) == ["Check ci: failure", "Check lint: failure"])
    play.fetches(Pull(42) { $0.checks = [check("ci"), lint] })
    #expect(play.fixes(1).map { $0.causes.map(\.title) } == [["Check lint: failure"]])
  }

  @Test("A taken fix keeps its causes; what came meanwhile is the next fix")
  func causesWait() {
    var play = submitted()
    play.takes("designer")
    let both = Pull(42, head: "a2") { $0.checks = [check("ci"), check("lint", .failure("failure"))] }
    play.fetches(both)
    #expect(play.fixes(1).map { $0.causes.map(\.title) } == [["Check ci: failure"]])
    play.finishes("designer", "mended")
    #expect(play.fixes(1).isEmpty, "what was seen before the fix ended says nothing about it")
    play.fetches(both)
    #expect(play.fixes(1).map { $0.causes.map(\.title) } == [["Check lint: failure"]])
  }

  @Test("A fix nobody has taken is withdrawn when its cause is gone; its agent is free again")
  func withdrawn() {
    var play = submitted()
    let task = play.fixes(1)[0].id
    play.fetches(Pull(42))
    #expect(play.lastEffects.contains(.withdraw(task, from: play.agents["designer"]!.id)))
    #expect(play.agents["designer"]?.state == .idle)
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("A cause is tried max_fix_attempts times; then one question is asked, until it is green or forgiven")
  func exhausted() {
    var play = submitted()
    for attempt in 1...3 {
      #expect(play.fixes(1).count == 1, "attempt \(attempt)")
      #expect(play.questions.isEmpty)
      play.finishes("designer", "tried")
      #expect(play.questions.isEmpty, "before GitHub was asked nobody knows whether it helped")
      play.fetches(red.with { $0.head = "a\(attempt + 1)" })
    }
    #expect(play.fixes(1).isEmpty)
    #expect(play.questions.count == 1)
    #expect(play.why(1).contains("3 times in vain: Check ci"))
    var forgiven = play
    forgiven.note("retry")
    forgiven.fetches(red.with { $0.head = "a4" })
    #expect(forgiven.fixes(1).count == 1)
    #expect(forgiven.questions.isEmpty)
    play.fetches(Pull(42, head: "a5"))
    #expect(play.questions.isEmpty)
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("A cause mended at the last attempt is not called vain when another one appears")
  func mendedLast() {
    var play = submitted()
    for attempt in 1...3 {
      play.finishes("designer", "tried")
      if attempt < 3 { play.fetches(red.with { $0.head = "a\(attempt + 1)" }) }
    }
    play.fetches(Pull(42, head: "a9") { $0.checks = [check("ci"), check("lint", .failure("failure"))] })
    #expect(play.questions.isEmpty)
    #expect(play.fixes(1).count == 1)
  }

  @Test("A failed fix counts as an attempt, and the next one is made from newer facts")
  func failed() {
    var play = submitted()
    play.gives(up: "designer", because: "no idea")
    #expect(play.item(1).causes.values.map(\.attempts) == [1])
    #expect(play.state(1) == .submitted(reporting: nil))
    play.fetches(red)
    #expect(play.fixes(1).count == 1)
  }

  @Test(
    "A fix waits for its author while it lives, and goes to the best fit when it is gone", arguments: [true, false])
  func author(isAlive: Bool) {
    var play = Play([design(1), design(2), design(3, "Depends on #2")], agents: ["designer"]) {
      $0.maxParallelItems = 3
    }
    play.handsIn("designer", Pull(42) { $0.checks = [check("ci", .pending)] })
    #expect(play.holder(of: 2) == "designer")
    play.joins("architect")
    play.fetches(red)
    #expect(play.agents["architect"]?.state == .idle)
    #expect(play.holder(of: 1) == nil)
    #expect(play.why(1).contains("waits until designer is free"))
    if isAlive {
      play.finishes("designer", "drawn")
      #expect(play.holder(of: 1) == "designer")
      #expect(play.holder(of: 3) == "architect")
    } else {
      play.leaves("designer")
      #expect(play.holder(of: 1) == "architect")
    }
  }

  @Test("Two pull requests of one item share one fix per kind: neither's calm withdraws the other's")
  func twoPullRequests() {
    var play = Play([design(1)], agents: ["designer"]) { $0.takeWithinSeconds = 3600 }
    play.finishes("designer", "\(Pull(41).page) \(Pull(42).page)")
    play.fetches(Pull(41))
    play.fetches(red)
    let task = play.fixes(1).map(\.id)
    #expect(task.count == 1)
    for _ in 0..<3 {
      play.fetches(Pull(41))
      play.fetches(red)
      play.waits(seconds: 60)
    }
    #expect(play.mission.tasks.values.filter(\.isFix).map(\.id) == task)
    play.fetches(Pull(41) { $0.checks = [check("ci", .failure("failure"))] })
    #expect(play.fixes(1)[0].causes.count == 2)
    let titles = Set(play.fixes(1)[0].causes.map(\.title))
    #expect(titles == ["Check ci: failure (acme/shop#41)", "Check ci: failure (acme/shop#42)"])
  }

  @Test("A fix takes its place like any other work, waits for one, and says so", arguments: [1, 2])
  func places(count: Int) {
    var play = Play([design(1), design(2)], agents: ["designer"]) { $0.maxParallelItems = count }
    play.handsIn("designer", Pull(42) { $0.checks = [check("ci", .pending)] })
    play.leaves("designer")
    play.joins("architect")
    play.joins("architect2", role: "architect")
    play.fetches(red)
    #expect(play.holder(of: 2) == "architect")
    #expect(play.holder(of: 1) == (count == 2 ? "architect2" : nil))
    if count == 1 { #expect(play.why(1).contains("waits for a parallel place")) }
    #expect(play.brokenPromises.isEmpty)
  }

  @Test("Without the author and anybody who fits, help is asked for the fix")
  func nobody() {
    var play = submitted()
    play.leaves("designer")
    #expect(play.questions.contains { $0.contains("no living agent fits") })
    play.joins("designer")
    #expect(play.holder(of: 1) == "designer")
    #expect(play.questions.isEmpty)
  }

  @Test("No fix is asked of a stopped mission, and everything is looked at when it goes on")
  func stopped() {
    var play = submitted(Pull(42) { $0.checks = [check("ci", .pending)] })
    play.happens(.stop(by: "ada", force: false))
    play.hears(red.checks[0], on: red)
    #expect(play.fixes(1).isEmpty)
    #expect(play.questions.isEmpty)
    #expect(play.mission.dueWork.keys.allSatisfy { $0 == .tick || $0 == .comments(shop) })
    play.happens(.resume(by: "ada"))
    #expect(play.fixes(1).count == 1)
    #expect(play.mission.dueWork[.pullRequest(red.reference)].map { $0 <= play.now } == true)
  }
}
