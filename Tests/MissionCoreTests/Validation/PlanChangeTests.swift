import Testing

@testable import MissionCore

/// What a plan may say, and what it may not.
@Suite struct PlanChangeTests {
  @Test("a plan says all its faults at once, and changes nothing by it")
  func faults() {
    var play = Play.planned()
    play.stage("One")
    play.stage("Two")
    play.task("Late", in: "M2")
    play.task("Early", in: "M1", fulfills: ["VAL-X-9"], after: [1])
    play.stage("Empty")
    guard case .refused(let refusal) = play.plans(.complete(contract: Play.authContract, allowGaps: false)) else {
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

  @Test("a plan is exported and imported without loss")
  func roundTrip() throws {
    let file = try #require(Play.auth().mission.planFile)
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
