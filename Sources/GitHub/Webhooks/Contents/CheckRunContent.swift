import MissionCore

/// `check_run`: a check was created, ended, or was asked to run again (which still shows how it ended before).
struct CheckRunContent: WebhookContent {
  let checkRun: CheckRun

  func observations(action: String, in repository: DeliveryRepository) throws(WebhookDecodingError) -> [Observation] {
    // Our own words are no news.
    if checkRun.isOurs { return [] }
    var pullRequests = ListedPullRequest.references(checkRun.pullRequests, in: repository)
    let queued = checkRun.suite?.branch.flatMap(MergeQueueBranch.pullRequestNumber).flatMap {
      PullRequestReference(repository: repository.name, number: $0)
    }
    if let queued, !pullRequests.contains(queued) { pullRequests.append(queued) }
    let hint = CheckHint(
      repository: repository.name, sha: checkRun.commit.sha, pullRequests: pullRequests, check: checkRun.fact,
      isOfMergeQueue: queued == nil ? nil : true)
    return [.check(hint)]
  }

  struct CheckRun: Decodable {
    let id: WholeNumber?
    let name: String
    let status: String
    let conclusion: String?
    let commit: CommitName
    let startedAt: WrittenTime?
    let completedAt: WrittenTime?
    let detailsURL: String?
    let pageURL: String?
    let identity: String?
    let output: Output?
    let app: App?
    let suite: Suite?
    let pullRequests: [ListedPullRequest]?

    /// Whether a mission of ours wrote it. An app that pretends so only makes its own event unheard: what is fetched
    /// holds its check.
    var isOurs: Bool { name == StatusCheck.name && (identity ?? "").hasPrefix(StatusCheck.identityStart) }

    var fact: CheckFact {
      CheckFact(
        source: .checkRun, name: name.capped(at: TextLimit.title), app: app?.slug?.capped(at: TextLimit.title),
        appID: app?.id?.value,
        state: CheckState(
          status: status.capped(at: TextLimit.title), conclusion: conclusion?.capped(at: TextLimit.title)),
        url: detailsURL?.asPageAddress ?? pageURL?.asPageAddress,
        summary: CheckSummary.joined(title: output?.title, summary: output?.summary),
        startedAt: startedAt?.timestamp, runID: id?.value, completedAt: completedAt?.timestamp, suite: suite?.id?.value)
    }

    private enum CodingKeys: String, CodingKey {
      case id, name, status, conclusion, output, app
      case commit = "head_sha"
      case startedAt = "started_at"
      case completedAt = "completed_at"
      case detailsURL = "details_url"
      case pageURL = "html_url"
      case identity = "external_id"
      case suite = "check_suite"
      case pullRequests = "pull_requests"
    }
  }

  struct Output: Decodable {
    let title: String?
    let summary: String?
  }

  struct App: Decodable {
    let id: WholeNumber?
    let slug: String?
  }

  struct Suite: Decodable {
    let id: WholeNumber?
    let branch: String?

    private enum CodingKeys: String, CodingKey {
      case id
      case branch = "head_branch"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case checkRun = "check_run"
  }
}
