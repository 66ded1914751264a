import MissionCore

/// A pull request in webhooks and in the list of a repository's pull requests.
struct PullRequestPayload: Decodable {
  let number: WholeNumber
  let title: String?
  let body: String?
  let pageURL: String?
  let user: AccountPayload?
  let state: String
  let isDraft: Bool?
  let isMerged: Bool?
  let mergedAt: Presence?
  let head: Branch
  let base: Branch
  let updatedAt: WrittenTime

  /// What it says; nil when the number is out of range.
  func hint(in repository: RepositoryName, action: String) -> PullRequestHint? {
    guard let reference = PullRequestReference(repository: repository, number: number.value) else { return nil }
    let branch = (head.name ?? "").capped(at: TextLimit.title)
    let text = (body ?? "").capped(at: TextLimit.body)
    return PullRequestHint(
      reference: reference, action: action, title: (title ?? "").capped(at: TextLimit.title),
      url: pageURL?.asPageAddress ?? "", author: AccountPayload.account(user),
      state: PullRequestSnapshot.State(state: state, isMerged: isMerged ?? (mergedAt != nil)),
      isDraft: isDraft ?? false, head: head.commit.sha, headBranch: branch,
      base: (base.name ?? "").capped(at: TextLimit.title),
      closes: ClosedIssues.named(in: text, branch: branch, repository: repository), updatedAt: updatedAt.timestamp)
  }

  /// One end of a pull request. Its `repo` is null when the fork was deleted, so it is not read.
  struct Branch: Decodable {
    let name: String?
    let commit: CommitName

    private enum CodingKeys: String, CodingKey {
      case name = "ref"
      case commit = "sha"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case number, title, body, user, state, head, base
    case pageURL = "html_url"
    case isDraft = "draft"
    case isMerged = "merged"
    case mergedAt = "merged_at"
    case updatedAt = "updated_at"
  }
}

extension PullRequestSnapshot.State {
  /// Reads `state` in either spelling and whether it is merged.
  init(state: String, isMerged: Bool) {
    switch state.lowercased() {
    case _ where isMerged: self = .merged
    case "merged": self = .merged
    case "open": self = .open
    case "closed": self = .closed
    default: self = .unknown(state.capped(at: TextLimit.title))
    }
  }
}
