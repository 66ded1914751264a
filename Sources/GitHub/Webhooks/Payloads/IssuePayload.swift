import MissionCore

/// An issue in REST answers and webhooks.
struct IssuePayload: Decodable {
  let number: WholeNumber
  let title: String?
  let body: String?
  let state: String
  let stateReason: String?
  let labels: [LabelPayload]?
  let pageURL: String?
  let pullRequest: PullRequestLink?
  let updatedAt: WrittenTime
  let dependencies: DependencySummary?
  let comments: WholeNumber?

  /// The facts; nil when the number is out of range.
  func facts(
    in repository: RepositoryName, blockedBy: [IssueReference]?, remarks: [IssueRemark]? = nil
  ) -> IssueFacts? {
    guard let reference = IssueReference(repository: repository, number: number.value) else { return nil }
    return IssueFacts(
      reference: reference, title: (title ?? "").capped(at: TextLimit.title),
      body: (body ?? "").capped(at: TextLimit.body), state: factsState,
      labels: (labels ?? []).compactMap { $0.name?.capped(at: TextLimit.title) }, url: pageURL?.asPageAddress ?? "",
      isPullRequest: pullRequest != nil, blockedBy: blockedBy, remarks: remarks, updatedAt: updatedAt.timestamp)
  }

  /// A pull request is completed by its merge alone: GitHub gives no reason for closing one.
  private var factsState: IssueState {
    let state = IssueState(state: state, reason: stateReason)
    guard let pullRequest, state != .open else { return state }
    return pullRequest.mergedAt == nil ? .notPlanned : .completed
  }

  /// What an issue says that is a pull request.
  struct PullRequestLink: Decodable {
    /// When it was merged; nil where it was not.
    let mergedAt: String?

    private enum CodingKeys: String, CodingKey { case mergedAt = "merged_at" }

    init(from decoder: any Decoder) throws {
      let fields = try? decoder.container(keyedBy: CodingKeys.self)
      mergedAt = try? fields?.decodeIfPresent(String.self, forKey: .mergedAt)
    }
  }

  /// GitHub's counts of an issue's links (`issue_dependencies_summary`).
  struct DependencySummary: Decodable {
    /// How many issues block it, closed ones included.
    let totalBlockedBy: WholeNumber?

    private enum CodingKeys: String, CodingKey {
      case totalBlockedBy = "total_blocked_by"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case number, title, body, state, labels, comments
    case stateReason = "state_reason"
    case pageURL = "html_url"
    case pullRequest = "pull_request"
    case updatedAt = "updated_at"
    case dependencies = "issue_dependencies_summary"
  }
}

extension IssueState {
  /// Reads `state` and `state_reason`. A closed issue without a reason was completed.
  init(state: String, reason: String?) {
    switch (state.lowercased(), reason?.lowercased()) {
    case ("open", _): self = .open
    case ("closed", nil), ("closed", "completed"): self = .completed
    case ("closed", "not_planned"), ("closed", "duplicate"): self = .notPlanned
    case ("closed", _): self = .unknown((reason ?? "").capped(at: TextLimit.title))
    default: self = .unknown(state.capped(at: TextLimit.title))
    }
  }
}
