@testable import MissionCore

extension Play {
  /// A planned mission that is to be written.
  static func planned(policy change: (inout Policy) -> Void = { _ in }) -> Play {
    var play = Play(unread: [], policy: change)
    play.mission = Mission(
      id: play.mission.id, title: "Build auth", text: "Sign-in", policy: play.mission.header.policy,
      manifest: Manifest(), at: play.now)
    return play
  }

  static let authContract = "**VAL-AUTH-001**: Login returns a token\n**VAL-AUTH-002**: It expires\n"

  /// A planned mission of two milestones; the first assertion is claimed in both, so it gates the second.
  static func auth(policy change: (inout Policy) -> Void = { _ in }) -> Play {
    var play = Play.planned(policy: change)
    play.stage("Foundation")
    play.stage("Implementation")
    play.task("Create helpers", in: "M1", fulfills: ["VAL-AUTH-001"])
    play.task("Create endpoint", in: "M2", fulfills: ["VAL-AUTH-001", "VAL-AUTH-002"], after: [1])
    play.joins("ada", role: "backend")
    play.plans(.complete(contract: authContract, allowGaps: false))
    return play
  }

  /// An agent takes and finishes what it holds.
  mutating func works(_ name: String) {
    _ = takes(name)
    _ = finishes(name, "made")
  }

  /// Somebody plans.
  @discardableResult
  mutating func plans(_ change: PlanChange) -> Reply { happens(.plan(change, by: "lead")) }

  /// A milestone is added.
  mutating func stage(_ title: String) { plans(.createMilestone(title: title, sequence: nil, text: "")) }

  /// A task is added.
  @discardableResult
  mutating func task(
    _ title: String, in milestone: String? = nil, fulfills: [String] = [], after: [Int] = [], specialty: String? = nil,
    kind: WorkKind? = nil
  ) -> Reply {
    var draft = TaskDraft()
    draft.title = title
    draft.milestone = milestone
    draft.fulfills = fulfills
    draft.depends = after
    draft.specialties = specialty.map { [$0] }
    draft.kind = kind
    return plans(.createTask(draft))
  }

  /// An operator says what it saw.
  @discardableResult
  mutating func says(
    _ id: String, _ word: AssertionVerdict.Word, by reporter: Reporter = .conductor("operator")
  ) -> Reply {
    happens(.statement(.verdict(AssertionID(id)!, word, evidence: "seen \(word.rawValue)"), by: reporter))
  }

  /// Where a milestone stands.
  func milestone(_ id: String) -> String { mission.plan?.milestone(id)?.state.word ?? "none" }

  /// Where an assertion stands.
  func assertion(_ id: String) -> Assertion.Status? { mission.plan?.assertion(AssertionID(id)!)?.status }
}
