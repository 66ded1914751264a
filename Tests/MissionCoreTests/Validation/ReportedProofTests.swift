import Testing

@testable import MissionCore

/// What a report must show where a plan demands a proof.
@Suite struct ReportedProofTests {
  @Test("where proof is required a report without one is refused, and said again with one it counts")
  func proof() throws {
    var play = Play.auth { $0.proofRequired = true }
    _ = play.takes("ada")
    #expect(play.finishes("ada", "made").refusal?.contains("has no proof") == true)
    let task = try #require(play.held(by: "ada"))
    let report = WorkTask.Report(result: "made", proof: "12 tests pass", hasNoPullRequest: true)
    #expect(play.happens(.taskDone(task.id, report, by: task.holder)).refusal == nil)
    #expect(play.mission.item(number: 1)?.details?.proof == "12 tests pass")
  }

  @Test("facts as a proof are kept as they were given and shown by name; broken ones are refused with their place")
  func factsAsProof() throws {
    var play = Play.auth()
    play.works("ada")
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
    var play = Play.auth { $0.proofRequired = true }
    _ = play.takes("ada")
    let task = try #require(play.held(by: "ada"))
    let report = WorkTask.Report(result: "made", proof: "{}", hasNoPullRequest: true)
    #expect(play.happens(.taskDone(task.id, report, by: task.holder)).refusal?.contains("has no proof") == true)
  }
}
