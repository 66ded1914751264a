import MissionCore

/// `merge_group`: the merge queue tries a pull request on a commit of its own, or has ended trying.
struct MergeGroupContent: WebhookContent {
  let group: Group

  func observations(action: String, in repository: DeliveryRepository) throws(WebhookDecodingError) -> [Observation] {
    TouchedCommit.observations(commit: group.commit.sha, branch: group.branch, pullRequests: [], in: repository)
  }

  struct Group: Decodable {
    let commit: CommitName
    let branch: String?

    private enum CodingKeys: String, CodingKey {
      case commit = "head_sha"
      case branch = "head_ref"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case group = "merge_group"
  }
}
