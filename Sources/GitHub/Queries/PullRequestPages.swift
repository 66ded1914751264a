/// Where reading goes on: the cursor of each listing that has another page.
struct PullRequestPages: Hashable, Sendable {
  var checks: String?
  var reviews: String?
  var threads: String?
  /// Towards older comments; all others go forward.
  var comments: String?
  var rules: String?

  /// Whether every listing was read to its end.
  var isEmpty: Bool { self == PullRequestPages() }
}
