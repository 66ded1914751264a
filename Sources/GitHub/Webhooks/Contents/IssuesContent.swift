import MissionCore

/// `issues`: an issue changed, or went away.
struct IssuesContent: WebhookContent {
  let issue: IssuePayload
  let changes: Changes?

  func observations(action: String, in repository: DeliveryRepository) throws(WebhookDecodingError) -> [Observation] {
    guard let facts = issue.facts(in: repository.name, blockedBy: nil) else { throw .invalid("issue.number") }
    switch action {
    case "transferred":
      guard let newPlace else { return [.issueGone(facts.reference, reason: "transferred to another repository")] }
      return [.issueMoved(facts.reference, to: newPlace)]
    case "deleted": return [.issueGone(facts.reference, reason: "deleted")]
    default: return [.issue(facts)]
    }
  }

  private var newPlace: IssueReference? {
    guard let name = changes?.newRepository?.name, let number = changes?.newIssue?.number.value else { return nil }
    return IssueReference(repository: name, number: number)
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
