import Testing

@testable import MissionCore

/// What an event costs must not grow with the pull requests that it is not about. That a look at some items alone ends
/// as a look at all of them, every play shows by itself (`Play.happens`).
@Suite struct SettlementTests {
  private static let running = [check("build", .pending, run: 1), check("lint", .pending, run: 2)]
  private let pulls = [41, 42, 43].map { number in
    Pull(number, head: "h\(number)") { $0.checks = SettlementTests.running }
  }

  /// A mission with three pull requests whose checks run, after everything that there is to do was done.
  private func stage() -> Play {
    var play = Play([work(1), work(2), work(3)])
    for (number, pull) in zip(1..., pulls) {
      play.hears("opened", pull, closes: number)
      play.fetches(pull)
    }
    play.waits(seconds: 1_000)
    play.waits(seconds: 1)
    return play
  }

  @Test("News of one pull request's checks make a turn look at its item alone")
  func touched() throws {
    var play = stage()
    let look = try #require(play.mission.settlement?.look)
    play.hears(check("build", run: 1), on: pulls[1])
    play.fetches(pulls[1].with { $0.checks = [check("build", run: 1), Self.running[1]] })
    play.hears(check("lint", run: 2), on: pulls[1])
    #expect(play.mission.settlement?.look === look)
    #expect(play.why(2).contains("GitHub is being asked again"))
  }

  @Test("What others may depend on makes it look at everything", arguments: 0..<4)
  func everything(kind: Int) throws {
    var play = stage()
    let look = try #require(play.mission.settlement?.look)
    switch kind {
    case 0: play.hears("synchronize", pulls[1].with { $0.head = "new" })
    case 1: play.fetches(pulls[1].with { $0.state = .merged })
    case 2: play.hears(check("build", .failure("failure"), run: 1), on: pulls[1])
    default: play.joins("reviewer", role: "reviewer")
    }
    if kind == 3 { play.happens(.tick) }
    #expect(play.mission.settlement?.look !== look)
  }
}
