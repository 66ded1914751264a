import MissionCore

/// `sub_issues`: an issue was made a part of another, or is none any more
/// (https://docs.github.com/en/webhooks/webhook-events-and-payloads#sub_issues, as of 2026-11).
///
/// Both are looked at anew: what it means for a plan only fetching tells.
struct SubIssuesContent: WebhookContent {
  let part: BlockingIssue
  let whole: BlockingIssue
  let partRepository: RepositoryPayload?
  let wholeRepository: RepositoryPayload?

  func observations(action: String, in repository: DeliveryRepository) throws(WebhookDecodingError) -> [Observation] {
    let isAboutWhole = action.hasPrefix("sub_issue_")
    let places = [
      (part, isAboutWhole ? partRepository?.name : repository.name),
      (whole, isAboutWhole ? repository.name : wholeRepository?.name),
    ]
    var observations: [Observation] = []
    for (issue, name) in places {
      guard
        let reference = IssueReference(
          repository: name ?? issue.place?.repository ?? repository.name, number: issue.number.value)
      else { throw .invalid("issue.number") }
      observations.append(.issueTouched(reference))
    }
    return observations
  }

  private enum CodingKeys: String, CodingKey {
    case part = "sub_issue"
    case whole = "parent_issue"
    case partRepository = "sub_issue_repo"
    case wholeRepository = "parent_issue_repo"
  }
}
