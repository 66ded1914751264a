import Testing

@testable import MissionCore

/// A webhook tells of a command; GitHub must show it before it acts.
@Suite struct CommandEvidenceTests {
  /// Somebody whose right is known writes a command, and GitHub is asked for the comment.
  private func asked(_ command: String = "pause", isEdited: Bool = false) -> Play {
    var play = Play([design(1)], agents: [])
    for (number, login) in ["carol", "dora"].enumerated() {
      play.commands("status", comment: 90 + number, by: Account(login: login, isBot: false))
      play.rights(login, login == "carol" ? .writer : .none)
    }
    play.now = play.now.adding(seconds: 10)
    var comment = play.comment(command)
    if isEdited { comment.createdAt = play.now.adding(seconds: -5) }
    play.observes(.command(comment))
    return play
  }

  @Test("No command acts before GitHub has shown its comment")
  func evidence() {
    var play = asked()
    #expect(!play.mission.isHalted)
    #expect(play.mission.dueWork[.commandComment(100, in: shop)] == play.now)
    play.showsCommands()
    #expect(play.mission.isHalted)
    #expect(play.mission.dueWork[.commandComment(100, in: shop)] == nil)
  }

  @Test(
    "A comment that GitHub does not show as it was told commands nothing, and that is said",
    arguments: [
      CommandEvidence.missing,
      .written(
        author: Account(login: "mallory", isBot: false), editor: nil, isByApp: false, target: references("1")[0],
        commands: [CommentCommand("pause")]),
      .written(
        author: Account(login: "carol", isBot: false), editor: nil, isByApp: true, target: references("1")[0],
        commands: [CommentCommand("pause")]),
      .written(
        author: Account(login: "carol", isBot: false), editor: nil, isByApp: false, target: references("2")[0],
        commands: [CommentCommand("pause")]),
      .written(
        author: Account(login: "carol", isBot: false), editor: nil, isByApp: false, target: references("1")[0],
        commands: [CommentCommand("resume")]),
      .written(
        author: Account(login: "carol", isBot: false), editor: Account(login: "helper", isBot: true), isByApp: false,
        target: references("1")[0], commands: [CommentCommand("pause")]),
    ])
  func forged(_ evidence: CommandEvidence) {
    for isEdited in [false, true] {
      var play = asked(isEdited: isEdited)
      play.observes(.commandEvidence(comment: 100, in: shop, evidence))
      play.rights("carol", .writer)
      #expect(!play.mission.isHalted)
      #expect(play.mission.conversation.waiting.isEmpty)
      #expect(play.activity.contains { $0.contains("ignored a command under acme/shop#1") })
    }
  }

  @Test("Of words that somebody else changed, that person's right decides", arguments: [true, false])
  func editor(mayWrite: Bool) {
    var play = Play([design(1)], agents: [])
    var comment = play.comment("pause", by: Account(login: mayWrite ? "stranger" : "carol", isBot: false))
    comment.updatedAt = play.now.adding(seconds: 1)
    play.observes(.command(comment))
    play.showsCommands(editedBy: Account(login: mayWrite ? "carol" : "stranger", isBot: false))
    play.rights("carol", .writer)
    play.rights("stranger", .none)
    #expect(play.mission.isHalted == mayWrite)
  }

  @Test("When its comment cannot be read a command waits, ever longer, and after an hour it is dropped")
  func unreadableComment() {
    var play = asked()
    play.observes(.commandEvidenceUnavailable(comment: 100, in: shop, reason: "502"))
    #expect(play.mission.dueWork[.commandComment(100, in: shop)].map { $0 > play.now } == true)
    #expect(play.activity.contains { $0.contains("its comment cannot be read: 502") })
    play.now = play.now.adding(seconds: 3_700)
    play.observes(.commandEvidenceUnavailable(comment: 100, in: shop, reason: "502"))
    #expect(play.mission.conversation.waiting.isEmpty)
  }
}
