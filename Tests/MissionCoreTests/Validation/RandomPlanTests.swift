import TestSupport
import Testing

@testable import MissionCore

/// Promises of planned missions that hold for any interleaving of what can happen to them.
@Suite struct RandomPlanTests {
  @Test(
    "whatever happens in whatever order, no attempt runs twice and nothing is done before its gates", arguments: 1...40)
  func anyInterleaving(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var play = Play.planned()
    for title in ["One", "Two", "Three"] { play.stage(title) }
    var text = ""
    for number in 1...6 {
      text += "**VAL-A-\(number)**: claim \(number)\n"
      let after = number > 2 && Bool.random(using: &random) ? [number - 2] : []
      play.task("Create \(number)", in: "M\((number + 1) / 2)", fulfills: ["VAL-A-\(number)"], after: after)
    }
    for (name, role) in [("ada", "backend"), ("bob", "builder"), ("val", "validator"), ("vic", "validator")] {
      play.joins(name, role: role)
    }
    play.plans(.complete(contract: text, allowGaps: false))
    for _ in 1...150 {
      let name = ["ada", "bob", "val", "vic"].randomElement(using: &random)!
      let id = "VAL-A-\(Int.random(in: 1...6, using: &random))"
      switch Int.random(in: 0...15, using: &random) {
      case 0...2: _ = play.takes(name)
      case 3...5: if play.held(by: name)?.isValidation == false { _ = play.finishes(name, "made") }
      case 6: if play.held(by: name) != nil { _ = play.gives(up: name) }
      case 7: play.waits(seconds: [60, 4_000].randomElement(using: &random)!)
      case 8, 9: play.says(id, [.passing, .passing, .failing, .blocked].randomElement(using: &random)!)
      case 10:
        let reason = "seen"
        let statement: Mission.Statement =
          Bool.random(using: &random)
          ? .waive(AssertionID(id)!, reason: reason) : .reopen(AssertionID(id)!, reason: reason)
        play.happens(.statement(statement, by: .conductor("operator")))
      case 11: play.leaves(name)
      case 12, 13: play.plans(Self.change(id, &random))
      default: play.joins(name, role: ["ada": "backend", "bob": "builder"][name] ?? "validator")
      }
      #expect(play.brokenPromises.isEmpty, "\(play.brokenPromises)")
    }
  }

  /// What somebody changes of a plan that is under way; much of it is refused.
  private static func change(_ id: String, _ random: inout SplitMix64) -> PlanChange {
    var draft = TaskDraft()
    draft.title = "Late"
    draft.milestone = Bool.random(using: &random) ? "M\(Int.random(in: 1...4, using: &random))" : nil
    draft.fulfills = Bool.random(using: &random) ? [id] : nil
    draft.depends = Int.random(in: 0..<3, using: &random) == 0 ? [Int.random(in: 1...9, using: &random)] : nil
    let number = Int.random(in: 1...9, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0, 1: return .createTask(draft)
    case 2: return .updateTask(number, draft)
    case 3: return .deleteTask(number)
    default:
      let claims = (1...6).map { "**VAL-A-\($0)**: claim \($0 == number ? "anew" : "\($0)")" }
      return .readContract(claims.joined(separator: "\n"))
    }
  }
}
