import MissionCore

/// `workflow_run`: a workflow of GitHub Actions was asked for, began or ended.
struct WorkflowRunContent: WebhookContent {
  let run: Run

  func observations(action: String, in repository: DeliveryRepository) throws(WebhookDecodingError) -> [Observation] {
    let pullRequests = ListedPullRequest.references(run.pullRequests, in: repository)
    // A run for `pull_request_target` is of the base branch's commit: that says nothing about whose head it may be.
    let commit = run.event == "pull_request_target" ? nil : run.commit.sha
    return TouchedCommit.observations(commit: commit, branch: run.branch, pullRequests: pullRequests, in: repository)
  }

  struct Run: Decodable {
    let event: String?
    let commit: CommitName
    let branch: String?
    let pullRequests: [ListedPullRequest]?

    private enum CodingKeys: String, CodingKey {
      case event
      case commit = "head_sha"
      case branch = "head_branch"
      case pullRequests = "pull_requests"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case run = "workflow_run"
  }
}
