/// How often, and after which waits, a call is tried again that changes nothing and failed for a passing reason.
package struct RetryPolicy: Sendable {
  /// Most attempts, the first included.
  package var attempts: Int
  /// The wait before the second attempt; doubles with each further one.
  package var firstWait: Duration
  /// Longest wait.
  package var longestWait: Duration

  /// Three attempts, half a second and a second apart.
  package init(attempts: Int = 3, firstWait: Duration = .milliseconds(500), longestWait: Duration = .seconds(10)) {
    self.attempts = attempts
    self.firstWait = firstWait
    self.longestWait = longestWait
  }

  /// One attempt.
  package static let never = RetryPolicy(attempts: 1)

  /// The wait after this many failed attempts. `chance` (0 to 1) spreads it over its upper half, so that callers that
  /// failed together do not come back together.
  func wait(after failures: Int, chance: Double) -> Duration {
    let whole = min(longestWait, firstWait * (1 << max(0, min(failures - 1, 16))))
    return whole * (0.5 + 0.5 * min(max(chance, 0), 1))
  }
}
