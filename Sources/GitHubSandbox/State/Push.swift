/// What `git push` would have brought.
package struct Push: Sendable, Equatable {
  /// A branch of the repository, or `owner:branch` of a fork. A branch that does not exist yet is created.
  package var branch: String
  /// The new commit; nil makes one up.
  package var sha: String?
  var message: String
  /// Whether the branch's history was rewritten.
  package var isForced: Bool
  /// Whether a pull request's head now contains the newest commit of its base, which also settles a conflict.
  package var isRebased: Bool
  /// The pull requests into this branch that conflict with the commit.
  package var conflictsWith: [Int]

  init(
    _ branch: String, sha: String? = nil, message: String = "Change something", isForced: Bool = false,
    isRebased: Bool = false, conflictsWith: [Int] = []
  ) {
    self.branch = branch
    self.sha = sha
    self.message = message
    self.isForced = isForced
    self.isRebased = isRebased
    self.conflictsWith = conflictsWith
  }
}
