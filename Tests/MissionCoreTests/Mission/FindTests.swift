import Testing

@testable import MissionCore

/// Whether what a fetch shows was told by webhooks: by it a mission knows whether it may trust them.
@Suite struct FindTests {
  private static let pull = Pull(42) { $0.checks = [check("ci", .success)] }

  /// What is found when its pull request, which was fetched before, is looked at again; and when both looks were.
  private func look(
    later seconds: Int = 180, touched: Bool = false, _ change: (inout PullRequestSnapshot) -> Void = { _ in }
  ) throws -> (finds: [Find], before: Timestamp, now: Timestamp) {
    var play = Play([work(1)], agents: ["backend"])
    play.handsIn("backend", Self.pull)
    let before = try #require(play.mission.pullRequests[Self.pull.reference]?.snapshot)
    play.now = play.now.adding(seconds: seconds)
    if touched { play.observes(.pullRequestTouched(Self.pull.reference)) }
    play.now = play.now.adding(seconds: 1)
    var snapshot = Self.pull.snapshot(startedAt: play.now, updatedAt: before.updatedAt)
    change(&snapshot)
    return (finds(of: .snapshot(snapshot), in: play), before.startedAt, play.now)
  }

  private func finds(of observation: Observation, in play: Play) -> [Find] {
    var mission = play.mission
    return mission.apply(.observed(observation), at: play.now, roster: AgentRoster()).finds
  }

  @Test("A look that finds what is known, or what GitHub computes by itself, finds nothing missed")
  func known() throws {
    #expect(try look().finds == [.known])
    #expect(try look { $0.mergeability = .conflicting }.finds == [.known])
  }

  @Test("What differs although nothing was heard was missed, since the last look or GitHub's own word of it")
  func missed() throws {
    let draft = try look { $0.isDraft = true }
    #expect(draft.finds == [.missed(since: draft.before)])
    let closed = try look {
      $0.state = .closed
      $0.updatedAt = curtain.adding(seconds: 100)
    }
    #expect(closed.finds == [.missed(since: curtain.adding(seconds: 100))])
    // GitHub's clock is ahead: nothing is found before it was looked for.
    let ahead = try look {
      $0.isDraft = true
      $0.updatedAt = curtain.adding(seconds: 5_000)
    }
    #expect(ahead.finds == [.missed(since: ahead.now)])
  }

  @Test("What a webhook hinted at since the last look is only confirmed")
  func hinted() throws { #expect(try look(touched: true) { $0.isDraft = true }.finds == [.known]) }

  @Test("What is read for the first time was never missed, and what could not be read says nothing")
  func first() {
    let play = Play([work(1)], agents: ["backend"])
    #expect(finds(of: .snapshot(Self.pull.snapshot(startedAt: play.now, updatedAt: play.now)), in: play).isEmpty)
    #expect(finds(of: .issueUnchanged(references("1")[0]), in: play).isEmpty)
    #expect(finds(of: .pullRequestUnavailable(Self.pull.reference, reason: "down"), in: play).isEmpty)
  }

  @Test("A fetched issue that GitHub has changed since was missed; one that a webhook tells of was not")
  func issues() throws {
    let play = Play([work(1)], agents: ["backend"])
    var facts = try #require(play.mission.issues[references("1")[0]]?.facts)
    facts.blockedBy = []
    #expect(finds(of: .issue(facts), in: play) != [.missed(since: facts.updatedAt)])
    facts.updatedAt = facts.updatedAt.adding(seconds: 1)
    #expect(finds(of: .issue(facts), in: play) == [.missed(since: facts.updatedAt)])
    facts.blockedBy = nil
    #expect(finds(of: .issue(facts), in: play).isEmpty)
  }
}
