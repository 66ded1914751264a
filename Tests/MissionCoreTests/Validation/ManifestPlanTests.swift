import Testing

@testable import MissionCore

/// A mission of issues whose manifest names milestones passes the gates of a planned one.
@Suite("Milestones of a mission of issues")
struct ManifestPlanTests {
  private func staged(contract: String? = nil, fulfills: [AssertionID]? = nil) -> Play {
    let overrides = zip(["1", "2", "3"].map { references($0)[0] }, ["Later", "M1", "Later"]).map { issue, name in
      Manifest.Override(issue: issue, milestone: name, fulfills: name == "M1" ? fulfills : nil)
    }
    return Play(
      [design(1), design(2), design(3), design(4)], agents: ["designer", "architect"],
      manifest: Manifest(overrides: overrides, contract: contract))
  }

  @Test("Only the first stage and what has none is handed out; the next one begins when the first is done")
  func sequence() {
    var play = staged()
    #expect(play.mission.plan?.milestones.map(\.id) == ["M1", "M2"])
    #expect(play.state(1) == .pending)
    #expect(play.item(2).isInHand)
    #expect(play.item(4).isInHand)
    #expect(play.mission.why(play.item(1).id, roster: AgentRoster()).contains("M1"))
    let holder = play.holder(of: 2) ?? ""
    play.takes(holder)
    play.finishes(holder, "made")
    #expect(play.item(2).isDone)
    #expect(play.mission.plan?.milestone("M1")?.isDone == true)
    #expect(play.state(1) != .pending)
  }

  @Test("A contract is checked before the next stage begins, and the mission completes with it")
  func contract() throws {
    let claim = try #require(AssertionID("VAL-1"))
    var play = staged(contract: "**VAL-1**: It works\n", fulfills: [claim])
    #expect(play.mission.coverage.covered == 1)
    let holder = play.holder(of: 2) ?? ""
    play.takes(holder)
    play.finishes(holder, "made")
    #expect(play.mission.plan?.milestone("M1")?.state == .validating)
    #expect(play.state(1) == .pending)
  }

  @Test("A contract without milestones is checked, too: the mission is over when all of it is done and holds")
  func contractAlone() throws {
    let claim = try #require(AssertionID("VAL-1"))
    let override = Manifest.Override(issue: references("1")[0], fulfills: [claim])
    var play = Play(
      [design(1), design(2)], agents: ["designer", "architect"],
      manifest: Manifest(overrides: [override], contract: "**VAL-1**: It works\n**VAL-2**: Nobody does this\n"))
    #expect(play.mission.plan?.milestones.map(\.title) == ["All issues"])
    for number in [1, 2] {
      #expect(play.item(number).isInHand)
      let holder = play.holder(of: number) ?? ""
      play.takes(holder)
      play.finishes(holder, "made")
    }
    #expect(play.mission.plan?.milestone("M1")?.state == .validating)
    #expect(!play.mission.isOver)
    // Nobody fulfils anything: then there is nothing to check, and no stage.
    let bare = Play([design(1)], agents: ["designer"], manifest: Manifest(contract: "**VAL-1**: It works\n"))
    #expect(bare.mission.plan?.milestones.isEmpty == true)
  }

  @Test("An issue that is edited keeps its stage")
  func edited() {
    var play = staged()
    play.observes(.issue(design(1, "Changed").later()))
    #expect(play.item(1).milestone == "M2")
    #expect(play.mission.plan?.milestones.count == 2)
  }
}
