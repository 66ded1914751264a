import Testing

@testable import MissionCore

@Suite("Much work for one agent")
struct FiftyItemsTests {
  @Test("Fifty items are done one after the other, and each that waits says that nobody is free")
  func fifty() throws {
    var play = Play((1...50).map { design($0) }, agents: ["designer"]) { $0.maxParallelItems = 50 }
    for round in 1...50 {
      let held = (1...50).filter { play.holder(of: $0) != nil }
      #expect(held.count == 1)
      let waiting = (1...50).filter { play.state($0) == .ready }
      #expect(waiting.count == 50 - round)
      for number in waiting { #expect(play.why(number) == "ready, but no fitting agent is free") }
      play.takes("designer")
      #expect(play.finishes("designer", "done").refusal == nil)
    }
    #expect(play.mission.isOver)
    #expect(play.mission.tasks.count == 50)
    #expect(play.agents["designer"]?.tasksCompleted == 50)
    #expect(play.questions.isEmpty)
  }
}
