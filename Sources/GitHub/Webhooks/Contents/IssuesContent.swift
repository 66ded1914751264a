import MissionCore

/// `issues`: an issue changed, or went away.
struct IssuesContent: WebhookContent {
  let issue: IssuePayload
  let changes: Changes?

  func observations(action: String, in repository: Home) throws(WebhookDecodingError) -> [Observation] {
    guard let facts = issue.facts(in: repository.name, blockedBy: nil) else { throw .invalid("issue.number") }
    switch action {
    case "transferred": return [.issueGone(facts.reference, reason: transferReason)]
    case "deleted": return [.issueGone(facts.reference, reason: "deleted")]
    default: return [.issue(facts)]
    }
  }

  private var transferReason: String {
    guard let name = changes?.newRepository?.name, let number = changes?.newIssue?.number.value,
      let place = IssueReference(repository: name, number: number)
    else { return "transferred to another repository" }
    return "transferred to \(place)"
  }

  struct Changes: Decodable {
    let newIssue: NumberedPayload?
    let newRepository: RepositoryPayload?

    private enum CodingKeys: String, CodingKey {
      case newIssue = "new_issue"
      case newRepository = "new_repository"
    }
  }
}
