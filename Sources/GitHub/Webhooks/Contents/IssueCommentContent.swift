import MissionCore

/// `issue_comment`: somebody wrote in the conversation of an issue or a pull request. Only the latter says anything yet.
struct IssueCommentContent: WebhookContent {
  let issue: CommentedIssue
  let comment: CommentPayload

  func observations(action: String, in repository: Home) throws(WebhookDecodingError) -> [Observation] {
    let reference = try repository.pullRequest(issue.number.value, at: "issue.number")
    guard issue.pullRequest != nil else { return [] }
    guard action != "deleted" else { return [.stir(reference)] }
    return [.comment(reference, comment.fact, path: nil, line: nil), .stir(reference)]
  }

  struct CommentedIssue: Decodable {
    let number: WholeNumber
    let pullRequest: Presence?

    private enum CodingKeys: String, CodingKey {
      case number
      case pullRequest = "pull_request"
    }
  }
}
