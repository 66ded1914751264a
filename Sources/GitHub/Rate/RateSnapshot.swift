package import MissionCore

/// A ``RateBudget`` in numbers, for metrics and `doctor`.
package struct RateSnapshot: Sendable, Equatable {
  /// A primary limit.
  package struct Window: Sendable, Equatable {
    /// Calls (GraphQL: points) in an hour.
    package var limit: Int
    /// What is left of them, as of the last answer.
    package var remaining: Int
    /// When they are all there again.
    package var resetsAt: Timestamp
  }

  /// What has happened since the start.
  package struct Counters: Sendable, Equatable {
    /// Calls that went out.
    package var granted = 0
    /// Times a call had to wait for time to pass.
    package var deferred = 0
    /// Calls that came back for the primary limit.
    package var limitedPrimary = 0
    /// Calls that came back for a secondary limit.
    package var limitedSecondary = 0
    /// Calls without an answer, or with a 5xx.
    package var failed = 0
    /// Repetitions of failed calls.
    package var retries = 0
    /// Repetitions that were not made, because too much had failed.
    package var retriesRefused = 0
  }

  /// The primary limits we have heard of; of several accounts' that with the least left.
  package var windows: [RateResource: Window]
  /// Calls under way.
  package var inFlight: Int
  /// Until when nothing goes out, if GitHub told us to slow down.
  package var pausedUntil: Timestamp?
  /// What has happened since the start.
  package var counters: Counters
}
