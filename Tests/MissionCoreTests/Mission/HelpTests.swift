import Testing

@testable import MissionCore

@Suite struct HelpTests {
  @Test("A question is repeated after 30 minutes times 1, 2, 4 and then always 8, whatever happens in between")
  func repeats() {
    var play = Play([design(1)])
    #expect(play.questions == ["'Design part 1' is ready and no living agent fits it"])
    var waits: [Int] = []
    var last = play.now
    while waits.count < 6 {
      play.waits(seconds: 60)
      #expect(play.timesAskedJustNow <= 1)
      guard play.timesAskedJustNow == 1 else { continue }
      waits.append(play.now.seconds(since: last) / 60)
      last = play.now
    }
    #expect(waits == [30, 60, 120, 240, 240, 240])
  }

  @Test("An assignment that is not taken asks for a person until somebody takes it, also when another has it now")
  func untaken() {
    var play = Play([design(1)], agents: ["designer", "architect"])
    let first = play.holder(of: 1)!
    let other = first == "designer" ? "architect" : "designer"
    play.waits(seconds: 120)
    #expect(play.holder(of: 1) == other)
    #expect(play.questions == ["'Design part 1' was handed to \(first), which did not take it in 120 s"])
    #expect(play.mission.header.help.map(\.cause) == ["untaken"])
    play.takes(other)
    #expect(play.questions.isEmpty)
  }

  @Test("Work that only lost agents fit says so, and names them; one that shows up ends the question")
  func onlyLost() {
    var play = Play([design(1)], agents: ["designer"])
    play.waits(seconds: 120)
    #expect(play.mission.dueWork[.tick]! <= play.now.adding(seconds: 2))
    play.waits(seconds: 2)
    #expect(
      play.questions == [
        "'Design part 1' was handed to designer, which did not take it in 120 s, and only lost agents fit it"
      ])
    #expect(play.mission.header.help.map(\.cause) == ["untaken"])
    play.joins("designer")
    #expect(play.questions.isEmpty)
    play.takes("designer")
    play.waits(seconds: 3600)
    play.waits(seconds: 2)
    #expect(play.mission.header.help.map(\.cause) == ["lost_agents"])
    #expect(
      play.questions == ["'Design part 1' is ready and only lost agents fit it: designer gave no sign of life"])
  }

  @Test(
    "What a stopped agent held goes to another that fits; where none does, a person is told how it is started again")
  func stopped() throws {
    var play = Play([design(1)], agents: ["designer", "architect"])
    let first = try #require(play.holder(of: 1))
    let second = first == "designer" ? "architect" : "designer"
    play.takes(first)
    play.stops(first)
    #expect(play.agents[first]?.state == .stopped)
    #expect(play.holder(of: 1) == second)
    play.waits(seconds: 10)
    play.takes(second)
    play.stops(second)
    #expect(play.holder(of: 1) == nil)
    #expect(play.item(1).workFailures == 0)
    for _ in 0..<3 {
      play.waits(seconds: 600)
      #expect(play.questions == ["'Design part 1' is ready and nobody else fits it: \(second) is stopped"])
      #expect(play.mission.header.help.first?.remedy.contains("'signalbox agent restart \(second)'") == true)
      #expect(play.why(1) == "ready, but every agent that could take it is stopped")
    }
    play.agents[second]?.showUp(at: play.now)
    play.happens(.tick)
    #expect(play.holder(of: 1) == nil)
    play.joins(second)
    #expect(play.holder(of: 1) == second)
    #expect(play.questions.isEmpty)
  }

  @Test("A review that only a lost reviewer could do names it")
  func lostReviewer() {
    var play = Play([MissionCoreTests.work(1)], agents: ["backend", "reviewer"])
    play.handsIn("backend", Pull(42))
    play.waits(seconds: 120)
    play.waits(seconds: 2)
    #expect(
      play.questions.contains { $0.hasSuffix("waits for a review and only lost reviewers could do it: reviewer") })
  }

  @Test("A question is withdrawn when its cause is gone, and asked anew when it comes back")
  func withdrawn() throws {
    var play = Play([design(1), design(2)])
    let request = try #require(play.mission.header.help.first)
    play.joins("designer")
    #expect(play.lastEffects.contains(.withdrawHelp(request.id)))
    #expect(play.questions.isEmpty)
    play.leaves("designer")
    #expect(play.questions.count == 1)
    #expect(play.mission.header.help.first?.id != request.id)
  }

  @Test("One question stands for all ready work without agents, and it is not repeated when their number changes")
  func oneForAll() {
    var play = Play([design(1), design(2), design(3, "Depends on #4"), design(4)])
    #expect(play.questions.count == 1)
    play.observes(.issue(design(4).closed()))
    #expect(play.timesAskedJustNow == 0)
  }

  @Test("A mission in which nothing moves for half an hour asks once, not at every event")
  func stuck() {
    // An agent's silence alone is not told of here.
    var play = Play([design(1)], agents: ["designer"]) { $0.stallSeconds = 86_400 }
    play.takes("designer")
    play.waits(seconds: 1799)
    #expect(play.questions.isEmpty)
    #expect(play.mission.dueWork[.tick].map { $0 <= play.now.adding(seconds: 1) } == true)
    var asked = 0
    for _ in 0..<20 {
      play.waits(seconds: 60)
      asked += play.timesAskedJustNow
    }
    #expect(asked == 1)
    #expect(play.questions == ["nothing has moved for half an hour or more"])
    play.finishes("designer", "drawn")
    #expect(play.questions.isEmpty)
  }

  @Test(
    "A pull request that GitHub cannot be asked about backs off 60, 120 and 300 seconds, and asks after two minutes")
  func backOff() {
    var play = Play([design(1)], agents: ["designer"])
    let pull = Pull(42) { $0.checks = [check("ci", .pending)] }
    play.handsIn("designer", pull)
    var waits: [Int] = []
    for attempt in 1...5 {
      #expect(play.questions.isEmpty == (attempt < 3), "attempt \(attempt)")
      play.observes(.pullRequestUnavailable(pull.reference, reason: "502 number \(attempt)"))
      let next = play.mission.dueWork[.pullRequest(pull.reference)]!
      waits.append(next.seconds(since: play.now))
      if attempt == 2 {
        #expect(play.questions.isEmpty)
        #expect(play.mission.dueWork[.tick] == play.now.adding(seconds: 60))
        play.waits(seconds: 60)
        #expect(play.questions.count == 1)
      }
      play.now = next
    }
    #expect(waits == [60, 120, 300, 300, 300])
    #expect(play.watches(1).contains(.active))
    #expect(play.fixes(1).isEmpty)
    #expect(play.watch(1, .checks)?.consecutiveFailures == 5)
    #expect(play.questions.count == 1)
    play.fetches(Pull(42))
    #expect(play.state(1) == .done(.gatesPassed))
  }

  @Test("A draft that was handed in as done is asked about after half an hour, until it is ready")
  func draft() {
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", Pull(42) { $0.isDraft = true })
    play.waits(seconds: 1700)
    #expect(play.questions.isEmpty)
    play.waits(seconds: 200)
    #expect(play.questions.count == 1)
    #expect(play.questions.first?.contains("still a draft") == true)
    play.fetches(Pull(42))
    #expect(play.questions.isEmpty)
  }

  @Test("A question stands while GitHub is merely asked again, and an answer withdraws it")
  func askedAgain() {
    let skipped = comment("b1", by: "cursor[bot]", isBot: true, "Bugbot skipped: the diff is too large.")
    for pull in [
      Pull(42) { $0.botComments = [skipped] }, Pull(42) { $0.checks.append(check("ci2", .actionRequired)) },
      Pull(42) { $0.reviewDecision = "review_required" },
    ] {
      var play = Play([design(1)], agents: ["designer"]) { $0.autoMerge = true }
      play.handsIn("designer", pull)
      #expect(play.questions.count == 1)
      let asked = play.mission.header.help
      play.observes(.pushed(shop, branch: "main"))
      play.observes(.comment(pull.reference, comment("c1", by: "ada", "hm"), path: nil, line: nil))
      play.fetches(pull)
      #expect(play.mission.header.help == asked)
      play.fetches(Pull(42))
      #expect(play.questions.isEmpty)
    }
  }

  @Test("GitHub's changing words for being away are one question about the plan")
  func planUnavailable() {
    var play = Play(unread: [issue(1)])
    play.observes(.issueUnavailable(references("1")[0], reason: "502"))
    #expect(play.timesAskedJustNow == 1)
    play.observes(.issueUnavailable(references("1")[0], reason: "timeout"))
    #expect(play.timesAskedJustNow == 0)
    #expect(play.mission.header.state.reason?.contains("timeout") == true)
    play.observes(.issue(work(1)))
    #expect(!play.questions.contains { $0.contains("plan") })
  }

  @Test("A mission that ends leaves no question open")
  func ends() {
    var play = Play([design(1)])
    #expect(!play.questions.isEmpty)
    play.observes(.issue(design(1).closed()))
    #expect(play.mission.header.state == .completed)
    #expect(play.questions.isEmpty)
    #expect(play.lastEffects.contains { if case .withdrawHelp = $0 { true } else { false } })
  }
}
