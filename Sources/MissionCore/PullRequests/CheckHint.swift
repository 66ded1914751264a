/// What a check webhook says: a fact about one commit.
package struct CheckHint: Hashable, Sendable, Codable {
  /// The repository the commit is in.
  package var repository: RepositoryName
  /// The full commit sha the check is of.
  package var sha: String
  /// The pull requests GitHub named; often empty, for forks always.
  package var pullRequests: [PullRequestReference]
  /// The check.
  package var check: CheckFact
  /// Whether the commit is one on which the merge queue tries the pull requests; nil is no.
  package var isOfMergeQueue: Bool?

  /// One with its parts.
  package init(
    repository: RepositoryName, sha: String, pullRequests: [PullRequestReference], check: CheckFact,
    isOfMergeQueue: Bool? = nil
  ) {
    self.repository = repository
    self.sha = sha
    self.pullRequests = pullRequests
    self.check = check
    self.isOfMergeQueue = isOfMergeQueue
  }
}
