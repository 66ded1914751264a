/// The branches on which GitHub's merge queue tries a pull request: `gh-readonly-queue/{base}/pr-{number}-{sha}`.
enum MergeQueueBranch {
  /// The pull request that is tried on this branch (its name, with or without `refs/heads/`); nil for other branches.
  static func pullRequestNumber(in branch: String) -> Int? {
    let name = branch.hasPrefix("refs/heads/") ? branch.dropFirst(11) : branch[...]
    guard name.hasPrefix("gh-readonly-queue/"), let last = name.split(separator: "/").last, last.hasPrefix("pr-") else {
      return nil
    }
    return last.dropFirst(3).split(separator: "-").first.flatMap { Int($0) }
  }
}
