import Testing

@testable import MissionCore

@Suite struct WhyTests {
  @Test("Every reason an item may stand for has its own sentence")
  func sentences() {
    var play = Play([work(1), work(2, "Depends on #1"), work(3, "Depends on acme/api#5")])
    #expect(play.why(1) == "ready, but no living agent is registered")
    play.joins("susan", role: "reviewer")
    #expect(play.why(1) == "ready, but no living agent fits implement work")
    #expect(play.why(2) == "waits for its dependency 'Implement part 1'")
    #expect(play.why(3) == "waits for its dependency acme/api#5")
    play.observes(.issueUnavailable(references("acme/api#5")[0], reason: "502"))
    #expect(play.why(3).contains("GitHub could not be asked (502)"))
    play.joins("backend")
    #expect(play.why(1) == "assigned to backend; it has not taken the task yet")
    play.takes("backend")
    #expect(play.why(1) == "backend is working on it")
    play.finishes("backend", "see acme/shop#42")
    #expect(play.why(1).contains("whether acme/shop#42 is a pull request"))
    play.observes(.pullRequestUnavailable(Pull(42).reference, reason: "503"))
    #expect(play.why(1).contains("whether acme/shop#42"))
    play.fetches(Pull(42) { $0.checks = [check("ci", .pending)] })
    #expect(play.why(1) == "submitted: pull request acme/shop#42 CI check: check ci is pending")
    play.fetches(Pull(42))
    #expect(play.why(1) == "submitted: it is being reviewed")
    play.leaves("susan")
    #expect(play.why(1) == "its review waits, and no reviewer is registered")
    play.observes(.pullRequestUnavailable(Pull(42).reference, reason: "503"))
    #expect(play.why(1) == "waits for GitHub: pull request acme/shop#42 could not be read (503)")
    play.happens(.stop(by: "ada", force: false))
    #expect(play.why(1) == "the mission is paused: Stopped by ada")
    #expect(play.mission.why(roster: play.roster()) == "Stopped by ada")
    play.note("skip #1")
    #expect(play.why(1) == "skipped by an operator")
  }

  @Test("Where a fitting agent is busy elsewhere, the item says that none is free")
  func busy() {
    var play = Play([work(1), work(2)], agents: ["backend"])
    #expect(play.holder(of: 1) == "backend")
    #expect(play.why(2) == "ready, but no fitting agent is free")
    play.leaves("backend")
    #expect(play.why(2) == "ready, but no living agent is registered")
  }

  @Test("A mission is blocked with the reason of what is left, and running while somebody works")
  func mission() {
    var play = Play([design(1), design(2, "Depends on acme/api#5")])
    guard case .blocked(.waiting(let reason)) = play.mission.header.state else {
      Issue.record("it is \(play.mission.header.state)")
      return
    }
    #expect(reason.contains("no living agent is registered"))
    play.joins("designer")
    #expect(play.mission.header.state == .running)
    play.finishes("designer", "drawn")
    #expect(play.mission.header.state.reason?.contains("acme/api#5") == true)
  }
}
