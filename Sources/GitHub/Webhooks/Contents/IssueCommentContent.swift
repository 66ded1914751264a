import MissionCore

/// `issue_comment`: somebody wrote in the conversation of an issue or a pull request.
struct IssueCommentContent: WebhookContent {
  let issue: CommentedIssue
  let comment: CommentPayload
  let changes: Changes?

  func observations(action: String, in repository: DeliveryRepository) throws(WebhookDecodingError) -> [Observation] {
    let reference = try repository.pullRequest(issue.number.value, at: "issue.number")
    // Our own words are no news.
    if comment.isOurs { return [] }
    var observations: [Observation] = []
    if let command = comment.command(under: reference.asIssue, sighting(action)) {
      observations.append(.command(command))
    }
    // What people say under an issue is part of the work, and a fetch alone tells who may write there.
    guard issue.pullRequest != nil else { return observations + [.issueTouched(reference.asIssue)] }
    if action != "deleted" { observations.append(.comment(reference, comment.fact, path: nil, line: nil)) }
    return observations + [.pullRequestTouched(reference)]
  }

  private func sighting(_ action: String) -> CommandComment.Sighting {
    switch action {
    case "edited":
      .edited(before: CommentCommand.commands(in: (before ?? comment.body ?? "").capped(at: TextLimit.body)))
    case "deleted": .deleted
    default: .created
    }
  }

  /// The text before an edit; nil when the edit left the text alone.
  private var before: String? { changes?.body?.from }

  struct CommentedIssue: Decodable {
    let number: WholeNumber
    let pullRequest: Presence?

    private enum CodingKeys: String, CodingKey {
      case number
      case pullRequest = "pull_request"
    }
  }

  struct Changes: Decodable {
    let body: Former?

    struct Former: Decodable {
      let from: String?
    }
  }
}
