import Testing

@testable import MissionCore

/// Work that no milestone waits for.
@Suite struct AdvisoryWorkTests {
  @Test("a researcher of a planned mission is given research and nothing to build, and the help says who is missing")
  func researcher() throws {
    var play = Play.planned()
    play.stage("One")
    play.task("Create page", in: "M1")
    play.task("Look around", in: "M1", kind: .research)
    play.joins("rob", role: "researcher")
    play.joins("val", role: "validator")
    play.plans(.complete(contract: nil, allowGaps: false))
    let page = try #require(play.mission.item(number: 1))
    #expect(page.state == .ready)
    #expect(play.held(by: "rob")?.item == play.mission.item(number: 2)?.id)
    #expect(play.mission.header.help.contains { $0.reason.contains("Create page") })
    play.joins("ada", role: "backend")
    #expect(play.held(by: "ada")?.item == page.id)
  }

  @Test("what an agent comes upon becomes a task that no milestone waits for; research gates nothing")
  func outsideTheGate() throws {
    var play = Play.planned()
    play.stage("One")
    play.task("Create a", in: "M1")
    play.task("Look around", in: "M1", kind: .research)
    play.joins("ada", role: "backend")
    play.plans(.complete(contract: nil, allowGaps: false))
    _ = play.takes("ada")
    let task = try #require(play.held(by: "ada"))
    let claim = try #require(task.lease?.claim)
    play.happens(
      .taskDone(
        task.id, .init(result: "made", proof: "12 tests", summary: "s", discovered: ["The lock leaks"]),
        by: .claim(claim)))
    #expect(play.milestone("M1") == "done")
    let found = try #require(play.mission.item(number: 3))
    #expect(found.title == "The lock leaks" && found.milestone == nil && found.details?.isOutsideGate == true)
    #expect(play.mission.item(number: 1)?.details?.proof == "12 tests")
  }

  @Test("a mission is complete without advisory work that nobody has begun; what is begun is waited for")
  func advisory() throws {
    for isBegun in [false, true] {
      var play = Play.planned()
      play.stage("One")
      play.task("Create a", in: "M1")
      play.task("Look around", in: "M1", kind: .research)
      play.joins("ada", role: "backend")
      play.joins("rob", role: "researcher")
      play.plans(.complete(contract: nil, allowGaps: false))
      if isBegun { _ = play.takes("rob") }
      _ = play.takes("ada")
      let task = try #require(play.held(by: "ada"))
      let claim = try #require(task.lease?.claim)
      play.happens(.taskDone(task.id, .init(result: "made", discovered: ["The lock leaks"]), by: .claim(claim)))
      #expect(play.milestone("M1") == "done")
      #expect((play.mission.header.state == .completed) == !isBegun)
      if isBegun { _ = play.finishes("rob", "found") }
      #expect(play.mission.header.state == .completed)
      let found = try #require(play.mission.item(number: 3))
      #expect(play.mission.why(found.id, roster: play.roster()) == "the mission is complete without it")
      #expect(play.held(by: "ada") == nil && play.held(by: "rob") == nil)
    }
  }

  @Test("what an agent came upon gates a milestone once a planner puts it there")
  func attached() throws {
    var play = Play.planned()
    play.stage("One")
    play.task("Create a", in: "M1")
    play.task("Create b", in: "M1")
    play.joins("ada", role: "backend")
    play.plans(.complete(contract: nil, allowGaps: false))
    _ = play.takes("ada")
    let task = try #require(play.held(by: "ada"))
    let claim = try #require(task.lease?.claim)
    play.happens(.taskDone(task.id, .init(result: "made", discovered: ["The lock leaks"]), by: .claim(claim)))
    var draft = TaskDraft()
    draft.milestone = "M1"
    play.plans(.updateTask(3, draft))
    let gating = play.mission.gatingItems(of: "M1").compactMap { $0.details?.number }
    #expect(gating.contains(3))
  }
}
