import MissionCore

/// `status`: a commit status was set. It names no pull request; the commit leads to it.
struct StatusContent: WebhookContent {
  let id: WholeNumber?
  let commit: CommitName
  let context: String
  let state: String
  let description: String?
  let targetURL: String?
  let createdAt: WrittenTime?

  func observations(action: String, in repository: DeliveryRepository) throws(WebhookDecodingError) -> [Observation] {
    let fact = CheckFact(
      source: .status, name: context.capped(at: TextLimit.title),
      state: CheckState(statusState: state.capped(at: TextLimit.title)), url: targetURL?.asPageAddress,
      summary: CheckSummary.joined(title: nil, summary: description), startedAt: createdAt?.timestamp, runID: id?.value)
    return [.check(CheckHint(repository: repository.name, sha: commit.sha, pullRequests: [], check: fact))]
  }

  private enum CodingKeys: String, CodingKey {
    case id, context, state, description
    case commit = "sha"
    case targetURL = "target_url"
    case createdAt = "created_at"
  }
}
