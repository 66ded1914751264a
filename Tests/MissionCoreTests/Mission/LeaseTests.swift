import Testing

@testable import MissionCore

@Suite struct LeaseTests {
  @Test("A task whose lease ends goes to another agent; the late report is refused and changes nothing")
  func work() {
    var play = Play([design(1)], agents: ["designer", "architect"])
    let first = play.holder(of: 1)!
    let other = first == "designer" ? "architect" : "designer"
    play.takes(first)
    let task = play.held(by: first)!.id
    play.waits(seconds: 3599)
    #expect(play.holder(of: 1) == first)
    play.waits(seconds: 1)
    #expect(play.agents[first]?.state == .lost)
    #expect(play.holder(of: 1) == other)
    let before = play.mission.items
    #expect(
      play.happens(.taskDone(task, .init(result: "late"), by: .conductor("op"))).refusal?.contains("superseded") == true
    )
    #expect(play.mission.items == before)
  }

  @Test("A sign of life renews the lease of a taken task")
  func heartbeat() {
    var play = Play([design(1)], agents: ["designer"])
    play.takes("designer")
    play.now = play.now.adding(seconds: 3000)
    play.happens(.heartbeat(play.agents["designer"]!.id))
    play.waits(seconds: 3000)
    #expect(play.holder(of: 1) == "designer")
    #expect(play.mission.dueWork[.tick] != nil)
    play.waits(seconds: 600)
    #expect(play.holder(of: 1) == nil)
  }

  @Test("A task that was never taken is withdrawn from its agent's mailbox when the lease ends")
  func untaken() {
    var play = Play([design(1)], agents: ["designer"])
    let task = play.held(by: "designer")!.id
    play.waits(seconds: 119)
    #expect(play.holder(of: 1) == "designer")
    #expect(play.mission.dueWork[.tick] != nil)
    play.waits(seconds: 1)
    #expect(play.lastEffects.contains(.withdraw(task, from: play.agents["designer"]!.id)))
    #expect(play.lastEffects.contains(.markLost(play.agents["designer"]!.id)))
    #expect(play.state(1) == .ready)
    play.joins("designer")
    #expect(play.holder(of: 1) == "designer")
  }

  @Test("The lease of a fix ends: whoever fits gets it with the same causes, not the lost author")
  func fix() {
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", Pull(42) { $0.checks = [check("ci", .failure("failure"))] })
    let causes = play.fixes(1)[0].causes
    play.joins("architect")
    play.waits(seconds: 3600)
    #expect(play.holder(of: 1) == "architect")
    #expect(play.fixes(1).map(\.causes) == [causes])
    #expect(play.item(1).causes.values.allSatisfy { $0.attempts == 0 }, "a lost lease is no attempt")
  }

  @Test("The lease of a review ends: the review is asked for again")
  func review() {
    var play = Play([MissionCoreTests.work(1)], agents: ["backend", "reviewer"])
    play.handsIn("backend", Pull(42))
    play.takes("reviewer")
    play.joins("auditor")
    play.waits(seconds: 3600)
    #expect(play.agents["reviewer"]?.state == .lost)
    #expect(play.held(by: "auditor")?.isReview == true)
  }

  @Test("All leases of one moment end together, and a lost author's other fixes wait for nobody")
  func several() {
    var play = Play([design(1), design(2)], agents: ["designer"])
    let red = { (number: Int) in Pull(number) { $0.checks = [check("ci", .failure("failure"))] } }
    play.handsIn("designer", Pull(41) { $0.checks = [check("ci", .pending)] })
    play.handsIn("designer", Pull(42) { $0.checks = [check("ci", .pending)] })
    play.fetches(red(41))
    play.fetches(red(42))
    play.joins("architect")
    play.joins("architect2", role: "architect")
    play.waits(seconds: 3600)
    #expect(Set([play.holder(of: 1), play.holder(of: 2)]) == ["architect", "architect2"])
  }

  @Test("What an agent that leaves held goes to another at once")
  func leaving() {
    var play = Play([design(1)], agents: ["designer", "architect"])
    let first = play.holder(of: 1)!
    play.takes(first)
    play.leaves(first)
    #expect(play.holder(of: 1) == (first == "designer" ? "architect" : "designer"))
    #expect(play.brokenPromises.isEmpty)
  }

  @Test("Work that fails goes to another agent, and after max_attempts a person is asked")
  func failing() {
    var play = Play([design(1)], agents: ["designer", "architect"]) { $0.maxAttempts = 3 }
    let first = play.holder(of: 1)!
    play.gives(up: first, because: "no idea")
    play.waits(seconds: 10)
    let second = play.holder(of: 1)!
    #expect(second != first)
    play.gives(up: second)
    play.waits(seconds: 20)
    play.gives(up: play.holder(of: 1)!, because: "still no idea")
    guard case .held(.exhausted) = play.state(1) else {
      Issue.record("it is \(play.state(1))")
      return
    }
    #expect(play.questions.contains { $0.contains("still no idea") })
    #expect(play.why(1).contains("held"))
    var redirected = play
    #expect(redirected.note("redirect #1 to \(first)").refusal == nil)
    #expect(redirected.holder(of: 1) == first)
    play.note("retry")
    #expect(play.holder(of: 1) != nil)
    #expect(play.questions.isEmpty)
  }

  @Test("Asking again for a task shows the same one with its prompt, and takes it once")
  func again() {
    var play = Play([design(1)], agents: ["designer"])
    let prompt = play.takes("designer")
    let id = play.held(by: "designer")!.id
    let taken = play.effects.filter { $0 == .taken(id, by: play.agents["designer"]!.id) }.count
    #expect(taken == 1)
    #expect(play.takes("designer") == prompt)
    #expect(!play.lastEffects.contains(.taken(id, by: play.agents["designer"]!.id)))
    play.joins("idler", role: "reviewer")
    #expect(play.takes("idler") == nil)
  }
}
