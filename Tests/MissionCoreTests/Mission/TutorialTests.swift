import Testing

@testable import MissionCore

@Suite struct TutorialTests {
  private static let issues = [
    facts("1", "Design auth API"),
    facts("2", "Implement auth endpoints", body: "Depends on #1"),
    facts("3", "Write auth tests", body: "After #2"),
  ]

  @Test("The tutorial's three issues go to designer, backend and tester, one after the other, until all is done")
  func threeAgents() {
    var play = Play(Self.issues, agents: ["designer", "backend", "tester", "reviewer"])
    #expect(play.holder(of: 1) == "designer")
    #expect(play.state(2) == .pending)
    play.finishes("designer", "the API is drawn", summary: "three endpoints")
    #expect(play.state(1) == .done(.gatesPassed))

    #expect(play.holder(of: 2) == "backend")
    #expect(play.takes("backend")?.contains("> three endpoints") == true)
    play.handsIn("backend", Pull(42))
    #expect(play.state(3) == .pending)
    play.finishes("reviewer", "approved")
    #expect(play.state(2) == .done(.gatesPassed))

    #expect(play.holder(of: 3) == "tester")
    play.handsIn("tester", Pull(43, head: "b1"))
    play.finishes("reviewer", "LGTM")
    #expect(play.mission.header.state == .completed)
    #expect(play.brokenPromises.isEmpty)
  }

  @Test("Without a reviewer the tutorial asks for one, and goes on by an operator's word")
  func noReviewer() {
    var play = Play(Self.issues, agents: ["designer", "backend", "tester"])
    play.finishes("designer", "drawn")
    play.handsIn("backend", Pull(42))
    #expect(play.questions.contains { $0.contains("no reviewer is registered") })
    #expect(play.why(2).contains("no reviewer is registered"))
    play.happens(.approve(play.item(2).id, by: "ada"))
    #expect(play.state(2) == .done(.gatesPassed))
    #expect(play.questions.isEmpty)
    play.handsIn("tester", Pull(43))
    play.happens(.approve(play.item(3).id, by: "ada"))
    #expect(play.mission.header.state == .completed)
  }

  @Test("With max_parallel 1 the second ready item waits for its place and says so")
  func onePlace() {
    var play = Play([work(1), work(2)], agents: ["backend", "server"]) { $0.maxParallelItems = 1 }
    #expect(play.holder(of: 1) != nil)
    #expect(play.why(2).contains("max_parallel_items"))
    play.finishes(play.holder(of: 1)!, "")
    #expect(play.holder(of: 2) != nil)
  }
}
