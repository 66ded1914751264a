import MissionCore
import Testing

@testable import Service

@Suite struct PollNewsTests {
  private static let pull = PullRequestReference("acme/shop#9")!
  private static let issue = IssueReference("acme/shop#1")!
  private static let start = Played.start

  /// The mission after a webhook told of its pull request and a fetch read it.
  private static func watching() -> Mission {
    var played = Played()
    let hint = PullRequestHint(
      reference: pull, action: "opened", title: "Auth", url: "", author: Account(login: "acme", isBot: false),
      state: .open, isDraft: false, head: "a", headBranch: "auth", base: "main", closes: [issue], isTrusted: true,
      updatedAt: start)
    played.happen(.observed(.pullRequest(hint)))
    played.now = start.adding(seconds: 10)
    played.happen(.observed(.snapshot(snapshot(at: 10))))
    return played.mission
  }

  private static func snapshot(at seconds: Int, _ change: (inout PullRequestSnapshot) -> Void = { _ in })
    -> PullRequestSnapshot
  {
    var snapshot = PullRequestSnapshot(
      reference: pull, title: "Auth", url: "", author: Account(login: "acme", isBot: false), state: .open,
      isDraft: false, head: "a", headBranch: "auth", base: "main", mergeability: .mergeable, mergeState: "clean",
      checkedCommit: "a", checks: .init([], isComplete: true), requiredChecks: .init([], isComplete: true),
      reviews: .init([], isComplete: true), threads: .init([], isComplete: true),
      botComments: .init([], isComplete: true), closes: [issue], updatedAt: start,
      startedAt: start.adding(seconds: seconds))
    change(&snapshot)
    return snapshot
  }

  @Test("a poll that finds what is known, or what GitHub computes by itself, is no news")
  func known() {
    let mission = Self.watching()
    #expect(PollNews(.snapshot(Self.snapshot(at: 190)), before: mission, after: mission) == .known)
    let computed = Self.snapshot(at: 190) { $0.mergeability = .conflicting }
    #expect(PollNews(.snapshot(computed), before: mission, after: mission) == .known)
  }

  @Test("what differs although nothing was heard is news, since the last look or GitHub's own word of it")
  func news() {
    let mission = Self.watching()
    let pushed = Self.snapshot(at: 190) { $0.head = "b" }
    #expect(
      PollNews(.snapshot(pushed), before: mission, after: mission) == .news(since: Self.start.adding(seconds: 10)))
    let dated = Self.snapshot(at: 190) { snapshot in
      snapshot.state = .closed
      snapshot.updatedAt = Self.start.adding(seconds: 100)
    }
    #expect(
      PollNews(.snapshot(dated), before: mission, after: mission) == .news(since: Self.start.adding(seconds: 100)))
    // GitHub's clock is ahead: nothing is found before it was looked for.
    let ahead = Self.snapshot(at: 190) { snapshot in
      snapshot.isDraft = true
      snapshot.updatedAt = Self.start.adding(seconds: 5_000)
    }
    #expect(
      PollNews(.snapshot(ahead), before: mission, after: mission) == .news(since: Self.start.adding(seconds: 190)))
  }

  @Test("what a webhook hinted at since the last look is only confirmed")
  func heard() {
    var mission = Self.watching()
    _ = mission.apply(
      .observed(.pullRequestTouched(Self.pull)), at: Self.start.adding(seconds: 60), roster: AgentRoster())
    let pushed = Self.snapshot(at: 61) { $0.head = "b" }
    #expect(PollNews(.snapshot(pushed), before: mission, after: mission) == .known)
  }

  @Test("what is read for the first time was never missed, and what is not read says nothing")
  func first() {
    let mission = Played().mission
    #expect(PollNews(.snapshot(Self.snapshot(at: 10)), before: mission, after: mission) == nil)
    #expect(PollNews(.issueUnchanged(Self.issue), before: mission, after: mission) == nil)
    #expect(
      PollNews(.pullRequestUnavailable(Self.pull, reason: "down"), before: Self.watching(), after: Self.watching())
        == nil)
  }

  @Test("an issue is news when GitHub has changed it since it was last read", arguments: [(0, false), (1, true)])
  func issues(seconds: Int, isNews: Bool) throws {
    let mission = Played().mission
    var facts = try #require(mission.issues[Self.issue]?.facts)
    facts.updatedAt = facts.updatedAt.adding(seconds: seconds)
    #expect(
      PollNews(.issue(facts), before: mission, after: mission) == (isNews ? .news(since: facts.updatedAt) : .known))
  }
}
