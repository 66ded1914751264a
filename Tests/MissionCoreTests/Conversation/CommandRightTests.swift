import Testing

@testable import MissionCore

/// Who may command a mission, and when that cannot be told.
@Suite struct CommandRightTests {
  @Test("A command waits until GitHub says that its author may write, then acts once and gets its receipt")
  func confirmed() {
    var play = Play([design(1), design(2)], agents: [])
    play.commands("pause")
    #expect(!play.mission.isHalted)
    #expect(play.mission.dueWork[.commandRight(of: "carol", in: shop)] == play.now)
    play.rights("carol", .writer)
    #expect(play.mission.header.state == .blocked(.paused(by: "carol")))
    #expect(play.reactions == ["+1 on 100"])
    #expect(play.mission.dueWork[.commandRight(of: "carol", in: shop)] == nil)
  }

  @Test(
    "Whoever may not write commands nothing, however GitHub calls them; nor does our own account",
    arguments: [
      CommandRight.none, .ourselves,
    ])
  func refused(_ right: CommandRight) {
    var play = Play([design(1)], agents: [])
    play.commands("pause")
    play.rights("carol", right)
    play.commands("pause", comment: 101)
    #expect(!play.mission.isHalted)
    #expect(play.reactions == [])
    play.rights("carol", .writer)
    #expect(!play.mission.isHalted)
  }

  @Test("Bots, apps that act for people, and what is no login are not even asked about")
  func notPeople() {
    var play = Play([design(1)], agents: [])
    play.commands("pause", by: Account(login: "carol[bot]", isBot: true))
    play.commands("pause", by: Account(login: "../../user", isBot: false))
    play.commands("pause") { $0.isByApp = true }
    #expect(play.mission.conversation.waiting.isEmpty)
    #expect(play.mission.dueWork.keys.allSatisfy { if case .commandRight = $0 { false } else { true } })
  }

  @Test("A right is believed for minutes, then asked for again")
  func cached() {
    var play = Play([design(1)], agents: [])
    play.commands("note a")
    play.rights("carol", .writer)
    play.commands("note b", comment: 101)
    #expect(play.mission.notes.count == 2)
    play.now = play.now.adding(seconds: 301)
    play.commands("note c", comment: 102)
    #expect(play.mission.notes.count == 2)
    play.rights("carol", .none)
    #expect(play.mission.notes.count == 2)
  }

  @Test("When GitHub cannot be asked the command waits, ever longer, and after an hour it is dropped")
  func unavailable() {
    var play = Play([design(1)], agents: [])
    play.commands("pause")
    play.observes(.commandRightUnavailable(of: "carol", in: shop, reason: "502"))
    let next = play.mission.dueWork[.commandRight(of: "carol", in: shop)]
    #expect(next.map { $0 > play.now } == true)
    #expect(play.activity.contains { $0.contains("its right is not known: 502") })
    play.now = play.now.adding(seconds: 3700)
    play.observes(.commandRightUnavailable(of: "carol", in: shop, reason: "502"))
    play.rights("carol", .writer)
    #expect(!play.mission.isHalted)
    #expect(play.mission.dueWork[.commandRight(of: "carol", in: shop)] == nil)
  }

  @Test("Strangers cannot flood a mission with questions")
  func flood() {
    var play = Play([design(1)], agents: [])
    for number in 0..<300 {
      play.commands("pause", comment: number, by: Account(login: "s\(number)", isBot: false)) { $0.hasSay = false }
    }
    #expect(play.mission.conversation.waiting.count == 10)
    play.commands("pause", comment: 999)
    #expect(play.mission.conversation.waiting.count == 11)
    for number in 0..<2_000 {
      play.commands("pause", comment: 2_000 + number)
      play.rights("carol", .none)
    }
    #expect(play.mission.conversation.ended.count <= 1_000)
    #expect(play.mission.conversation.writers.count <= 200)
  }
}
