import Testing

@testable import MissionCore

@Suite struct PlannedMissionTests {
  private static let contract = "**VAL-AUTH-001**: Login returns a token\n**VAL-AUTH-002**: It expires\n"

  /// Two milestones; the first assertion is claimed in both, so it gates the second.
  private func auth(policy change: (inout Policy) -> Void = { _ in }) -> Play {
    var play = Play.planned(policy: change)
    play.stage("Foundation")
    play.stage("Implementation")
    play.task("Create helpers", in: "M1", fulfills: ["VAL-AUTH-001"])
    play.task("Create endpoint", in: "M2", fulfills: ["VAL-AUTH-001", "VAL-AUTH-002"], after: [1])
    play.joins("ada", role: "backend")
    play.plans(.complete(contract: Self.contract, allowGaps: false))
    return play
  }

  /// The agent takes and finishes what it holds.
  private func work(_ play: inout Play, _ name: String) {
    _ = play.takes(name)
    _ = play.finishes(name, "made")
  }

  @Test("numbers are given in order; nothing is handed out while the plan is written; then only the active milestone's")
  func sequence() {
    var play = auth()
    #expect(play.mission.plannedItems.compactMap { $0.details?.name } == ["001", "002"])
    #expect(play.milestone("M1") == "active")
    #expect(play.milestone("M2") == "locked")
    #expect(play.mission.item(number: 1)?.isInHand == true)
    work(&play, "ada")
    // M1 gates nothing: what both claim is checked with the last of them.
    #expect(play.milestone("M1") == "done")
    #expect(play.milestone("M2") == "active")
    #expect(play.mission.item(number: 2)?.isInHand == true)
  }

  @Test("where proof is required a report without one is refused, and said again with one it counts")
  func proof() throws {
    var play = auth { $0.proofRequired = true }
    _ = play.takes("ada")
    #expect(play.finishes("ada", "made").refusal?.contains("has no proof") == true)
    let task = try #require(play.held(by: "ada"))
    let report = WorkTask.Report(result: "made", proof: "12 tests pass", hasNoPullRequest: true)
    #expect(play.happens(.taskDone(task.id, report, by: task.holder)).refusal == nil)
    #expect(play.mission.item(number: 1)?.details?.proof == "12 tests pass")
  }

  @Test("facts as a proof are kept as they were given and shown by name; broken ones are refused with their place")
  func factsAsProof() throws {
    var play = auth()
    work(&play, "ada")
    _ = play.takes("ada")
    let task = try #require(play.held(by: "ada"))
    func report(_ proof: String) -> WorkTask.Report { .init(result: "made", proof: proof, hasNoPullRequest: true) }
    let refused = play.happens(.taskDone(task.id, report("{\"tests\": }"), by: task.holder))
    #expect(refused.refusal?.contains("line 1, column 11") == true)
    let facts = #"{"tests":{"passed":12,"total":12},"commits":["abc1234"]}"#
    let reply = play.happens(.taskDone(task.id, report(facts), by: task.holder))
    guard case .done(let answer) = reply else {
      Issue.record("facts were refused: \(reply)")
      return
    }
    #expect(!answer.contains("no proof"))
    #expect(play.mission.planFile?.tasks.last?.proof == facts)
    play.joins("val", role: "validator")
    let taken = play.takes("val")
    let prompt = try #require(taken)
    #expect(prompt.contains("tests: 12 of 12 passed") && prompt.contains("commits: abc1234"))
  }

  @Test("an empty object shows nothing: it counts as no proof")
  func emptyFacts() throws {
    var play = auth { $0.proofRequired = true }
    _ = play.takes("ada")
    let task = try #require(play.held(by: "ada"))
    let report = WorkTask.Report(result: "made", proof: "{}", hasNoPullRequest: true)
    #expect(play.happens(.taskDone(task.id, report, by: task.holder)).refusal?.contains("has no proof") == true)
  }

  @Test("a plan says all its faults at once, and changes nothing by it")
  func faults() {
    var play = Play.planned()
    play.stage("One")
    play.stage("Two")
    play.task("Late", in: "M2")
    play.task("Early", in: "M1", fulfills: ["VAL-X-9"], after: [1])
    play.stage("Empty")
    guard case .refused(let refusal) = play.plans(.complete(contract: Self.contract, allowGaps: false)) else {
      Issue.record("an impossible plan was taken")
      return
    }
    for part in ["M3", "VAL-X-9", "VAL-AUTH-001 is not covered", "VAL-AUTH-002 is not covered", "later milestone M2"] {
      #expect(refusal.message.contains(part), "\(part)")
    }
    #expect(play.mission.plan?.phase == .planning)
    #expect(play.mission.plan?.contract == nil)
  }

  @Test("once the plan is carried out, a dependency on a later milestone is refused, also through a task of none")
  func forwardDependency() {
    var play = Play.planned()
    for title in ["One", "Two"] { play.stage(title) }
    play.task("Create a", in: "M1")
    play.task("Create b", in: "M2")
    play.plans(.complete(contract: nil, allowGaps: false))
    let forward = "task 003 (M1) depends on 002 of the later milestone M2, which would never begin"
    #expect(play.task("Create c", in: "M1", after: [2]).refusal == forward)
    play.task("Create between", after: [2])
    #expect(play.task("Create d", in: "M1", after: [3]).refusal?.contains("depends on 002 of the later") == true)
    var draft = TaskDraft()
    draft.milestone = "M2"
    play.task("Create e", in: "M1", after: [1])
    #expect(play.plans(.updateTask(1, draft)).refusal != nil)
  }

  @Test("a circle of dependencies is refused with its path, an unknown one by its number")
  func cycle() {
    var play = Play.planned()
    play.task("A")
    play.task("B", after: [1])
    var draft = TaskDraft()
    draft.depends = [2]
    guard case .refused(let refusal) = play.plans(.updateTask(1, draft)) else {
      Issue.record("a circle was taken")
      return
    }
    #expect(refusal.message.contains("001 -> 002 -> 001"))
    #expect(play.mission.item(number: 1)?.dependsOn == [])
    draft.depends = [9]
    guard case .refused(let unknown) = play.plans(.updateTask(1, draft)) else {
      Issue.record("an unknown dependency was taken")
      return
    }
    #expect(unknown.message.contains("009"))
  }

  @Test("the author is never asked to validate; a validator is, and its verdicts end the milestone and the mission")
  func validation() throws {
    var play = auth()
    work(&play, "ada")
    work(&play, "ada")
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

  @Test(
    "a failing assertion makes one remediation with its evidence; then it is asked anew, and after three rounds held")
  func remediation() throws {
    var play = auth()
    play.joins("val", role: "validator")
    work(&play, "ada")
    work(&play, "ada")
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
        work(&play, "ada")
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
    var play = auth()
    play.joins("val", role: "validator")
    work(&play, "ada")
    work(&play, "ada")
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

  @Test("a done milestone whose assertion turns out not to hold is open again, once, beside the current one")
  func regression() {
    var play = Play.planned()
    play.stage("One")
    play.stage("Two")
    play.task("Create a", in: "M1", fulfills: ["VAL-A-1"])
    play.task("Create b", in: "M2", fulfills: ["VAL-A-2"])
    play.joins("ada", role: "backend")
    play.plans(.complete(contract: "**VAL-A-1**: a\n**VAL-A-2**: b", allowGaps: false))
    work(&play, "ada")
    play.says("VAL-A-1", .passing)
    #expect(play.milestone("M2") == "active")
    play.says("VAL-A-1", .failing)
    play.happens(.tick)
    #expect(play.milestone("M1") == "active")
    #expect(play.mission.plannedItems.count { $0.details?.remediates != nil } == 1)
    for _ in 1...2 { work(&play, "ada") }
    play.says("VAL-A-1", .passing)
    play.says("VAL-A-2", .passing)
    #expect(play.mission.header.state == .completed)
  }

  @Test("work that is added while a milestone is validated or held is done first; no verdict ends the milestone before")
  func workWhileValidated() {
    var play = auth()
    play.joins("val", role: "validator")
    work(&play, "ada")
    work(&play, "ada")
    #expect(play.milestone("M2") == "validating")
    play.task("Create more", in: "M2")
    #expect(play.milestone("M2") == "active")
    #expect(play.held(by: "val") == nil)
    play.says("VAL-AUTH-001", .passing)
    play.says("VAL-AUTH-002", .passing)
    #expect(play.milestone("M2") == "active")
    work(&play, "ada")
    #expect(play.milestone("M2") == "done")
    #expect(play.mission.header.state == .completed)
  }

  @Test("a changed claim needs a new verdict, and what was said stays in the history as stale")
  func changedClaim() throws {
    var play = auth()
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

  @Test("a researcher of a planned mission is given research and nothing to build, and the help says who is missing")
  func researcher() throws {
    var play = Play.planned()
    play.stage("One")
    play.task("Create page", in: "M1")
    play.task("Look around", in: "M1", kind: .research)
    play.joins("rob", role: "researcher")
    play.joins("val", role: "validator")
    play.plans(.complete(contract: nil, allowGaps: false))
    let page = try #require(play.mission.item(number: 1))
    #expect(page.state == .ready)
    #expect(play.held(by: "rob")?.item == play.mission.item(number: 2)?.id)
    #expect(play.mission.header.help.contains { $0.reason.contains("Create page") })
    play.joins("ada", role: "backend")
    #expect(play.held(by: "ada")?.item == page.id)
  }

  @Test("what an agent comes upon becomes a task that no milestone waits for; research gates nothing")
  func outsideTheGate() throws {
    var play = Play.planned()
    play.stage("One")
    play.task("Create a", in: "M1")
    play.task("Look around", in: "M1", kind: .research)
    play.joins("ada", role: "backend")
    play.plans(.complete(contract: nil, allowGaps: false))
    _ = play.takes("ada")
    let task = try #require(play.held(by: "ada"))
    let claim = try #require(task.lease?.claim)
    play.happens(
      .taskDone(
        task.id, .init(result: "made", proof: "12 tests", summary: "s", discovered: ["The lock leaks"]),
        by: .claim(claim)))
    #expect(play.milestone("M1") == "done")
    let found = try #require(play.mission.item(number: 3))
    #expect(found.title == "The lock leaks" && found.milestone == nil && found.details?.isOutsideGate == true)
    #expect(play.mission.item(number: 1)?.details?.proof == "12 tests")
  }

  @Test("a mission is complete without advisory work that nobody has begun; what is begun is waited for")
  func advisory() throws {
    for isBegun in [false, true] {
      var play = Play.planned()
      play.stage("One")
      play.task("Create a", in: "M1")
      play.task("Look around", in: "M1", kind: .research)
      play.joins("ada", role: "backend")
      play.joins("rob", role: "researcher")
      play.plans(.complete(contract: nil, allowGaps: false))
      if isBegun { _ = play.takes("rob") }
      _ = play.takes("ada")
      let task = try #require(play.held(by: "ada"))
      let claim = try #require(task.lease?.claim)
      play.happens(.taskDone(task.id, .init(result: "made", discovered: ["The lock leaks"]), by: .claim(claim)))
      #expect(play.milestone("M1") == "done")
      #expect((play.mission.header.state == .completed) == !isBegun)
      if isBegun { _ = play.finishes("rob", "found") }
      #expect(play.mission.header.state == .completed)
      let found = try #require(play.mission.item(number: 3))
      #expect(play.mission.why(found.id, roster: play.roster()) == "the mission is complete without it")
      #expect(play.held(by: "ada") == nil && play.held(by: "rob") == nil)
    }
  }

  @Test("what an agent came upon gates a milestone once a planner puts it there")
  func attached() throws {
    var play = Play.planned()
    play.stage("One")
    play.task("Create a", in: "M1")
    play.task("Create b", in: "M1")
    play.joins("ada", role: "backend")
    play.plans(.complete(contract: nil, allowGaps: false))
    _ = play.takes("ada")
    let task = try #require(play.held(by: "ada"))
    let claim = try #require(task.lease?.claim)
    play.happens(.taskDone(task.id, .init(result: "made", discovered: ["The lock leaks"]), by: .claim(claim)))
    var draft = TaskDraft()
    draft.milestone = "M1"
    play.plans(.updateTask(3, draft))
    let gating = play.mission.gatingItems(of: "M1").compactMap { $0.details?.number }
    #expect(gating.contains(3))
  }

  @Test("a plan is exported and imported without loss")
  func roundTrip() throws {
    let file = try #require(auth().mission.planFile)
    var other = Play.planned()
    other.plans(.adopt(file))
    #expect(other.mission.planFile == file)
  }

  @Test("a plan's text is looked through for keys that nobody reads, each with its place and what is known there")
  func unknownKeys() {
    let text = """
      {"title": "A", "owner": "me", "milestones": [{"sequence": 1, "titel": "x"}], "contract": "{}",
       "tasks": [{"number": 1, "task": {"title": "A"}}, {"number": 2, "tasks": {}, "task": {"titel": "B", "Kind": "test"}}]}
      """
    let unknown = PlanFile.unknownKeys(in: text)
    #expect(unknown.map(\.place) == ["", "milestones[1]", "tasks[2]", "tasks[2].task", "tasks[2].task"])
    #expect(unknown.map(\.key) == ["owner", "titel", "tasks", "titel", "Kind"])
    #expect(unknown[1].known == ["sequence", "title", "description"])
    #expect(PlanFile.unknownKeys(in: "[1]").isEmpty && PlanFile.unknownKeys(in: "{").isEmpty)
    #expect(
      PlanFile.unknownKeys(in: #"{"tasks": {"a": 1}, "milestones": 3}"#).isEmpty, "the decoder says what those are")
  }

  @Test("a title of a megabyte, a taken sequence and an unknown milestone are refused, and nothing is half done")
  func badInput() {
    var play = Play.planned()
    play.stage("One")
    let before = play.mission.plannedItems.count
    let replies = [
      play.task(String(repeating: "x", count: 1 << 20)), play.task("A", in: "M9"), play.task("A", fulfills: ["auth-1"]),
      play.plans(.createMilestone(title: "B", sequence: 1, text: "")),
    ]
    for reply in replies {
      guard case .refused = reply else {
        Issue.record("\(reply)")
        continue
      }
    }
    #expect(play.mission.plannedItems.count == before)
    #expect(play.mission.plan?.usedNumbers == 0)
    play.task("Create a", in: "M1")
    #expect(play.mission.plan?.usedNumbers == 1)
  }
}
