import Testing

@testable import MissionCore

@Suite struct PlanningTests {
  @Test("A mission plans once every issue is read, and asks GitHub for each until then")
  func reading() {
    var play = Play(unread: [issue(1), issue(2)])
    #expect(play.mission.dueWork[.issue(references("2")[0])] == play.now)
    play.observes(.issue(design(1)))
    #expect(play.mission.header.state == .planning(problem: nil))
    play.observes(.issue(design(2)))
    #expect(play.mission.items.count == 2)
  }

  @Test("An unknown issue keeps the mission in planning with the reason and a question, and it is tried again")
  func unknown() {
    var play = Play(unread: [issue(1), issue(2)])
    play.observes(.issue(design(1)), .issueGone(references("2")[0], reason: "not found"))
    guard case .planning(.invalid(let text)?) = play.mission.header.state else {
      Issue.record("it is \(play.mission.header.state)")
      return
    }
    #expect(text.contains("acme/shop#2"))
    #expect(play.questions.count == 1)
    #expect(play.mission.dueWork[.issue(references("2")[0])] != nil)
    play.observes(.issue(design(2)))
    #expect(play.mission.items.count == 2)
    #expect(!play.questions.contains { $0.contains("plan") })
  }

  @Test("A cycle names all its members, keeps the mission in planning, and mending it plans")
  func cycle() {
    var play = Play([design(1, "Depends on #2"), design(2, "Depends on #1")])
    let reason = play.mission.header.state.reason ?? ""
    #expect(reason.contains("acme/shop#1") && reason.contains("acme/shop#2"))
    #expect(play.questions.count == 1)
    play.waits(seconds: 60)
    #expect(play.timesAskedJustNow == 0)
    #expect(play.mission.dueWork.keys.contains(.issue(references("1")[0])))
    play.observes(.issue(design(1).later()))
    #expect(play.mission.items.count == 2)
  }

  @Test("GitHub being away is a problem that ends with its answer")
  func unavailable() {
    var play = Play(unread: [issue(1), issue(2)])
    play.observes(.issueUnavailable(references("1")[0], reason: "502"))
    #expect(play.mission.header.state.reason?.contains("502") == true)
    play.observes(.issue(design(1)))
    #expect(play.mission.header.state == .planning(problem: nil))
    play.observes(.issue(design(2)))
    #expect(!play.mission.header.state.isPlanning)
  }

  @Test("What the manifest skips is neither waited for nor asked about, and holds nobody")
  func skipped() {
    let manifest = Manifest(overrides: [.init(issue: references("2")[0], skip: true)])
    var play = Play(unread: [issue(1), issue(2)], manifest: manifest)
    #expect(play.mission.dueWork[.issue(references("2")[0])] == nil)
    play.observes(.issueGone(references("2")[0], reason: "deleted"))
    play.observes(.issue(design(1, "Depends on #2")))
    #expect(play.mission.items.count == 1)
    #expect(play.state(1) == .ready)
  }

  @Test("Objectives given twice, also in another letter case, are one item, even where a record holds both")
  func twice() throws {
    let shouted = Objective.issue(IssueReference("ACME/Shop#1")!)
    var play = Play(unread: [issue(1), shouted])
    #expect(play.mission.header.objectives.count == 1)
    play.observes(.issue(design(1)))
    #expect(play.mission.items.count == 1)

    let json = try JSON.text(Play(unread: [issue(1), issue(2)]).mission.header)
    let header = try JSON.value(Mission.Header.self, from: json.replacing(#"acme\/shop#2"#, with: #"ACME\/shop#1"#))
    #expect(header.objectives.count == 2)
    var stored = play
    stored.mission = Mission(
      header: header, items: [], watches: [], tasks: [], pullRequests: [],
      issues: [TrackedIssue(reference: references("1")[0], nextFetchAt: play.now)], notes: [])
    stored.observes(.issue(design(1)))
    #expect(stored.mission.items.count == 1)
  }

  @Test("A mission whose issues are all closed is complete at once; one whose dependency was dropped is held")
  func closedAlready() {
    let all = Play([design(1).closed(), design(2).closed(.notPlanned)])
    #expect(all.mission.header.state == .completed)
    let held = Play([design(1).closed(.notPlanned), design(2, "Depends on #1")])
    #expect(held.state(2) == .held(.dependencyCancelled("'Design part 1'")))
  }

  @Test("Documents alone make a mission, and a mission of nothing says so")
  func documents() {
    let play = Play([], documents: ["docs/plan.md"], agents: ["designer"])
    #expect(play.mission.items.values.map(\.title) == ["docs/plan.md"])
    #expect(play.held(by: "designer")?.kind == .work)
    #expect(play.mission.why(play.mission.orderedItems[0].id, roster: play.roster()).contains("designer"))
    let nothing = Play([])
    #expect(nothing.mission.header.state.reason?.contains("no work") == true)
    #expect(nothing.questions.count == 1)
    #expect(nothing.mission.dueWork[.tick] != nil)
  }

  @Test("A mission in planning cannot be paused or stopped, only given up")
  func stopping() {
    var play = Play(unread: [issue(1)])
    #expect(play.note("pause").refusalKind == .invalid)
    #expect(play.happens(.stop(by: "ada", force: false)).refusalKind == .invalid)
    #expect(play.happens(.stop(by: "ada", force: true)).refusal == nil)
    #expect(play.mission.isOver)
  }
}
