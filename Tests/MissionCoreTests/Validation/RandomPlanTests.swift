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
      switch Int.random(in: 0...11, using: &random) {
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
      default: play.joins(name)
      }
      #expect(play.brokenPromises.isEmpty, "\(play.brokenPromises)")
    }
  }
}
