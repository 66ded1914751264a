import MissionCore

/// `pull_request`: a pull request changed.
struct PullRequestContent: WebhookContent {
  let pullRequest: PullRequestPayload

  func observations(action: String, in repository: DeliveryRepository) throws(WebhookDecodingError) -> [Observation] {
    guard let hint = pullRequest.hint(in: repository.name, action: action) else {
      throw .invalid("pull_request.number")
    }
    return [.pullRequest(hint)]
  }

  private enum CodingKeys: String, CodingKey {
    case pullRequest = "pull_request"
  }
}
