/// Something a mission wants to hear about: the keys of the index by which events find their missions.
package enum Interest: Hashable, Sendable, Comparable {
  /// Events about this issue.
  case issue(IssueReference)
  /// Events about this pull request.
  case pullRequest(PullRequestReference)
  /// Events about this commit.
  case head(RepositoryName, sha: String)
  /// Pushes to this branch.
  case base(RepositoryName, branch: String)
  /// Comments that command, under this issue or pull request.
  case conversation(IssueReference)
  /// New pull requests in this repository.
  case repository(RepositoryName)
  /// What becomes of this repository.
  case place(RepositoryName)
  /// What becomes of the repository with this number, whatever it is called.
  case repositoryNumber(Int)

  /// The interest as one word: the form for keys. Branch names are outside text; they only ever stand at the end.
  package var key: String {
    switch self {
    case .issue(let reference): "issue:\(reference.folded)"
    case .pullRequest(let reference): "pull:\(reference.folded)"
    case .head(let repository, let sha): "head:\(repository.folded):\(sha)"
    case .base(let repository, let branch): "base:\(repository.folded):\(branch)"
    case .conversation(let reference): "talk:\(reference.folded)"
    case .repository(let repository): "repo:\(repository.folded)"
    case .place(let repository): "place:\(repository.folded)"
    case .repositoryNumber(let id): "number:\(id)"
    }
  }

  /// By key.
  package static func < (left: Self, right: Self) -> Bool { left.key < right.key }
}
