import MissionCore

/// The part of a pull request that issues do not have. Title, body, labels and conversation are in its ``IssueRecord``.
package struct PullRequestRecord: Sendable, Equatable {
  /// Whether GitHub has worked out yet if the two branches merge.
  package enum Mergeability: Sendable, Equatable {
    /// Not yet: so many more readers hear `null`. Reading is what starts the work at GitHub, too.
    case computing(readsLeft: Int)
    case known
  }

  /// How and when it was merged.
  package struct Merge: Sendable, Equatable {
    var sha: String
    var by: String
    var at: Timestamp
  }

  /// Its place in the merge queue.
  package struct QueueEntry: Sendable, Equatable {
    var id: Int
    /// The commit on which it is tried, and the branch made for that.
    package var sha: String
    var branch: String
    var by: String
    var at: Timestamp
  }

  var id: Int
  var number: Int
  /// The branch's name; `owner:branch` for a fork's.
  package var head: String
  var headSHA: String
  var base: String
  /// The base's commit that the head contains; behind when the base has moved on.
  package var baseSHA: String
  var isDraft: Bool
  var hasConflict = false
  var mergeability: Mergeability
  var merge: Merge?
  /// Its place in the merge queue, while it has one.
  package var queueEntry: QueueEntry?
  var requestedReviewers: [String] = []
  var reviews: [ReviewRecord] = []
  /// What was said on lines, by thread.
  package var threads: [ReviewThreadRecord] = []

  var isFromFork: Bool { head.contains(":") }

  /// The head branch's name without a fork's owner.
  package var headBranch: String { head.split(separator: ":", maxSplits: 1).last.map(String.init) ?? head }

  var comments: [ReviewCommentRecord] {
    threads.flatMap(\.comments).sorted { $0.id < $1.id }
  }
}
