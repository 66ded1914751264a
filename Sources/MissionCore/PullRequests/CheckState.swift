/// How far a check is and how it ended. GitHub's words are open sets: what is not known here is `.unknown`, never
/// green.
package enum CheckState: Hashable, Sendable, Codable {
  /// Not completed: queued, in_progress, requested, pending.
  case pending
  /// waiting: it begins once a deployment's protection rules let it, which most often is a person's approval.
  case waiting
  /// expected: a status that the branch requires and that nobody has reported yet.
  case expected
  /// success.
  case success
  /// neutral: passes, but a review bot means "findings" by it.
  case neutral
  /// skipped: passes.
  case skipped
  /// failure, error, timed_out, startup_failure: red, with GitHub's word.
  case failure(String)
  /// cancelled: red unless a newer run of the same check exists.
  case cancelled
  /// action_required: waits for a person; help, not a fix.
  case actionRequired
  /// stale: GitHub gave up waiting for it; neither red nor green.
  case stale
  /// Completed with a word (or no word) that this version does not know.
  case unknown(String)

  /// Reads GitHub's `status` and `conclusion` of a check run in either spelling (REST lower case, GraphQL upper case).
  package init(status: String, conclusion: String?) {
    guard status.lowercased() == "completed" else {
      switch status.lowercased() {
      case "queued", "in_progress", "requested", "pending", "expected": self = .pending
      case "waiting": self = .waiting
      default: self = .unknown(status)
      }
      return
    }
    switch (conclusion ?? "").lowercased() {
    case "success": self = .success
    case "neutral": self = .neutral
    case "skipped": self = .skipped
    case "failure", "timed_out", "startup_failure", "error": self = .failure(conclusion!.lowercased())
    case "cancelled": self = .cancelled
    case "action_required": self = .actionRequired
    case "stale": self = .stale
    default: self = .unknown(conclusion ?? "")
    }
  }

  /// Reads the state of a commit status in either spelling.
  package init(statusState: String) {
    switch statusState.lowercased() {
    case "success": self = .success
    case "failure", "error": self = .failure(statusState.lowercased())
    case "pending": self = .pending
    case "expected": self = .expected
    default: self = .unknown(statusState)
    }
  }
}

extension CheckState {
  /// Whether the author can and must mend it.
  var isRed: Bool {
    switch self {
    case .failure: true
    // Cancelled is red when nothing replaces it, which takes more than one fact to see.
    case .pending, .waiting, .expected, .success, .neutral, .skipped, .cancelled, .actionRequired, .stale, .unknown:
      false
    }
  }

  /// Whether it has not ended.
  var isOpen: Bool {
    switch self {
    case .pending, .waiting, .expected: true
    case .success, .neutral, .skipped, .failure, .cancelled, .actionRequired, .stale, .unknown: false
    }
  }

  /// Whether it has ended in a way that is neither red nor green and stays so by itself.
  var isStuck: Bool {
    switch self {
    case .stale, .unknown: true
    case .pending, .waiting, .expected, .success, .neutral, .skipped, .failure, .cancelled, .actionRequired: false
    }
  }

  /// Whether it counts as passed.
  var passes: Bool {
    switch self {
    case .success, .neutral, .skipped: true
    case .pending, .waiting, .expected, .failure, .cancelled, .actionRequired, .stale, .unknown: false
    }
  }

  /// GitHub's word for it.
  var word: String {
    switch self {
    case .pending: "pending"
    case .waiting: "waiting"
    case .expected: "expected"
    case .success: "success"
    case .neutral: "neutral"
    case .skipped: "skipped"
    case .failure(let word): word
    case .cancelled: "cancelled"
    case .actionRequired: "action_required"
    case .stale: "stale"
    case .unknown(let word): word.isEmpty ? "nothing" : word
    }
  }
}
