import MissionCore

/// `pull_request_review`: a review was submitted, edited or dismissed.
struct ReviewContent: WebhookContent {
  let review: Review
  let pullRequest: NumberedPayload

  func observations(action: String, in repository: DeliveryRepository) throws(WebhookDecodingError) -> [Observation] {
    let reference = try repository.pullRequest(pullRequest.number.value, at: "pull_request.number")
    return [.review(reference, review.fact, dismissed: action == "dismissed"), .pullRequestTouched(reference)]
  }

  struct Review: Decodable {
    let id: WholeNumber
    let user: AccountPayload?
    let body: String?
    let state: String
    let commit: CommitName?
    let pageURL: String?
    let association: AuthorAssociation?

    /// GitHub's numbers of reviews are the same in webhooks and (as `fullDatabaseId`) in queries; its node identities
    /// come in two formats. Members and collaborators may have read access only, so of them a webhook does not say that
    /// they may write.
    var fact: ReviewFact {
      ReviewFact(
        id: String(id.value), reviewer: AccountPayload.account(user),
        verdict: ReviewFact.Verdict(state.capped(at: TextLimit.title)), commit: commit?.sha,
        canWrite: association?.isOwner ?? false,
        body: (body ?? "").capped(at: TextLimit.body), url: pageURL?.asPageAddress)
    }

    private enum CodingKeys: String, CodingKey {
      case id, user, body, state
      case commit = "commit_id"
      case pageURL = "html_url"
      case association = "author_association"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case review
    case pullRequest = "pull_request"
  }
}
