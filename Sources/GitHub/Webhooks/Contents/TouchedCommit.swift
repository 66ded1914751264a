import MissionCore

/// The observations of an event that tells no more than that something changed on a commit.
enum TouchedCommit {
  /// The commit (if its name means anything), the listed pull requests and the one a merge queue's branch names.
  static func observations(
    commit: String?, branch: String?, pullRequests: [PullRequestReference], in repository: DeliveryRepository
  ) -> [Observation] {
    var touched = pullRequests
    if let number = branch.flatMap(MergeQueueBranch.pullRequestNumber),
      let queued = PullRequestReference(repository: repository.name, number: number), !touched.contains(queued)
    {
      touched.append(queued)
    }
    let commits = commit.map { [Observation.commitTouched(repository.name, sha: $0)] } ?? []
    return commits + touched.map { .pullRequestTouched($0) }
  }
}
