/// The bounds a ``RateBudget`` keeps to. The defaults stay below GitHub's documented limits (as of 2026-11).
public struct RateConfiguration: Sendable {
  /// Calls at once. GitHub allows 100 for everybody who shares the token, agents included.
  public var concurrency = 10
  /// Of those, places that sweeps leave free.
  public var eventSlots = 2
  /// Least time between the starts of two writes.
  public var writeDistance: Duration = .seconds(1)
  /// Least time between the starts of two searches (30 a minute).
  public var searchDistance: Duration = .seconds(2)
  /// Percentage of a primary window that sweeps leave to event-driven calls.
  public var reservePercentage = 15
  /// First wait after a secondary limit without `Retry-After`; doubles with each further one.
  public var firstPenalty: Duration = .seconds(60)
  /// Longest such wait.
  public var longestPenalty: Duration = .seconds(900)
  /// Failures in a row after which calls go out one at a time.
  public var failuresUntilCareful = 5
  /// Retries that may be used up before successes have to earn new ones.
  public var retryBurst = 10

  /// The defaults.
  public init() {}

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
