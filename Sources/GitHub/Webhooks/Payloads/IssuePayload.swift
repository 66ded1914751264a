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
  let pullRequest: Presence?
  let updatedAt: WrittenTime
  let dependencies: DependencySummary?

  /// The facts; nil when the number is out of range.
  func facts(in repository: RepositoryName, blockedBy: [IssueReference]?) -> IssueFacts? {
    guard let reference = IssueReference(repository: repository, number: number.value) else { return nil }
    return IssueFacts(
      reference: reference, title: (title ?? "").capped(at: TextLimit.title),
      body: (body ?? "").capped(at: TextLimit.body), state: IssueState(state: state, reason: stateReason),
      labels: (labels ?? []).compactMap { $0.name?.capped(at: TextLimit.title) }, url: pageURL?.asPageAddress ?? "",
      isPullRequest: pullRequest != nil, blockedBy: blockedBy, updatedAt: updatedAt.timestamp)
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
    case number, title, body, state, labels
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
