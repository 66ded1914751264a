import Testing

@testable import MissionCore

@Suite struct PlannedMissionTests {
  @Test("numbers are given in order; nothing is handed out while the plan is written; then only the active milestone's")
  func sequence() {
    var play = Play.auth()
    #expect(play.mission.plannedItems.compactMap { $0.details?.name } == ["001", "002"])
    #expect(play.milestone("M1") == "active")
    #expect(play.milestone("M2") == "locked")
    #expect(play.mission.item(number: 1)?.isInHand == true)
    play.works("ada")
    // M1 gates nothing: what both claim is checked with the last of them.
    #expect(play.milestone("M1") == "done")
    #expect(play.milestone("M2") == "active")
    #expect(play.mission.item(number: 2)?.isInHand == true)
  }

  @Test("the author is never asked to validate; a validator is, and its verdicts end the milestone and the mission")
  func validation() throws {
    var play = Play.auth()
    play.works("ada")
    play.works("ada")
    #expect(play.milestone("M2") == "validating")
    #expect(play.held(by: "ada") == nil)
    #expect(play.mission.header.help.contains { $0.subject == .milestone("M2") })
    play.joins("val", role: "validator")
    let task = try #require(play.held(by: "val"))
    #expect(task.milestone == "M2")
    let taken = play.takes("val")
    let prompt = try #require(taken)
    for part in ["VAL-AUTH-001", "VAL-AUTH-002", "Login returns a token", "Task 002"] { #expect(prompt.contains(part)) }
    guard case .refused(let early) = play.finishes("val", "fine") else {
      Issue.record("a validation without verdicts ended")
      return
    }
    #expect(early.message.contains("VAL-AUTH-001, VAL-AUTH-002"))
    play.says("VAL-AUTH-001", .passing)
    #expect(play.milestone("M2") == "validating")
    play.says("VAL-AUTH-002", .passing)
    #expect(play.milestone("M2") == "done")
    #expect(play.mission.header.state == .completed)
    #expect(play.mission.plan?.phase == .complete)
    #expect(play.held(by: "val") == nil)
    #expect(play.effects.count { if case .announce = $0 { true } else { false } } == 1)
  }

  @Test("a validation that its validator does not take is taken from it as soon as any other task would be")
  func untaken() throws {
    var play = Play.auth()
    play.joins("val", role: "validator")
    play.works("ada")
    play.works("ada")
    let task = try #require(play.held(by: "val"))
    #expect(task.lease?.endsAt == play.now.adding(seconds: play.mission.header.policy.takeWithinSeconds))
    play.takes("val")
    #expect(
      play.held(by: "val")?.lease?.endsAt == play.now.adding(seconds: play.mission.header.policy.taskLeaseSeconds))
  }

  @Test("why a planned task was redirected stands in the prompt of the agent it went to")
  func redirected() {
    var play = Play.auth()
    play.joins("ben", role: "backend")
    play.note("redirect 001 to ben the parser is his")
    #expect(play.takes("ben")?.contains("the parser is his") == true)
  }

  @Test(
    "a failing assertion makes one remediation with its evidence; then it is asked anew, and after three rounds held")
  func remediation() throws {
    var play = Play.auth()
    play.joins("val", role: "validator")
    play.works("ada")
    play.works("ada")
    for round in 1...3 {
      #expect(play.milestone("M2") == "validating")
      if play.assertion("VAL-AUTH-001") == .pending { play.says("VAL-AUTH-001", .passing) }
      play.says("VAL-AUTH-002", .failing)
      play.happens(.tick)
      let fixes = play.mission.plannedItems.filter { $0.details?.remediates != nil }
      if round < 3 {
        #expect(fixes.count == round)
        let fix = try #require(fixes.last)
        #expect(fix.title == "Fix: It expires (remediation for VAL-AUTH-002)")
        #expect(fix.milestone == "M2" && fix.priority == 1 && fix.details?.text == "seen failing")
        #expect(play.milestone("M2") == "active")
        play.works("ada")
      } else {
        #expect(fixes.count == 2)
        #expect(play.milestone("M2") == "held")
      }
    }
    #expect(play.mission.header.help.contains { $0.subject == .milestone("M2") })
    play.happens(
      .statement(.waive(try #require(AssertionID("VAL-AUTH-002")), reason: "later"), by: .conductor("operator")))
    #expect(play.milestone("M2") == "done")
    #expect(play.mission.header.state == .completed)
  }

  @Test("a blocked assertion holds its milestone and asks once; reopening goes on; agents may neither waive nor judge")
  func blocked() throws {
    var play = Play.auth()
    play.joins("val", role: "validator")
    play.works("ada")
    play.works("ada")
    let ada = try #require(play.agents["ada"])
    guard case .refused(let foreign) = play.says("VAL-AUTH-001", .passing, by: .agent(ada.id)) else {
      Issue.record("an author judged its own work")
      return
    }
    #expect(foreign.kind == .forbidden)
    play.says("VAL-AUTH-001", .passing)
    play.says("VAL-AUTH-002", .blocked)
    #expect(play.milestone("M2") == "held")
    let tasks = play.mission.tasks.count
    for _ in 1...5 { play.waits(seconds: 60) }
    #expect(play.mission.tasks.count == tasks)
    let id = try #require(AssertionID("VAL-AUTH-002"))
    play.happens(.statement(.reopen(id, reason: "back"), by: .conductor("operator")))
    #expect(play.milestone("M2") == "validating")
    play.says("VAL-AUTH-002", .passing)
    #expect(play.mission.header.state == .completed)
    #expect(play.mission.plan?.assertion(id)?.history.map(\.word) == [.blocked, .reopened, .passing])
  }

  @Test("what cannot be checked is asked about at once, while what failed is mended")
  func blockedBesideFailing() {
    var play = Play.auth()
    play.joins("val", role: "validator")
    play.works("ada")
    play.works("ada")
    play.says("VAL-AUTH-001", .failing)
    play.says("VAL-AUTH-002", .blocked)
    #expect(play.milestone("M2") == "active", "the remediation is under way")
    #expect(play.questions == ["VAL-AUTH-002 cannot be checked, and milestone M2 waits for it"])
  }

  @Test("a done milestone whose assertion turns out not to hold is open again, once, beside the current one")
  func regression() {
    var play = Play.planned()
    play.stage("One")
    play.stage("Two")
    play.task("Create a", in: "M1", fulfills: ["VAL-A-1"])
    play.task("Create b", in: "M2", fulfills: ["VAL-A-2"])
    play.joins("ada", role: "backend")
    play.plans(.complete(contract: "**VAL-A-1**: a\n**VAL-A-2**: b", allowGaps: false))
    play.works("ada")
    play.says("VAL-A-1", .passing)
    #expect(play.milestone("M2") == "active")
    play.says("VAL-A-1", .failing)
    play.happens(.tick)
    #expect(play.milestone("M1") == "active")
    #expect(play.mission.plannedItems.count { $0.details?.remediates != nil } == 1)
    for _ in 1...2 { play.works("ada") }
    play.says("VAL-A-1", .passing)
    play.says("VAL-A-2", .passing)
    #expect(play.mission.header.state == .completed)
  }

  @Test("work that is added while a milestone is validated or held is done first; no verdict ends the milestone before")
  func workWhileValidated() {
    var play = Play.auth()
    play.joins("val", role: "validator")
    play.works("ada")
    play.works("ada")
    #expect(play.milestone("M2") == "validating")
    play.task("Create more", in: "M2")
    #expect(play.milestone("M2") == "active")
    #expect(play.held(by: "val") == nil)
    play.says("VAL-AUTH-001", .passing)
    play.says("VAL-AUTH-002", .passing)
    #expect(play.milestone("M2") == "active")
    play.works("ada")
    #expect(play.milestone("M2") == "done")
    #expect(play.mission.header.state == .completed)
  }

  @Test("a changed claim needs a new verdict, and what was said stays in the history as stale")
  func changedClaim() throws {
    var play = Play.auth()
    play.says("VAL-AUTH-001", .passing)
    play.plans(.readContract("**VAL-AUTH-001**: Login returns two tokens\n**VAL-AUTH-002**: It expires\n"))
    #expect(play.assertion("VAL-AUTH-001") == .pending)
    let id = try #require(AssertionID("VAL-AUTH-001"))
    #expect(play.mission.plan?.assertion(id)?.history.map(\.word) == [.passing, .stale])
  }

  @Test(
    "work goes by specialty: to one that has it, to one without any only while no specialist lives, to another never")
  func specialty() {
    var play = Play.planned()
    play.stage("One")
    play.task("Create page", in: "M1", specialty: "frontend")
    play.joins("bea", role: "builder", specialties: ["backend"])
    play.plans(.complete(contract: nil, allowGaps: false))
    #expect(play.held(by: "bea") == nil)
    #expect(play.mission.why(play.mission.plannedItems[0].id, roster: play.roster()).contains("frontend"))
    play.joins("fay", role: "builder", specialties: ["frontend"])
    #expect(play.held(by: "fay") != nil)
  }
}
