import Testing

@testable import MissionCore

/// Which head a comment approves.
@Suite struct ApproveCommandTests {
  @Test("Approve under a pull request approves its item on the current head")
  func approve() {
    var play = Play([work(1)], agents: ["backend"])
    play.handsIn("backend", Pull(42))
    play.commands("approve", under: "42")
    play.rights("carol", .writer)
    #expect(play.item(1).review.approval?.by == "carol")
    #expect(play.reactions == ["+1 on 100"])
  }

  @Test(
    "A head that came after the comment is not approved by it, and that is answered; said again it counts",
    arguments: ["approve", "approve #1"])
  func approveOfAnotherHead(_ command: String) {
    var play = Play([work(1)], agents: ["backend"])
    let pending = Pull(42) { $0.checks = [check("ci", .pending)] }
    play.handsIn("backend", pending)
    play.now = play.now.adding(seconds: 10)
    play.commands(command, under: "42")
    play.now = play.now.adding(seconds: 10)
    play.fetches(pending.with { $0.head = "a2" })
    play.rights("carol", .writer)
    #expect(play.item(1).review.approval == nil)
    #expect(play.reactions == ["confused on 100"])
    #expect(play.mission.conversation.answers.values.first?.contains("newer than the comment") == true)
    play.now = play.now.adding(seconds: 10)
    play.commands(command, comment: 101, under: "42")
    play.rights("carol", .writer)
    #expect(play.item(1).review.approval?.head == .commits(["a2"]))
    #expect(play.reactions == ["+1 on 101", "confused on 100"])
  }

  @Test("A comment that names no part of a second approves the head that was seen in the same second")
  func approveInTheSameSecond() {
    var play = Play([work(1)], agents: ["backend"])
    play.handsIn("backend", Pull(42))
    play.commands(
      "approve", under: "42", at: Timestamp(milliseconds: play.now.milliseconds / 1000 * 1000))
    play.rights("carol", .writer)
    #expect(play.item(1).review.approval?.by == "carol")
  }
}
