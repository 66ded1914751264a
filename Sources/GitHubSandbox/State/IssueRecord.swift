package import MissionCore

/// An issue, or the part of a pull request that it shares with issues.
package struct IssueRecord: Sendable, Equatable {
  /// Whether work on it goes on, and if not, why.
  package enum State: Sendable, Equatable {
    case open(reopened: Bool)
    case closed(reason: String?, at: Timestamp, by: String)
  }

  package var id: Int
  package var number: Int
  package var title: String
  package var body: String?
  package var author: String
  package var state: State
  package var labels: [String] = []
  package var assignees: [String] = []
  package var comments: [CommentRecord] = []
  /// Reactions to the issue itself, oldest first.
  package var reactions: [ReactionRecord] = []
  /// Ids of the issues that block this one.
  package var blockedBy: [Int] = []
  package var isPullRequest = false
  package var createdAt: Timestamp
  package var updatedAt: Timestamp

  package var isOpen: Bool { if case .open = state { true } else { false } }
}
