import Testing

@testable import MissionCore

@Suite struct CommandTests {
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
    #expect(play.item(1).review.approval?.head == "a2")
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

  @Test("What was heard and written survives storing")
  func stored() throws {
    var play = Play([design(1)], agents: [])
    play.commands("status", "pause")
    play.rights("carol", .writer)
    play.commands("resume", comment: 101, by: Account(login: "dora", isBot: false))
    #expect(try JSON.stored(play.mission.conversation) == play.mission.conversation)
  }
}
