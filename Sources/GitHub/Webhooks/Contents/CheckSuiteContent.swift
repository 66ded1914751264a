import MissionCore

/// `check_suite`: the checks of one app on a commit were asked for or have ended.
struct CheckSuiteContent: WebhookContent {
  let suite: Suite

  func observations(action: String, in repository: DeliveryRepository) throws(WebhookDecodingError) -> [Observation] {
    let pullRequests = ListedPullRequest.references(suite.pullRequests, in: repository)
    return TouchedCommit.observations(
      commit: suite.commit.sha, branch: suite.branch, pullRequests: pullRequests, in: repository)
  }

  struct Suite: Decodable {
    let commit: CommitName
    let branch: String?
    let pullRequests: [ListedPullRequest]?

    private enum CodingKeys: String, CodingKey {
      case commit = "head_sha"
      case branch = "head_branch"
      case pullRequests = "pull_requests"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case suite = "check_suite"
  }
}
