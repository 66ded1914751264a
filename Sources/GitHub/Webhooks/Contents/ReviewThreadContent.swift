import MissionCore

/// `pull_request_review_thread`: a thread was resolved or opened again.
struct ReviewThreadContent: WebhookContent {
  let pullRequest: NumberedPayload

  func observations(action: String, in repository: DeliveryRepository) throws(WebhookDecodingError) -> [Observation] {
    [.pullRequestTouched(try repository.pullRequest(pullRequest.number.value, at: "pull_request.number"))]
  }

  private enum CodingKeys: String, CodingKey {
    case pullRequest = "pull_request"
  }
}
