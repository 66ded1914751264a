/// What a fix task is for: the four watches and the review gate, each of which can ask for one.
package enum FixKind: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
  /// A check failed.
  case checks = "pr_checks"
  /// A review bot found something.
  case bots = "bugbot_comments"
  /// A person asked for changes or opened a thread.
  case reviews = "review_comments"
  /// The pull request does not merge.
  case mergeability = "mergeability"
  /// A reviewer's task ended in a rejection.
  case reviewTask = "review_task"

  /// In the order of the raw values; only to be deterministic.
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// So that a dictionary keyed by kinds is a JSON object.
extension FixKind: CodingKeyRepresentable {}
