import Testing

@testable import MissionCore

@Suite struct CommandTests {
  @Test("A command acts once, whichever door it comes through and however often")
  func once() {
    var play = Play([design(1)], agents: [])
    play.commands("pause")
    play.commands("pause") { $0.sighting = .listed }
    play.rights("carol", .writer)
    play.note("resume")
    play.commands("pause")
    play.commands("pause") { $0.sighting = .listed }
    play.commands("pause") { $0.sighting = .edited(before: []) }
    #expect(!play.mission.isHalted)
    #expect(play.reactions == ["+1 on 100"])
    play.commands("pause", comment: 101)
    #expect(play.mission.isHalted)
  }

  @Test("An edit that adds a command counts, one that keeps it does not")
  func edits() {
    var play = Play([design(1)], agents: [])
    play.now = play.now.adding(seconds: 7200)
    let old = play.now.adding(seconds: -7100)
    play.commands("pause") {
      $0.createdAt = old
      $0.sighting = .edited(before: [CommentCommand("pause")])
    }
    #expect(play.mission.conversation.waiting.isEmpty)
    play.commands("pause", "status") {
      $0.createdAt = old
      $0.sighting = .edited(before: [CommentCommand("pause")])
    }
    #expect(play.mission.conversation.waiting.values.map(\.command.text) == ["status"])
  }

  @Test("What is deleted or edited away before it acted does not act, also when the first word of it comes later")
  func takenBack() {
    var play = Play([design(1)], agents: [])
    play.commands("pause")
    play.commands("pause") { $0.sighting = .deleted }
    play.commands("hold", comment: 101) { $0.sighting = .deleted }
    play.commands("hold", comment: 101)
    play.commands(comment: 102) { $0.sighting = .edited(before: [CommentCommand("pause")]) }
    play.commands("pause", comment: 102)
    play.rights("carol", .writer)
    #expect(!play.mission.isHalted)
  }

  @Test("What is older than the mission, or than an hour when it is first seen, is not meant for now")
  func age() {
    var play = Play([design(1)], agents: [])
    play.commands("pause", at: play.now.adding(seconds: -5))
    play.now = play.now.adding(seconds: 8000)
    play.commands("pause", comment: 101, at: play.now.adding(seconds: -3601))
    let now = play.now
    play.commands("pause", comment: 102, at: now.adding(seconds: -3601)) {
      // Listed after an edit: nobody knows whether the command is as old as the comment.
      $0.updatedAt = now
      $0.sighting = .listed
    }
    #expect(play.mission.conversation.waiting.isEmpty)
    play.commands("pause", comment: 103, at: play.now.adding(seconds: -3000))
    #expect(play.mission.conversation.waiting.count == 1)
  }

  @Test("A command in the very second the mission was started in is meant for it")
  func sameSecond() {
    var play = Play([design(1)], agents: [])
    let created = play.mission.header.createdAt.milliseconds
    play.commands("pause", at: Timestamp(milliseconds: created / 1000 * 1000))
    #expect(play.mission.conversation.waiting.count == 1)
  }

  @Test("Only under a mission's issues and pull requests it is commanded, not under what it waits for")
  func targets() {
    var play = Play([design(1, "Depends on acme/api#9")], agents: [])
    play.commands("pause", under: "acme/api#9")
    #expect(play.mission.conversation.waiting.isEmpty)
    #expect(play.mission.interests.contains(.conversation(references("1")[0])))
    #expect(!play.mission.interests.contains(.conversation(references("acme/api#9")[0])))
  }

  @Test("A paused mission still hears and can be resumed by a comment; its watches sleep")
  func resume() {
    var play = Play([design(1)], agents: [])
    play.commands("pause")
    play.rights("carol", .writer)
    #expect(play.mission.dueWork[.comments(shop)] != nil)
    #expect(play.mission.dueWork[.issue(references("1")[0])] == nil)
    #expect(play.reactions == ["+1 on 100"])
    #expect(play.mission.outbox.pending.values.allSatisfy { play.mission.dueWork[.action($0.id)] != nil })
    #expect(play.mission.outbox.pending.keys.allSatisfy { play.mission.actionToPerform($0) != nil })
    play.commands("resume", comment: 101)
    #expect(!play.mission.isHalted)
  }

  @Test("A command that is not known, or cannot be carried out, gets a puzzled face and changes nothing")
  func confused() {
    var play = Play([design(1)], agents: [])
    play.commands("dance")
    play.rights("carol", .writer)
    play.commands("approve", comment: 101)
    play.commands("skip #77", comment: 102)
    #expect(play.reactions == ["confused on 100", "confused on 101", "confused on 102"])
    #expect(play.state(1) == .ready)
    #expect(play.mission.conversation.answers.values.first?.contains("no open work item is called #77") == true)
  }

  @Test(
    "Unknown words are answered with what can be said, and so is help",
    arguments: ["dance", "hold on, let me look", "help"])
  func answersWithUsage(_ words: String) {
    var play = Play([design(1)], agents: [])
    play.commands(words)
    play.rights("carol", .writer)
    #expect(play.mission.conversation.answers.values.first?.contains("/signalbox status, pause") == true)
    #expect(!play.mission.isHalted)
  }

  @Test("A command of our own account is not carried out, and that is said")
  func ownCommand() {
    var play = Play([design(1)], agents: [])
    play.commands("pause")
    play.rights("carol", .ourselves)
    #expect(play.activity.filter { $0.contains("ignored a command of carol") }.count == 1)
  }

  @Test("Commands of one comment are carried out in their order")
  func order() {
    var play = Play([design(1)], agents: [])
    play.commands("pause", "resume", "note done")
    play.rights("carol", .writer)
    #expect(!play.mission.isHalted)
    #expect(play.mission.notes.values.map(\.body).sorted() == ["done", "pause", "resume"])
  }

  @Test("Comments are looked for at the watches' interval")
  func search() {
    var play = Play([design(1)], agents: []) { $0.watchIntervalSeconds = 60 }
    let first = play.mission.header.createdAt.adding(seconds: 60)
    #expect(play.mission.dueWork[.comments(shop)] == first)
    play.now = first
    play.observes(.comments(shop, [play.comment("pause")]))
    #expect(play.mission.conversation.waiting.count == 1)
    #expect(play.mission.dueWork[.comments(shop)] == shop.nextLook(after: first, everySeconds: 60))
  }

  @Test("When comments cannot be looked for that is said once, and tried again")
  func searchProblem() {
    var play = Play([design(1)], agents: []) { $0.watchIntervalSeconds = 60 }
    for _ in 0..<3 {
      play.observes(.commentsUnavailable(shop, reason: "not found"))
      #expect(play.mission.dueWork[.comments(shop)] == shop.nextLook(after: play.now, everySeconds: 60))
      play.now = play.now.adding(seconds: 60)
    }
    #expect(play.activity.filter { $0.contains("cannot be looked for: not found") }.count == 1)
  }

  @Test("A renamed repository takes its waiting commands and its reports along")
  func renamed() {
    var play = Play([design(1)], agents: []) { $0.report = .comment }
    let market = RepositoryName("acme/market")!
    play.waits(seconds: 10)
    play.writesReports(as: 7)
    play.commands("pause")
    play.observes(.repositoryNamed(market, id: 7, formerly: shop))
    #expect(play.mission.dueWork[.commandRight(of: "carol", in: market)] != nil)
    #expect(play.mission.dueWork.keys.compactMap(\.repository).allSatisfy { $0 == market })
    play.rights("carol", .writer, in: market)
    #expect(play.mission.isHalted)
    #expect(play.reports.map { $0.key } == [IssueReference(repository: market, number: 1)])
    #expect(play.reports.values.map { $0.report?.comment } == [7])
  }

  @Test("A command found in a list is a webhook missed; one that was heard before is none")
  func missed() {
    var play = Play([design(1)], agents: [])
    play.commands("pause")
    play.observes(.comments(shop, [play.comment("pause")]))
    #expect(play.mission.repositories[shop]?.missedAt == nil)
    play.observes(.comments(shop, [play.comment("pause"), play.comment("resume", comment: 101)]))
    #expect(play.mission.repositories[shop]?.missedAt == play.now)
  }

  @Test("What was heard and written survives storing")
  func stored() throws {
    var play = Play([design(1)], agents: [])
    play.commands("status", "pause")
    play.rights("carol", .writer)
    play.commands("resume", comment: 101, by: Account(login: "dora", isBot: false))
    #expect(try JSON.stored(play.mission.conversation) == play.mission.conversation)
  }
}
