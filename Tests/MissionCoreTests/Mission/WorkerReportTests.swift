import Testing

@testable import MissionCore

/// What workers report beside done and failed.
@Suite struct WorkerReportTests {
  @Test("A usage limit parks the agent and is no failure: the work goes to another, as often as it happens")
  func parked() throws {
    var play = Play([design(1)], agents: ["designer", "architect"])
    for _ in 0..<5 {
      let holder = try #require(play.holder(of: 1))
      play.takes(holder)
      let task = try #require(play.held(by: holder))
      let until = play.now.adding(seconds: 3600)
      #expect(
        play.happens(.taskReturned(task.id, until: until, reason: "usage limit reached", by: task.holder)).refusal
          == nil)
      #expect(play.agents[holder]?.state == .parked(until: until, reason: "usage limit reached"))
      let next = try #require(play.holder(of: 1))
      #expect(next != holder)
      play.agents[holder]?.state = .idle
    }
    #expect(play.item(1).workFailures == 0)
    #expect(play.happens(.taskReturned(task(play), until: play.now, reason: "x", by: .claim("wrong"))).refusal != nil)
  }

  @Test(
    "Where nobody else fits, what an agent at its limit let go says so and for how long, and is its again afterwards")
  func alone() throws {
    var play = Play([design(1)], agents: ["designer"])
    play.takes("designer")
    let task = try #require(play.held(by: "designer"))
    let until = play.now.adding(seconds: 3600)
    play.happens(.taskReturned(task.id, until: until, reason: "usage limit reached", by: task.holder))
    #expect(play.why(1) == "ready, but designer is at its usage limit for 60 min more (usage limit reached)")
    play.waits(seconds: 1800)
    #expect(play.why(1) == "ready, but designer is at its usage limit for 30 min more (usage limit reached)")
    #expect(
      play.questions == [
        "'Design part 1' is ready and nobody else fits it: designer is at its usage limit (usage limit reached)"
      ])
    play.waits(seconds: 1800)
    #expect(play.why(1).hasPrefix("ready, but designer is at its usage limit, which is over, and has not shown up"))
    play.joins("designer")
    #expect(play.holder(of: 1) == "designer")
    #expect(play.questions.isEmpty)
  }

  @Test("A pushed branch becomes one pull request that closes the item's issue, and its number opens four watches")
  func proposed() throws {
    var play = Play([work(1)], agents: ["backend", "reviewer"])
    play.takes("backend")
    let task = try #require(play.held(by: "backend"))
    for _ in 0..<2 {
      play.happens(.pullRequestWanted(task.id, branch: "signalbox/1-part", text: "Closes #77", by: task.holder))
    }
    #expect(play.acts.count == 1)
    guard case .openPullRequest(let proposal)? = play.acts.first else {
      Issue.record("a pull request must be wanted: \(play.acts)")
      return
    }
    #expect(proposal.branch == "signalbox/1-part")
    #expect(proposal.body == "Closes #1\n\n> Closes #77")
    play.acts(.written(42))
    #expect(play.watches(1).count == 4)
    #expect(play.item(1).pullRequests.map(\.number) == [42])
    guard case .done(let answer) = play.finishes("backend", "done") else {
      Issue.record("the report was refused")
      return
    }
    #expect(answer.hasPrefix("task \(task.id) completed; PR #42 linked; waits for ci, "))
    #expect(answer.hasSuffix(" and 1 review"))
  }

  @Test("A report is told what follows from it: from a verdict, and where all gates have passed")
  func consequences() throws {
    var play = Play([design(1), work(2)], agents: ["designer", "backend", "reviewer"])
    play.takes("designer")
    let task = try #require(play.held(by: "designer"))
    #expect(
      play.finishes("designer", "drawn") == .done("task \(task.id) completed; all its gates have passed"))
    play.takes("backend")
    play.handsIn("backend", Pull(42) { $0.checks = [check("ci", .success)] })
    play.takes("reviewer")
    let review = try #require(play.held(by: "reviewer"))
    #expect(
      play.finishes("reviewer", "rejected: no tests")
        == .done("task \(review.id) completed; it is to be mended, and the author is told why"))
  }

  @Test("A pull request that GitHub refuses leaves its reason with the item, until it is wanted again")
  func refused() throws {
    var play = Play([work(1)], agents: ["backend"])
    play.takes("backend")
    let task = try #require(play.held(by: "backend"))
    play.happens(.pullRequestWanted(task.id, branch: "b", text: "", by: task.holder))
    play.acts(.refused("No commits between main and b"))
    #expect(play.item(1).refusedPullRequest == "No commits between main and b")
    #expect(play.item(1).pullRequests.isEmpty)
    play.happens(.pullRequestWanted(task.id, branch: "b", text: "", by: task.holder))
    #expect(play.item(1).refusedPullRequest == nil)
  }

  private func task(_ play: Play) -> Identifier<WorkTask> { play.openTasks(1)[0].id }
}
