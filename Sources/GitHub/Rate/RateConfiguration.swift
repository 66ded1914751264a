/// The bounds a ``RateBudget`` keeps to. The defaults stay below GitHub's documented limits (as of 2026-11).
package struct RateConfiguration: Sendable {
  /// Calls at once. GitHub allows 100 for everybody who shares the token, agents included.
  package var concurrency = 10
  /// Of those, places that sweeps leave free.
  package var eventSlots = 2
  /// Least time between the starts of two writes.
  package var writeDistance: Duration = .seconds(1)
  /// Least time between the starts of two searches (30 a minute).
  package var searchDistance: Duration = .seconds(2)
  /// Percentage of a primary window that sweeps leave to event-driven calls.
  package var reservePercentage = 15
  /// First wait after a secondary limit without `Retry-After`; doubles with each further one.
  package var firstPenalty: Duration = .seconds(60)
  /// Longest such wait.
  package var longestPenalty: Duration = .seconds(900)
  /// Failures in a row after which calls go out one at a time.
  package var failuresUntilCareful = 5
  /// Retries that may be used up before successes have to earn new ones.
  package var retryBurst = 10

  /// The defaults.
  package init() {}

  /// Half of what GitHub allows a minute: minutes here begin anywhere, and two of ours touch any of GitHub's.
  func pointsPerMinute(_ resource: RateResource) -> Int {
    switch resource {
    case .core, .search: 450
    case .graphql: 1_000
    }
  }

  func distance(_ spacing: RateBudget.Spacing) -> Duration {
    switch spacing {
    case .writes: writeDistance
    case .searches: searchDistance
    }
  }

  func reserve(of limit: Int) -> Int {
    let (product, overflow) = limit.multipliedReportingOverflow(by: reservePercentage)
    return overflow ? limit : (product + 99) / 100
  }

  func penalty(_ count: Int) -> Duration {
    min(longestPenalty, firstPenalty * (1 << max(0, min(count - 1, 16))))
  }
}
