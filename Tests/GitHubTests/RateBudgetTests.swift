import GitHub
import MissionCore
import Testing

@Suite struct RateBudgetTests {
  static let start = Timestamp(milliseconds: 1_795_176_000_000)
  static let epoch = start.milliseconds / 1000

  private func at(_ seconds: Double) -> Moment {
    let zero = Moment(uptime: .seconds(1_000), wall: Self.start)
    let uptime = Duration.seconds(1_000) + .seconds(seconds)
    return Moment(uptime: uptime, wall: zero.timestamp(at: uptime))
  }

  private func report(_ remaining: Int, limit: Int = 5_000, reset: Int64 = 3_600, _ resource: RateResource = .core)
    -> RateReport
  {
    RateReport(
      window: .init(resource: resource, limit: limit, remaining: remaining, resetEpoch: Self.epoch + reset),
      serverTime: Self.start)
  }

  private func permit(
    _ budget: inout RateBudget, _ kind: CallKind = .read, _ priority: CallPriority = .eventDriven,
    at now: Moment
  ) throws -> RateBudget.Permit {
    guard case .granted(let permit) = budget.admit(kind, priority, at: now) else {
      throw NotGranted()
    }
    return permit
  }

  private struct NotGranted: Error {}

  /// A budget that has heard how much is left.
  private func budget(remaining: Int, limit: Int = 5_000, reset: Int64 = 3_600) throws -> RateBudget {
    var budget = RateBudget()
    let first = try permit(&budget, at: at(0))
    budget.settle(first, .answered(report(remaining, limit: limit, reset: reset)), at: at(0))
    return budget
  }

  @Test("Without any news from GitHub calls go out")
  func startsOpen() throws {
    var budget = RateBudget()
    for (second, kind) in CallKind.allCases.enumerated() {
      _ = try permit(&budget, kind, .sweep, at: at(Double(second)))
    }
  }

  @Test("What one account has used up stops no other, and the numbers show the one with the least left")
  func countsAccountsApart() throws {
    var budget = RateBudget()
    func call(_ account: String, at second: Double) -> RateBudget.Admission {
      budget.admit(.read, .sweep, for: account, at: at(second))
    }
    for (account, outcome) in [("a", CallOutcome.limitedPrimary(report(0))), ("b", .answered(report(4_000)))] {
      guard case .granted(let permit) = call(account, at: 0) else { throw NotGranted() }
      budget.settle(permit, outcome, at: at(0))
    }
    #expect(call("a", at: 1) == .later(at: at(3_600).uptime, .primary(.core)))
    #expect(budget.snapshot(at: at(1)).windows[.core]?.remaining == 0)
    for _ in 0..<448 {
      guard case .granted(let permit) = call("b", at: 1) else { throw NotGranted() }
      budget.settle(permit, .answered(RateReport()), at: at(1))
    }
    // The points of a minute are each one's own as well; being told to slow down is meant for all.
    guard case .granted(let last) = call("b", at: 1), case .later(_, .pace) = call("b", at: 1),
      case .granted(let other) = call("c", at: 1)
    else { throw NotGranted() }
    budget.settle(last, .limitedSecondary(RateReport(retryAfter: .seconds(30))), at: at(1))
    budget.settle(other, .answered(RateReport()), at: at(1))
    #expect(call("c", at: 2) == .later(at: at(31).uptime, .secondary))
  }

  @Test("At most ten calls are under way, and sweeps leave two places")
  func boundsConcurrency() throws {
    var budget = RateBudget()
    for _ in 0..<8 { _ = try permit(&budget, .read, .sweep, at: at(0)) }
    #expect(budget.admit(.read, .sweep, at: at(0)) == .full)
    let urgent = try permit(&budget, at: at(0))
    _ = try permit(&budget, at: at(0))
    #expect(budget.admit(.read, .eventDriven, at: at(0)) == .full)
    budget.settle(urgent, .answered(RateReport()), at: at(1))
    #expect(budget.admit(.read, .sweep, at: at(1)) == .full)
    _ = try permit(&budget, at: at(1))
  }

  @Test(
    "Sweeps stop at the reserve of 15 percent, event-driven calls use it up", arguments: [(750, false), (751, true)])
  func keepsReserve(remaining: Int, sweeps: Bool) throws {
    var budget = try budget(remaining: remaining)
    let admission = budget.admit(.read, .sweep, at: at(1))
    if sweeps {
      guard case .granted = admission else { throw NotGranted() }
    } else {
      #expect(admission == .later(at: at(3_600).uptime, .primary(.core)))
      _ = try permit(&budget, at: at(1))
    }
  }

  @Test("Nothing goes out when nothing is left, and everything does when the window is over")
  func waitsForReset() throws {
    var budget = try budget(remaining: 0)
    #expect(budget.admit(.read, .eventDriven, at: at(1)) == .later(at: at(3_600).uptime, .primary(.core)))
    #expect(budget.admit(.write, .eventDriven, at: at(1)) == .later(at: at(3_600).uptime, .primary(.core)))
    _ = try permit(&budget, .query, at: at(1))
    _ = try permit(&budget, at: at(3_600))
  }

  @Test("Calls under way count as used before GitHub has counted them")
  func countsUnderWay() throws {
    var budget = try budget(remaining: 2)
    _ = try permit(&budget, at: at(1))
    _ = try permit(&budget, at: at(1))
    #expect(budget.admit(.read, .eventDriven, at: at(1)) == .later(at: at(3_600).uptime, .primary(.core)))
  }

  @Test("Answers that overtake each other never make the budget larger")
  func ignoresStaleNews() throws {
    var budget = RateBudget()
    let calls = try (0..<3).map { _ in try permit(&budget, at: at(0)) }
    budget.settle(calls[0], .answered(report(10)), at: at(1))
    budget.settle(calls[1], .answered(report(12)), at: at(1))
    budget.settle(calls[2], .answered(report(4_000, reset: 0)), at: at(1))
    #expect(budget.snapshot(at: at(1)).windows[.core]?.remaining == 10)
  }

  @Test("A later window replaces an earlier one")
  func followsWindows() throws {
    var budget = try budget(remaining: 5)
    let call = try permit(&budget, at: at(10))
    budget.settle(call, .answered(report(4_999, reset: 7_200)), at: at(10))
    #expect(budget.snapshot(at: at(10)).windows[.core]?.remaining == 4_999)
  }

  @Test("Answers that cost nothing do not use the budget up")
  func freeAnswers() throws {
    var budget = try budget(remaining: 1_000)
    for _ in 0..<300 {
      let call = try permit(&budget, .read, .sweep, at: at(1))
      budget.settle(call, .answered(report(1_000)), at: at(1))
    }
    #expect(budget.snapshot(at: at(1)).windows[.core]?.remaining == 1_000)
  }

  @Test("A wrong clock of ours does not lengthen or shorten the wait: GitHub's own clock counts")
  func measuresByServerTime() throws {
    var budget = RateBudget()
    let call = try permit(&budget, at: at(0))
    let hourAhead = Timestamp(milliseconds: Self.start.milliseconds + 3_600_000)
    let report = RateReport(
      window: .init(resource: .core, limit: 60, remaining: 0, resetEpoch: Self.epoch + 3_700),
      serverTime: hourAhead)
    budget.settle(call, .answered(report), at: at(0))
    #expect(budget.admit(.read, .eventDriven, at: at(1)) == .later(at: at(100).uptime, .primary(.core)))
  }

  @Test(
    "An absurd reset is believed for an hour at most, one in the past not at all",
    arguments: [(Int64.max, 3_660.0), (Int64(10_000_000), 3_660.0)])
  func boundsReset(epoch: Int64, wait: Double) throws {
    var budget = RateBudget()
    let call = try permit(&budget, at: at(0))
    let window = RateReport.Window(resource: .core, limit: 60, remaining: 0, resetEpoch: Self.epoch &+ epoch)
    let maximum = RateReport.Window(resource: .core, limit: 60, remaining: 0, resetEpoch: epoch)
    let chosen = epoch == .max ? maximum : window
    budget.settle(call, .answered(RateReport(window: chosen, serverTime: Self.start)), at: at(0))
    #expect(budget.admit(.read, .eventDriven, at: at(1)) == .later(at: at(wait).uptime, .primary(.core)))
  }

  @Test("A primary limit is taken at its word, and its time is told")
  func primaryLimit() throws {
    var budget = RateBudget()
    let call = try permit(&budget, .query, at: at(0))
    let until = budget.settle(call, .limitedPrimary(report(0, reset: 600, .graphql)), at: at(0))
    #expect(until == Self.start.adding(seconds: 600))
    #expect(budget.admit(.query, .eventDriven, at: at(599)) == .later(at: at(600).uptime, .primary(.graphql)))
    _ = try permit(&budget, at: at(599))
    _ = try permit(&budget, .query, at: at(600))
  }

  @Test("A primary limit whose window has passed, or is unknown, waits a minute")
  func primaryLimitWithoutWindow() throws {
    for report in [RateReport(), report(0, reset: -100)] {
      var budget = RateBudget()
      let call = try permit(&budget, at: at(0))
      #expect(budget.settle(call, .limitedPrimary(report), at: at(0)) == Self.start.adding(seconds: 60))
      #expect(budget.admit(.read, .eventDriven, at: at(1)) == .later(at: at(60).uptime, .primary(.core)))
    }
  }

  @Test("A secondary limit stops everything for as long as GitHub says")
  func secondaryLimit() throws {
    var budget = RateBudget()
    let call = try permit(&budget, at: at(0))
    let until = budget.settle(call, .limitedSecondary(RateReport(retryAfter: .seconds(90))), at: at(0))
    #expect(until == Self.start.adding(seconds: 90))
    for kind in CallKind.allCases {
      #expect(budget.admit(kind, .eventDriven, at: at(89)) == .later(at: at(90).uptime, .secondary))
    }
    _ = try permit(&budget, at: at(90))
  }

  @Test("Secondary limits in a row double the wait from a minute to a quarter of an hour")
  func doublesPenalty() throws {
    var budget = RateBudget()
    var time = 0.0
    for expected in [60.0, 120, 240, 480, 900, 900] {
      let call = try permit(&budget, at: at(time))
      budget.settle(call, .limitedSecondary(RateReport()), at: at(time))
      #expect(
        budget.admit(.read, .eventDriven, at: at(time)) == .later(at: at(time + expected).uptime, .secondary))
      time += expected
    }
    let call = try permit(&budget, at: at(time))
    budget.settle(call, .answered(RateReport()), at: at(time))
    let next = try permit(&budget, at: at(time))
    budget.settle(next, .limitedSecondary(RateReport()), at: at(time))
    #expect(budget.admit(.read, .eventDriven, at: at(time)) == .later(at: at(time + 60).uptime, .secondary))
  }

  @Test("Ten calls that are limited together are one penalty")
  func onePenalty() throws {
    var budget = RateBudget()
    let calls = try (0..<10).map { _ in try permit(&budget, at: at(0)) }
    for call in calls { budget.settle(call, .limitedSecondary(RateReport()), at: at(0)) }
    #expect(budget.admit(.read, .eventDriven, at: at(1)) == .later(at: at(60).uptime, .secondary))
  }

  @Test("After a secondary limit one call at a time goes out until one succeeds")
  func probesAfterPenalty() throws {
    var budget = RateBudget()
    let calls = try (0..<2).map { _ in try permit(&budget, at: at(0)) }
    budget.settle(calls[0], .limitedSecondary(RateReport()), at: at(0))
    // A success from before the limit says nothing about the time after it.
    budget.settle(calls[1], .answered(RateReport()), at: at(1))
    let probe = try permit(&budget, at: at(60))
    #expect(budget.admit(.read, .eventDriven, at: at(60)) == .full)
    budget.settle(probe, .answered(RateReport()), at: at(61))
    for _ in 0..<10 { _ = try permit(&budget, at: at(61)) }
  }

  @Test("Failures in a row narrow the gate to one call, the next success opens it")
  func carefulAfterFailures() throws {
    var budget = RateBudget()
    for _ in 0..<5 {
      let call = try permit(&budget, at: at(0))
      budget.settle(call, .failed(RateReport()), at: at(0))
    }
    let probe = try permit(&budget, at: at(1))
    #expect(budget.admit(.read, .eventDriven, at: at(1)) == .full)
    budget.settle(probe, .answered(RateReport()), at: at(2))
    for _ in 0..<10 { _ = try permit(&budget, at: at(2)) }
  }

  @Test("A 503 with Retry-After pauses everything")
  func unavailable() throws {
    var budget = RateBudget()
    let call = try permit(&budget, at: at(0))
    budget.settle(call, .failed(RateReport(retryAfter: .seconds(30))), at: at(0))
    #expect(budget.admit(.query, .eventDriven, at: at(1)) == .later(at: at(30).uptime, .secondary))
  }

  @Test("A call we gave up ourselves frees its place and says nothing")
  func abandoned() throws {
    var budget = RateBudget()
    for _ in 0..<30 {
      let call = try permit(&budget, .read, .sweep, at: at(0))
      budget.settle(call, .abandoned, at: at(0))
    }
    #expect(budget.snapshot(at: at(0)).inFlight == 0)
    #expect(budget.snapshot(at: at(0)).counters.failed == 0)
  }

  @Test("Writes start a second apart, searches two, and reads do not wait for either")
  func spaces() throws {
    var budget = RateBudget()
    _ = try permit(&budget, .write, at: at(0))
    #expect(budget.admit(.mutation, .eventDriven, at: at(0.5)) == .later(at: at(1).uptime, .pace))
    _ = try permit(&budget, .search, at: at(0.5))
    _ = try permit(&budget, .read, at: at(0.5))
    _ = try permit(&budget, .mutation, at: at(1))
    #expect(budget.admit(.search, .eventDriven, at: at(1)) == .later(at: at(2.5).uptime, .pace))
    _ = try permit(&budget, .search, at: at(2.5))
  }

  @Test(
    "No stretch of a minute gets more points than GitHub allows", arguments: [(CallKind.read, 900), (.query, 2_000)])
  func boundsMinute(kind: CallKind, allowed: Int) {
    var budget = RateBudget()
    var starts: [Double] = []
    var time = 0.0
    while time < 240, starts.count < 10_000 {
      switch budget.admit(kind, .eventDriven, at: at(time)) {
      case .granted(let permit):
        starts.append(time)
        budget.settle(permit, .answered(RateReport()), at: at(time))
      case .later, .full:
        time += 0.5
      }
    }
    #expect(starts.count > allowed)
    let fullest = starts.indices.map { index in
      starts[index...].prefix { $0 < starts[index] + 60 }.count
    }.max()
    #expect(fullest.map { $0 <= allowed } == true)
  }

  @Test("Retries run out while everything fails, and ten successes earn one")
  func boundsRetries() throws {
    var budget = RateBudget()
    let granted = (0..<12).map { _ in budget.grantRetry() }
    #expect(granted == Array(repeating: true, count: 10) + [false, false])
    for _ in 0..<10 {
      let call = try permit(&budget, at: at(0))
      budget.settle(call, .answered(RateReport()), at: at(0))
    }
    let earned = (0..<2).map { _ in budget.grantRetry() }
    #expect(earned == [true, false])
    let counters = budget.snapshot(at: at(0)).counters
    #expect(counters.retries == 11)
    #expect(counters.retriesRefused == 3)
  }

  @Test("Limits of hostile size are survived", arguments: [Int.max, 0])
  func survivesHostileNumbers(limit: Int) throws {
    var budget = try budget(remaining: limit, limit: limit)
    _ = budget.admit(.read, .sweep, at: at(1))
    _ = budget.snapshot(at: at(1))
  }
}
