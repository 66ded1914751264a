/// Why a review bot did not look at a head.
package enum StandDown: String, Hashable, Sendable, CaseIterable {
  /// It was asked too often in too short a time.
  case rateLimited
  /// Its contingent, trial or credit is used up.
  case outOfQuota
  /// Somebody paused it.
  case paused
  /// It chose not to look: too large, a draft, nothing that it reads, a setting.
  case skipped
  /// It tried and failed.
  case failed

  /// What is said of the bot, after its name.
  var words: String {
    switch self {
    case .rateLimited: "is rate limited"
    case .outOfQuota: "has used up its quota"
    case .paused: "is paused"
    case .skipped: "skipped this head"
    case .failed: "failed to review"
    }
  }
}
