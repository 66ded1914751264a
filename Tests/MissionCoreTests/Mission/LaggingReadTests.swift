import Testing

@testable import MissionCore

/// GitHub answers from copies that lag: a fetch may show an older state than a webhook before it told.
@Suite struct LaggingReadTests {
  private let old = Pull(42)
  private let new = Pull(42, head: "a2") { $0.checks = [check("ci", .pending)] }

  /// A pull request of which everything has passed, but for a review of the agents.
  private func stage() -> Play {
    var play = Play([work(1)], agents: ["backend", "reviewer"])
    play.handsIn("backend", old)
    return play
  }

  private func due(_ play: Play) -> Timestamp? { play.mission.dueWork[.pullRequest(old.reference)] }

  /// A fetch that begins now and shows the pull request as GitHub last changed it then.
  private func fetch(_ play: inout Play, _ pull: Pull, of time: Timestamp) {
    play.fetches(pull.with { $0.updatedAt = time })
  }

  @Test("A fetch that shows a state from before a webhook moves no head back and passes nothing")
  func headStays() {
    var play = stage()
    let before = play.now
    play.now = play.now.adding(seconds: 60)
    play.hears("synchronize", new)
    play.now = play.now.adding(seconds: 1)
    fetch(&play, old, of: before)
    #expect(play.mission.pullRequests[old.reference]?.head == "a2")
    #expect(play.watch(1, .checks)?.status == .active)
    play.finishes("reviewer", "approved")
    #expect(!play.item(1).isDone)
    play.fetches(new.with { $0.checks = [check("ci", .failure("failure"))] })
    #expect(play.fixes(1).count == 1)
  }

  @Test("Such a fetch is repeated soon, ever less often, and believed after a minute")
  func repeated() {
    var play = stage()
    let before = play.now
    play.now = play.now.adding(seconds: 60)
    play.hears("synchronize", new)
    let first = play.now
    var pauses: [Int64] = []
    while play.mission.pullRequests[old.reference]?.head == "a2", pauses.count < 20 {
      fetch(&play, old, of: before)
      guard let next = due(play), play.mission.pullRequests[old.reference]?.head == "a2" else { break }
      #expect(play.mission.postponement(of: .pullRequest(old.reference), heardAt: play.now, at: play.now) == nil)
      pauses.append((next.milliseconds - play.now.milliseconds) / 1000)
      play.now = next
    }
    #expect(pauses.prefix(3) == [2, 2, 4])
    #expect((5...8).contains(pauses.count))
    #expect(play.mission.pullRequests[old.reference]?.head == "a1")
    #expect((60...62).contains((play.now.milliseconds - first.milliseconds) / 1000))
    fetch(&play, old, of: before)
    #expect(play.watch(1, .checks)?.status == .done, "what was believed is not doubted again")
  }

  @Test("An end that a webhook told is not taken back by a fetch from before it")
  func endStays() {
    var play = stage()
    let before = play.now
    play.now = play.now.adding(seconds: 60)
    play.hears("closed", old.with { $0.state = .closed })
    fetch(&play, old, of: before)
    #expect(play.state(1) == .held(.pullRequestClosed(old.reference)))
  }

  @Test("A failure that a webhook told stays red though a fetch does not show it yet", arguments: CheckFact.Source.all)
  func failureStays(source: CheckFact.Source) {
    var play = stage()
    play.now = play.now.adding(seconds: 60)
    let past = play.now.adding(seconds: -50)
    let run = source == .checkRun ? 1 : nil
    let passed = check("ci", source: source, run: run, startedAt: past, endedAt: past)
    play.fetches(old.with { $0.checks = [passed] })
    let failed = check(
      "ci", .failure("failure"), source: source, run: run.map { $0 + 1 }, startedAt: play.now, endedAt: play.now)
    play.hears(failed, on: old)
    play.now = play.now.adding(seconds: 1)
    play.fetches(old.with { $0.checks = [passed] })
    #expect(play.watch(1, .checks)?.status != .done)
    #expect(play.fixes(1).contains { $0.kind == .fix(.checks) })
    #expect(due(play).map { $0 <= play.now.adding(seconds: 5) } == true)
    #expect(!play.mission.merelyWaits(.pullRequest(old.reference)))
    play.fetches(old.with { $0.checks = [failed] })
    #expect(play.mission.pullRequests[old.reference]?.checkHints.isEmpty == true)
    #expect(play.watch(1, .checks)?.status == .snoozed)
  }

  @Test("A check that a webhook told to have begun again is no older success")
  func begunStays() {
    var play = stage()
    play.fetches(old.with { $0.checks = [check("ci", run: 1)] })
    play.hears(check("ci", .pending, run: 2), on: old)
    play.now = play.now.adding(seconds: 1)
    play.fetches(old.with { $0.checks = [check("ci", run: 1)] })
    #expect(play.watch(1, .checks)?.status == .active)
    play.fetches(old.with { $0.checks = [check("ci", run: 2)] })
    #expect(play.watch(1, .checks)?.status == .done)
  }

  @Test("A success that a webhook told never hides what a later fetch shows")
  func successProvesNothing() {
    var play = stage()
    play.hears(check("ci", run: 2), on: old)
    play.fetches(old.with { $0.checks = [check("ci", .pending, run: 1)] })
    #expect(play.watch(1, .checks)?.status == .active)
  }

  @Test("What no fetch has shown for two minutes is no longer believed")
  func forgotten() throws {
    var play = stage()
    play.hears(check("gone", .failure("failure"), run: 9), on: old)
    play.observes(
      .review(old.reference, review("7", by: "reader", .changesRequested), dismissed: false),
      .comment(old.reference, comment("8", by: "cursor", isBot: true, "bug"), path: "a.swift", line: 1))
    play.fetches(old)
    #expect(play.fixes(1).count == 3)
    play.now = play.now.adding(seconds: 119)
    play.fetches(old)
    #expect(play.fixes(1).count == 3)
    play.now = try #require(due(play))
    play.fetches(old)
    #expect(play.fixes(1).isEmpty)
    #expect(play.watches(1) == [.done, .done, .done, .done])
  }

  @Test("Requested changes and a bot's finding that a webhook told stay until a fetch shows what became of them")
  func wordsStay() {
    var play = stage()
    let asked = review("7", .changesRequested)
    let bug = comment("8", by: "cursor", isBot: true, "bug")
    let gate = comment("9", by: "sonarqubecloud", isBot: true, "Quality Gate failed", updatedAt: play.now)
    play.observes(
      .review(old.reference, asked, dismissed: false),
      .comment(old.reference, bug, path: "a.swift", line: 1), .comment(old.reference, gate, path: nil, line: nil))
    play.now = play.now.adding(seconds: 1)
    play.fetches(old.with { $0.reviews = [review("6", .approved)] })
    #expect(play.watch(1, .reviews)?.status == .snoozed)
    #expect(play.watch(1, .bots)?.status == .snoozed)
    play.fetches(
      old.with {
        $0.reviews = [review("8", .approved)]
        $0.threads = [thread("T", bug, isResolved: true)]
        $0.botComments = [
          comment("9", by: "sonarqubecloud", isBot: true, "Quality Gate passed", updatedAt: play.now)
        ]
      })
    #expect(play.fixes(1).isEmpty)
    #expect(play.watch(1, .reviews)?.status == .done)
  }

  @Test("A look that is due because of time is not put off while webhooks arrive")
  func looksInTime() throws {
    var play = Play([design(1)], agents: ["designer"]) { $0.settleSeconds = 5 }
    play.finishes("designer", old.page)
    play.fetches(old.with { $0.checks = [check("ci", endedAt: play.now)] })
    play.now = try #require(due(play))
    #expect(play.mission.postponement(of: .pullRequest(old.reference), heardAt: play.now, at: play.now) == nil)
  }
}

extension CheckFact.Source {
  fileprivate static let all: [Self] = [.checkRun, .status]
}
