public import MissionCore

/// A ``RateBudget`` in numbers, for metrics and `doctor`.
public struct RateSnapshot: Sendable, Equatable {
  /// A primary limit.
  public struct Window: Sendable, Equatable {
    /// Calls (GraphQL: points) in an hour.
    public var limit: Int
    /// What is left of them, as of the last answer.
    public var remaining: Int
    /// When they are all there again.
    public var resetsAt: Timestamp
  }

  /// What has happened since the start.
  public struct Counters: Sendable, Equatable {
    /// Calls that went out.
    public var granted = 0
    /// Times a call had to wait for time to pass.
    public var deferred = 0
    /// Calls that came back for the primary limit.
    public var limitedPrimary = 0
    /// Calls that came back for a secondary limit.
    public var limitedSecondary = 0
    /// Calls without an answer, or with a 5xx.
    public var failed = 0
    /// Repetitions of failed calls.
    public var retries = 0
    /// Repetitions that were not made, because too much had failed.
    public var retriesRefused = 0
  }

  /// The primary limits we have heard of; of several accounts' that with the least left.
  public var windows: [RateResource: Window]
  /// Calls under way.
  public var inFlight: Int
  /// Until when nothing goes out, if GitHub told us to slow down.
  public var pausedUntil: Timestamp?
  /// What has happened since the start.
  public var counters: Counters
}
