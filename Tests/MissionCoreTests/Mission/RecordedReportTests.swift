import Testing

@testable import MissionCore

/// What other tools write into the town's records of tasks.
@Suite struct RecordedReportTests {
  @Test("A recorded completion counts as if it were reported here: gates apply, and told again nothing happens twice")
  func completed() throws {
    var play = Play([work(1)], agents: ["backend", "reviewer"])
    let task = try #require(play.held(by: "backend"))
    let pull = Pull(42)
    for _ in 0..<3 { play.says(task, .completed(result: "Opened \(pull.page)", isCounted: true)) }
    #expect(play.watches(1).count == 4)
    #expect(play.item(1).state == .submitted(reporting: nil))
    #expect(play.agents["backend"]?.state == .idle)
    // The agent's own tool has counted it.
    #expect(play.agents["backend"]?.tasksCompleted == 0)
    play.fetches(pull)
    #expect(play.held(by: "reviewer")?.isReview == true)
    #expect(play.activity.filter { $0.contains("completed by backend") }.count == 1)
  }

  @Test("A task that was taken here with a claim is completed by its record as well")
  func claimed() throws {
    var play = Play([design(1)], agents: ["designer"])
    play.takes("designer")
    let task = try #require(play.held(by: "designer"))
    #expect(task.lease?.claim != nil)
    play.says(task, .completed(result: "docs/auth.md is written", isCounted: false))
    #expect(play.item(1).isDone)
    #expect(play.agents["designer"]?.tasksCompleted == 1)
  }

  @Test("What would be refused here is a failure with its reason, never done: nobody there can be told")
  func refused() throws {
    var play = Play([work(1)], agents: ["backend"]) { $0.maxAttempts = 3 }
    let task = try #require(play.held(by: "backend"))
    play.says(task, .completed(result: "Completed", isCounted: true))
    #expect(play.why(1).contains("the report names no pull request"))
    #expect(play.item(1).workFailures == 1)
    play.waits(seconds: 10)
    #expect(play.holder(of: 1) == "backend")
    let next = try #require(play.held(by: "backend"))
    play.says(next, .failed(reason: "out of ink"))
    #expect(play.why(1).contains("out of ink"))
  }

  @Test("A reviewer's word without a verdict is no approval")
  func noVerdict() throws {
    var play = Play([work(1)], agents: ["backend", "reviewer"])
    play.handsIn("backend", Pull(42))
    let review = try #require(play.held(by: "reviewer"))
    play.says(review, .completed(result: "needs work", isCounted: true))
    #expect(!play.item(1).isDone)
    guard case .failed(let reason)? = play.mission.tasks[review.id]?.state else {
      Issue.record("the review must have failed")
      return
    }
    #expect(reason.contains("the verdict of review task"))
    play.waits(seconds: 300)
    let again = try #require(play.held(by: "reviewer"))
    #expect(again.id != review.id)
    play.says(again, .completed(result: "approved: small and clear", isCounted: true))
    #expect(play.mission.isApproved(play.item(1)))
  }

  @Test("An agent that begins without asking here holds its task as long as one that asks")
  func taken() throws {
    var play = Play([design(1)], agents: ["designer"])
    let task = try #require(play.held(by: "designer"))
    for _ in 0..<2 { play.says(task, .taken) }
    let lease = try #require(play.held(by: "designer")?.lease)
    #expect(lease.endsAt == play.now.adding(seconds: play.mission.header.policy.taskLeaseSeconds))
    #expect(lease.claim == nil)
    #expect(play.item(1).state == .running(task.id))
    #expect(play.activity.filter { $0.contains("took task") }.count == 1)
    play.waits(seconds: 600)
    #expect(play.held(by: "designer")?.id == task.id)
  }

  @Test("What another agent's record says of a task that it does not hold does not count, and is remarked")
  func stranger() throws {
    var play = Play([design(1)], agents: ["designer", "backend"])
    let task = try #require(play.held(by: "designer"))
    let other = try #require(play.agents["backend"]?.id)
    play.happens(
      .recorded(RecordedReport(task: task.id, agent: other, word: .completed(result: "done", isCounted: true))))
    #expect(play.held(by: "designer")?.id == task.id)
    #expect(play.activity.contains { $0.contains("who does not hold it") })
  }
}

extension Play {
  /// Another tool writes this about a task for the agent that holds it, or held it.
  fileprivate mutating func says(_ task: WorkTask, _ word: RecordedReport.Word) {
    happens(.recorded(RecordedReport(task: task.id, agent: task.lease?.agent, word: word)))
  }
}
