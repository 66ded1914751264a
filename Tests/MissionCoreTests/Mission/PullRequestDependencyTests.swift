import Testing

@testable import MissionCore

/// A dependency marker may name a pull request: GitHub says so when it is asked for the number.
@Suite struct PullRequestDependencyTests {
  private func pull(_ state: IssueState = .open, after seconds: Int = 10) -> IssueFacts {
    facts("9", "A colleague's change", isPullRequest: true).later(seconds) {
      $0.state = state
      $0.blockedBy = nil
    }
  }

  private func waiting(
    _ body: String = "Depends on https://github.com/acme/shop/pull/9", _ state: IssueState = .open
  ) -> Play {
    var play = Play([design(1, body)], agents: ["designer"])
    play.observes(.issue(pull(state)))
    return play
  }

  @Test(
    "An open pull request is waited for, by name",
    arguments: ["Depends on https://github.com/acme/shop/pull/9", "Depends on #9", "Blocked by PR #9"])
  func open(body: String) {
    let play = waiting(body)
    #expect(play.state(1) == .pending)
    #expect(play.why(1) == "waits for its dependency pull request acme/shop#9, which is not merged")
    #expect(play.mission.dependencyLines(of: play.item(1)) == ["waits for pull request #9 (line 1)"])
  }

  @Test("One that was merged before the mission began is no dependency any more")
  func merged() {
    let play = waiting("Depends on #9", .completed)
    #expect(play.holder(of: 1) == "designer")
  }

  @Test("Its merge, told by a webhook, makes it due at once and releases the item when GitHub shows it")
  func heard() {
    var play = waiting()
    play.waits(seconds: 20)
    let nine = Pull(9) { $0.state = .merged }
    let observation = Observation.pullRequest(
      nine.hint("closed", closes: [], isTrusted: true, updatedAt: play.now))
    #expect(!play.mission.interests.isDisjoint(with: observation.interests))
    play.observes(observation)
    #expect(play.mission.dueWork[.issue(references("9")[0])] == play.now)
    #expect(play.mission.isUrgent(.issue(references("9")[0])))
    #expect(play.state(1) == .pending, "a webhook's word alone releases nothing")
    play.observes(.issue(pull(.completed, after: 20)))
    #expect(play.holder(of: 1) == "designer")
    #expect(play.mission.dueWork[.issue(references("9")[0])].map { $0 > play.now } ?? true)
  }

  @Test("Its merge is found by the poll where the webhook was lost")
  func polled() {
    var play = waiting()
    #expect(play.mission.dueWork[.issue(references("9")[0])] != nil)
    play.waits(seconds: 200)
    play.observes(.issue(pull(.completed, after: 20)))
    #expect(play.holder(of: 1) == "designer")
  }

  @Test("Closed without merging: one help request; opened again: it is waited for; an operator may go on without it")
  func unmerged() {
    var play = waiting()
    play.observes(.issue(pull(.notPlanned, after: 20)))
    let nine = PullRequestReference(repository: shop, number: 9)!
    #expect(play.state(1) == .held(.dependencyUnmerged(nine)))
    #expect(play.questions.count == 1)
    #expect(play.questions.first?.contains("pull request acme/shop#9 was closed without merging") == true)
    play.waits(seconds: 60)
    #expect(play.timesAskedJustNow == 0)
    play.observes(.issue(pull(.open, after: 30)))
    #expect(play.state(1) == .pending)
    #expect(play.questions.isEmpty)
    play.observes(.issue(pull(.notPlanned, after: 40)))
    play.note("resume")
    #expect(play.holder(of: 1) == "designer")
    #expect(play.questions.isEmpty)
  }
}
