import Testing

@testable import MissionCore

@Suite struct PatienceTests {
  private let pull = Pull(42) { $0.checks = [check("ci", .pending)] }
  private var look: DueWork { .pullRequest(pull.reference) }

  /// A mission with a pull request that merely waits.
  private func waiting(interval: Int = 180) -> Play {
    var play = Play([work(1)], agents: ["backend"]) { $0.watchIntervalSeconds = interval }
    play.handsIn("backend", pull)
    play.fetches(pull)
    return play
  }

  @Test("What merely waits is left alone while webhooks arrive, for an interval after the last one")
  func stretched() {
    var play = waiting()
    #expect(!play.mission.isUrgent(look))
    play.waits(seconds: 180)
    let heardAt = play.now.adding(seconds: -50)
    #expect(play.mission.postponement(of: look, heardAt: heardAt, at: play.now) == heardAt.adding(seconds: 180))
  }

  @Test(
    "Without webhooks, or once they have been silent for an interval, nothing is left alone",
    arguments: [nil, 180, 500])
  func silent(secondsAgo: Int?) {
    var play = waiting()
    play.waits(seconds: 180)
    let heardAt = secondsAgo.map { play.now.adding(seconds: -$0) }
    #expect(play.mission.postponement(of: look, heardAt: heardAt, at: play.now) == nil)
  }

  @Test(
    "However many webhooks arrive, everything is looked at after five intervals or 15 minutes",
    arguments: [(60, 300), (180, 900), (600, 900)])
  func bounded(interval: Int, longest: Int) {
    var play = waiting(interval: interval)
    play.waits(seconds: longest - 2)
    #expect(play.mission.postponement(of: look, heardAt: play.now, at: play.now) != nil)
    play.waits(seconds: 3)
    #expect(play.mission.postponement(of: look, heardAt: play.now, at: play.now) == nil)
  }

  @Test("An interval of 15 minutes and more is not stretched")
  func longInterval() {
    var play = waiting(interval: 900)
    play.waits(seconds: 100)
    #expect(play.mission.postponement(of: look, heardAt: play.now, at: play.now) == nil)
  }

  @Test("What something happened to is urgent and never left alone")
  func touched() {
    var play = waiting()
    play.observes(.pullRequestTouched(pull.reference))
    #expect(play.mission.isUrgent(look))
    #expect(play.mission.postponement(of: look, heardAt: play.now, at: play.now) == nil)
    #expect(!play.mission.merelyWaits(look))
  }

  @Test("What could not be read, or what GitHub still computes, is not left alone")
  func unsettled() {
    var play = waiting()
    play.observes(.pullRequestUnavailable(pull.reference, reason: "out of order"))
    #expect(!play.mission.merelyWaits(look))
    #expect(play.mission.postponement(of: look, heardAt: play.now, at: play.now) == nil)
    play.fetches(pull.with { $0.mergeability = .unknown })
    #expect(!play.mission.merelyWaits(look))
  }

  @Test("A fetch that finds what no webhook told ends the trust in webhooks, for the longest time it could have cost")
  func news() {
    var play = waiting()
    play.waits(seconds: 180)
    play.fetches(pull.with { $0.checks = [check("ci", .failure("failure"))] })
    play.waits(seconds: 180)
    #expect(play.mission.merelyWaits(look))
    #expect(play.mission.postponement(of: look, heardAt: play.now, at: play.now) == nil)
    play.fetches(pull.with { $0.checks = [check("ci", .failure("failure"))] })
    play.waits(seconds: 721)
    play.fetches(pull.with { $0.checks = [check("ci", .failure("failure"))] })
    #expect(play.mission.postponement(of: look, heardAt: play.now, at: play.now) != nil)
  }

  @Test("What a webhook told before, or what GitHub merely computed, is no news to a fetch")
  func noNews() {
    var play = waiting()
    play.hears(check("ci", .success), on: pull)
    play.fetches(pull.with { $0.checks = [check("ci", .success)] })
    play.fetches(
      pull.with {
        $0.checks = [check("ci", .success)]
        $0.mergeState = "blocked"
      })
    #expect(play.mission.repositories[shop]?.missedAt == nil)
  }

  @Test("Issues and the search for pull requests are left alone likewise")
  func issues() {
    var play = Play([work(1)], agents: ["backend"])
    play.observes(.openPullRequests(shop, []))
    play.waits(seconds: 180)
    for work in [DueWork.issue(references("1")[0]), .openPullRequests(shop)] {
      #expect(play.mission.postponement(of: work, heardAt: play.now, at: play.now) == play.now.adding(seconds: 180))
      #expect(play.mission.postponement(of: work, heardAt: nil, at: play.now) == nil)
      #expect(!play.mission.isUrgent(work))
    }
    #expect(play.mission.isUrgent(.tick))
  }

  @Test("An issue that is asked about for the plan is urgent")
  func planning() {
    let play = Play(unread: [.issue(references("1")[0])])
    #expect(play.mission.isUrgent(.issue(references("1")[0])))
  }

  @Test("A pull request found in the list, whose webhook was lost, ends the trust in webhooks")
  func foundInList() {
    var play = Play([work(1)], agents: ["backend"])
    play.observes(.openPullRequests(shop, [pull.hint("", closes: [], isTrusted: true, updatedAt: play.now)]))
    #expect(play.mission.repositories[shop]?.missedAt == nil, "it was there before the mission")
    play.now = play.now.adding(seconds: 1)
    play.observes(.openPullRequests(shop, [pull.hint("", closes: [1], isTrusted: true, updatedAt: play.now)]))
    #expect(play.mission.repositories[shop]?.missedAt == play.now)
  }
}
