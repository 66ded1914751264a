import MissionCore

/// `issue_dependencies`: a link by which one issue blocks another was made or taken away
/// (https://docs.github.com/en/webhooks/webhook-events-and-payloads#issue_dependencies, as of 2026-11).
///
/// Which links there are now only fetching the blocked issue tells: deliveries come late and out of order.
struct IssueDependenciesContent: WebhookContent {
  let blocked: BlockingIssue
  let blockedRepository: RepositoryPayload?

  func observations(action: String, in repository: DeliveryRepository) throws(WebhookDecodingError) -> [Observation] {
    // Where the delivery is about the blocking issue, the blocked one may be in another repository.
    let other = action.hasPrefix("blocking_") ? blockedRepository?.name : nil
    guard let name = other ?? blocked.place?.repository ?? Optional(repository.name),
      let reference = IssueReference(repository: name, number: blocked.number.value)
    else { throw .invalid("blocked_issue.number") }
    return [.issueTouched(reference)]
  }

  private enum CodingKeys: String, CodingKey {
    case blocked = "blocked_issue"
    case blockedRepository = "blocked_issue_repo"
  }
}
