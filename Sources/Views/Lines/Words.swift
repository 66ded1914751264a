package import MissionCore

/// Words and marks for states and times, as answers for people use them.
package enum Words {
  /// `5m ago`, `just now`; a time ahead is `in 5m`.
  package static func ago(_ time: Timestamp, at now: Timestamp) -> String {
    let seconds = now.seconds(since: time)
    if seconds < 0 { return "in \(span(-max(seconds, -Int(Int32.max))))" }
    return seconds < 5 ? "just now" : "\(span(seconds)) ago"
  }

  /// `45s`, `5m`, `3h`, `2d`.
  package static func span(_ seconds: Int) -> String {
    switch seconds {
    case ..<90: "\(seconds)s"
    case ..<5400: "\(seconds / 60)m"
    case ..<172_800: "\(seconds / 3600)h"
    default: "\(seconds / 86_400)d"
    }
  }

  /// A mission's mark.
  package static func mark(_ state: Mission.State) -> String {
    switch state {
    case .planning: "📝"
    case .running: "🚀"
    case .blocked: "🚧"
    case .completed: "✅"
    case .failed: "❌"
    }
  }

  /// An item's mark.
  package static func mark(_ state: WorkItem.State) -> String {
    switch state {
    case .pending: "⏳"
    case .ready: "🔵"
    case .assigned: "📌"
    case .running: "🔄"
    case .submitted, .held: "🚧"
    case .done(.cancelled): "🚫"
    case .done: "✅"
    }
  }

  /// A task's mark.
  package static func mark(_ state: WorkTask.State) -> String {
    switch state {
    case .pending: "⏳"
    case .assigned: "📌"
    case .running: "🔄"
    case .completed: "✅"
    case .failed: "❌"
    case .cancelled: "🚫"
    }
  }

  /// An item's state as people call it: finer than the published records' words.
  package static func word(_ state: WorkItem.State) -> String {
    switch state {
    case .pending: "pending"
    case .ready: "ready"
    case .assigned: "assigned"
    case .running: "running"
    case .submitted: "submitted"
    case .held: "held"
    case .done(.cancelled): "cancelled"
    case .done(.skipped): "skipped"
    case .done: "done"
    }
  }

  /// What a task is for.
  package static func word(_ kind: WorkTask.Kind) -> String {
    switch kind {
    case .work: "work"
    case .fix: "fix"
    case .review: "review"
    case .validate: "validate"
    }
  }
}
