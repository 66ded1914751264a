import MissionCore

/// `pull_request_review_comment`: somebody commented on a line of a diff.
struct ReviewCommentContent: WebhookContent {
  let comment: CommentPayload
  let pullRequest: NumberedPayload

  func observations(action: String, in repository: DeliveryRepository) throws(WebhookDecodingError) -> [Observation] {
    let reference = try repository.pullRequest(pullRequest.number.value, at: "pull_request.number")
    // Our own answers are no news.
    if comment.isAnswer { return [] }
    guard action != "deleted" else { return [.pullRequestTouched(reference)] }
    let comment = Observation.comment(
      reference, comment.fact, path: comment.path?.capped(at: TextLimit.url),
      line: (comment.line ?? comment.originalLine)?.value)
    return [comment, .pullRequestTouched(reference)]
  }

  private enum CodingKeys: String, CodingKey {
    case comment
    case pullRequest = "pull_request"
  }
}
