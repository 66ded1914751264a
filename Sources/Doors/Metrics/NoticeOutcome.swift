/// What became of a try to bring a notice to its target.
package enum NoticeOutcome: String, Sendable, CaseIterable {
  /// The target took it.
  case sent
  /// Not this time; it is tried again.
  case failed
  /// It was given up.
  case dropped
}
