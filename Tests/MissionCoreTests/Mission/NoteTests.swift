import Testing

@testable import MissionCore

@Suite struct NoteTests {
  @Test(
    "The first word of a note decides, in any letter case",
    arguments: [
      ("resume", NoteDirective.resume), ("RETRY now, please", .resume), ("Resume: go on", .resume), ("pause", .pause),
      ("Hold on", .pause), ("skip #3", .skip(item: "#3")), ("skip #3.", .skip(item: "#3")),
      ("skip", .incomplete("name the item: skip ITEM")),
      ("redirect #3 to bob", .redirect(item: "#3", agent: "bob", reason: "")),
      ("Reassign to bob, he is free", .redirect(item: nil, agent: "bob", reason: "he is free")),
      ("reroute abcd TO bob because", .redirect(item: "abcd", agent: "bob", reason: "because")),
      ("redirect to", .incomplete("say redirect [ITEM] to AGENT [reason]")),
      ("redirect", .incomplete("say redirect [ITEM] to AGENT [reason]")),
      ("redirect #3 bob", .incomplete("say redirect [ITEM] to AGENT [reason]")),
      ("", .remark), ("   ", .remark), ("please resume", .remark), ("resumed yesterday", .remark),
    ])
  func grammar(_ text: String, _ directive: NoteDirective) {
    #expect(NoteDirective(text) == directive)
  }

  @Test("Anything else is recorded, and the same note twice is applied once")
  func remark() {
    var play = Play([design(1)])
    play.note("the weather is fine")
    #expect(play.mission.notes.values.map(\.outcome) == ["the note was recorded"])
    let note = play.mission.notes.values.first!
    #expect(play.happens(.note(note)) == .done("the note is known already"))
    #expect(play.mission.notes.count == 1)
  }

  @Test("Pause keeps everything as it is until resume; a paused mission cannot be paused")
  func pause() {
    var play = Play([design(1), design(2)], agents: [])
    play.note("pause")
    #expect(play.mission.header.state == .blocked(.paused(by: "ada")))
    play.joins("designer")
    #expect(play.holder(of: 1) == nil)
    #expect(play.why(1).contains("Paused by ada"))
    #expect(play.questions.isEmpty)
    #expect(play.note("hold").refusalKind == .invalid)
    play.note("resume")
    #expect(play.holder(of: 1) == "designer")
  }

  @Test("Stop is blocked and resumable; by force it fails for good and frees everybody")
  func stop() {
    var play = Play([design(1)], agents: ["designer"])
    var forced = play
    play.happens(.stop(by: "ada", force: false))
    #expect(play.mission.header.state == .blocked(.stopped(by: "ada")))
    play.happens(.resume(by: "ada"))
    #expect(play.mission.header.state == .running)

    forced.happens(.stop(by: "ada", force: true))
    #expect(forced.mission.header.state == .failed(reason: "Stopped by ada (forced)"))
    #expect(forced.agents["designer"]?.state == .idle)
    #expect(forced.mission.tasks.values.allSatisfy { !$0.isOpen })
    #expect(forced.happens(.resume(by: "ada")).refusalKind == .invalid)
    #expect(forced.note("resume").refusalKind == .invalid)
    #expect(forced.happens(.stop(by: "ada", force: false)).refusalKind == .invalid)
    #expect(forced.mission.header.state == .failed(reason: "Stopped by ada (forced)"))
    #expect(forced.mission.dueWork.isEmpty)
    #expect(forced.mission.interests.isEmpty)
  }

  @Test("Resume never forces a watch green")
  func resumeForcesNothing() {
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", Pull(42) { $0.checks = [check("ci", .failure("failure"))] })
    play.happens(.stop(by: "ada", force: false))
    play.happens(.resume(by: "ada"))
    #expect(!play.item(1).isDone)
    #expect(play.watch(1, .checks)?.status == .snoozed)
  }

  @Test("Resume of a mission that nobody stopped forgives attempts and looks at everything again")
  func resumeRunning() {
    var play = Play([design(1)], agents: ["designer"])
    play.handsIn("designer", Pull(42) { $0.checks = [check("ci", .pending)] })
    #expect(play.note("resume").refusal == nil)
    #expect(play.mission.dueWork[.pullRequest(Pull(42).reference)] == play.now)
  }

  @Test("Redirect gives an item to the named agent, refuses the old report, and is kept for it while it is busy")
  func redirect() {
    var play = Play([design(1)], agents: ["designer", "architect"])
    let first = play.holder(of: 1)!
    let other = first == "designer" ? "architect" : "designer"
    play.takes(first)
    let old = play.held(by: first)!.id
    #expect(play.note("redirect to \(other) knows it better").refusal == nil)
    #expect(play.holder(of: 1) == other)
    #expect(
      play.mission.tasks[old]?.state
        == .cancelled(reason: "Superseded by dispatcher redirect to \(other) (knows it better)"))
    #expect(play.happens(.taskDone(old, .init(result: "late"), by: .conductor("op"))).refusal != nil)
    #expect(play.note("redirect to \(other)") == .done("\(other) has it already as task \(play.held(by: other)!.id)"))
  }

  @Test("Redirect names items by number or the beginning of their identity; what is ambiguous or unknown is refused")
  func items() {
    var play = Play([design(1), design(2)], agents: ["designer", "architect"])
    let before = play.mission.tasks
    for note in ["redirect to architect", "redirect #9 to architect", "redirect #1 to nobody", "skip zzzz"] {
      #expect(play.note(note).refusal != nil, "\(note)")
    }
    #expect(play.mission.tasks == before)
    #expect(play.mission.notes.values.allSatisfy { $0.outcome != nil && $0.processedAt != nil })
    let name = play.holder(of: 1) == "designer" ? "architect" : "designer"
    #expect(play.note("redirect \(play.item(1).id.text.prefix(8)) to \(name)").refusal == nil)
    #expect(
      play.mission.tasks.values.contains {
        $0.item == play.item(1).id && $0.isOpen && $0.reservedFor == play.agents[name]?.id
      })
  }

  @Test("An ambiguous agent is refused with the candidates, and the service goes on")
  func ambiguousAgent() {
    var play = Play([design(1)])
    for number in 1...2 {
      let id = Identifier<Agent>("abcd000\(number)-0000-4000-8000-000000000000")!
      play.agents["bob\(number)"] = Agent(
        id: id, name: "bob\(number)", role: "tester", specialties: [], state: .idle, registeredAt: play.now,
        lastHeartbeat: play.now, lastActiveAt: play.now, tasksCompleted: 0)
    }
    guard case .refused(let refusal) = play.note("redirect #1 to abcd") else {
      Issue.record("it was applied")
      return
    }
    #expect(refusal.hint.contains("abcd0001") && refusal.hint.contains("abcd0002"))
  }

  @Test("A redirect to somebody who is not there, or with nothing to hand over, is refused and changes nothing")
  func nothingToDo() {
    var play = Play([work(1)], agents: ["backend", "server"])
    play.handsIn("backend", Pull(42))
    let before = play.mission
    #expect(play.note("redirect #1 to server").refusal?.contains("nothing to do") == true)
    #expect(play.mission.items == before.items)
    #expect(play.mission.tasks == before.tasks)
    play.agents["server"]?.state = .lost
    #expect(play.note("redirect #1 to server").refusal?.contains("not there") == true)
  }

  @Test("A task kept for an agent that vanishes goes to whoever fits")
  func vanished() {
    var play = Play([design(1), design(2)], agents: ["designer", "architect"]) { $0.maxParallelItems = 2 }
    let name = play.holder(of: 2)!
    play.note("redirect #1 to \(name)")
    #expect(play.why(1).contains(name))
    play.agents[name]?.state = .lost
    play.happens(.tick)
    #expect(play.holder(of: 1) != nil && play.holder(of: 1) != name)
  }

  @Test("A redirect lets a stopped mission go on")
  func restarts() {
    var play = Play([design(1)], agents: ["designer", "architect"])
    play.happens(.stop(by: "ada", force: false))
    let other = play.holder(of: 1) == "designer" ? "architect" : "designer"
    play.note("redirect to \(other)")
    #expect(play.mission.header.state == .running)
    #expect(play.holder(of: 1) == other)
  }

  @Test("Skip finishes an item, frees its agent, and what depends on it goes on")
  func skip() {
    var play = Play([design(1), design(2, "Depends on #1")], agents: ["designer"])
    play.takes("designer")
    play.note("skip #1")
    #expect(play.state(1) == .done(.skipped))
    #expect(play.holder(of: 2) == "designer")
    #expect(play.note("skip #1").refusalKind == .notFound)
  }

  @Test("The newest hundred notes are kept")
  func many() {
    var play = Play([design(1)])
    for number in 0..<130 {
      play.now = play.now.adding(seconds: 1)
      play.happens(
        .note(Note(id: Identifier(high: 1, low: UInt64(number)), sender: "ada", body: "n", createdAt: play.now)))
    }
    #expect(play.mission.notes.count == 100)
    #expect(play.mission.notes.values.map(\.createdAt).max() == play.now)
  }
}
