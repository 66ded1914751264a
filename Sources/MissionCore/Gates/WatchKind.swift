/// What one watch looks at on a pull request. The raw values are those of the published records.
package enum WatchKind: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
  /// The checks and statuses of the head.
  case checks = "pr_checks"
  /// The findings of review bots.
  case bots = "bugbot_comments"
  /// The reviews and threads of people.
  case reviews = "review_comments"
  /// Whether it merges.
  case mergeability = "mergeability"

  /// The kind of fix task this watch asks for.
  package var fixKind: FixKind {
    switch self {
    case .checks: .checks
    case .bots: .bots
    case .reviews: .reviews
    case .mergeability: .mergeability
    }
  }

  /// In the order of the raw values; only to be deterministic.
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
