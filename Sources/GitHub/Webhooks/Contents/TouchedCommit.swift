import MissionCore

/// What an event says that only tells that something changed on a commit.
enum CommitStir {
  /// The commit (if its name means anything), the listed pull requests and the one a merge queue's branch names.
  static func observations(
    commit: String?, branch: String?, pullRequests: [PullRequestReference], in repository: DeliveryRepository
  ) -> [Observation] {
    var stirred = pullRequests
    if let number = branch.flatMap(MergeQueueBranch.pullRequestNumber),
      let queued = PullRequestReference(repository: repository.name, number: number), !stirred.contains(queued)
    {
      stirred.append(queued)
    }
    let commits = commit.map { [Observation.commitStirred(repository.name, sha: $0)] } ?? []
    return commits + stirred.map { .stir($0) }
  }
}
