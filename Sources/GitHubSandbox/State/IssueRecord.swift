package import MissionCore

/// An issue, or the part of a pull request that it shares with issues.
package struct IssueRecord: Sendable, Equatable {
  /// Whether work on it goes on, and if not, why.
  package enum State: Sendable, Equatable {
    case open(reopened: Bool)
    case closed(reason: String?, at: Timestamp, by: String)
  }

  var id: Int
  var number: Int
  var title: String
  var body: String?
  var author: String
  var state: State
  var labels: [String] = []
  var assignees: [String] = []
  var comments: [CommentRecord] = []
  /// Reactions to the issue itself, oldest first.
  package var reactions: [ReactionRecord] = []
  /// Ids of the issues that block this one.
  package var blockedBy: [Int] = []
  var isPullRequest = false
  var createdAt: Timestamp
  var updatedAt: Timestamp

  var isOpen: Bool { if case .open = state { true } else { false } }
}
