/// What a mission's policy may be set to, by manifest or flag.
enum PolicyLimits {
  /// `max_parallel_items`
  static let parallelItems = 1...1000
  /// `watch_interval_secs`: more often than every five seconds nobody may ask GitHub.
  static let watchInterval = 5...86_400
  /// `max_fix_attempts`: 0 asks a person at once.
  static let fixAttempts = 0...100
  /// `ci_reruns`
  static let reruns = 0...10
  /// `no_checks_grace_secs`
  static let noChecksGrace = 0...86_400
  /// `settle_secs`: at most ten minutes.
  static let settle = 0...600
  /// `task_lease_secs`: at most thirty days.
  static let taskLease = 1...2_592_000
}
