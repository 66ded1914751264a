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
  let association: AuthorAssociation?
  let updatedAt: WrittenTime

  /// What it says; nil when the number is out of range.
  func hint(in repository: RepositoryName, action: String) -> PullRequestHint? {
    guard let reference = PullRequestReference(repository: repository, number: number.value) else { return nil }
    let branch = (head.name ?? "").capped(at: TextLimit.title)
    let text = (body ?? "").capped(at: TextLimit.body)
    let author = AccountPayload.account(user)
    let isInside = comesFromInside(repository)
    // An App that may open pull requests was let in by the owner; who is a member in secret is shown as a stranger.
    let isKnown = author.isBot || association?.hasSay ?? false
    return PullRequestHint(
      reference: reference, action: action, title: (title ?? "").capped(at: TextLimit.title),
      url: pageURL?.asPageAddress ?? "", author: author,
      state: PullRequestSnapshot.State(state: state, isMerged: isMerged ?? (mergedAt != nil)),
      isDraft: isDraft ?? false, head: head.commit.sha, headBranch: branch,
      base: (base.name ?? "").capped(at: TextLimit.title),
      closes: ClosedIssues.named(
        in: text, branch: branch, repository: repository,
        isIntoDefault: base.repository?.defaultBranch.map { $0 == base.name }),
      isTrusted: association?.isOwner ?? false || isInside && isKnown, isInside: isInside,
      updatedAt: updatedAt.timestamp)
  }

  /// Whether it is to be merged into this repository, as far as the answer says: the list for a commit may hold pull
  /// requests of forks.
  func isInto(_ repository: RepositoryName) -> Bool {
    base.repository?.name.map { $0 == repository } ?? true
  }

  /// Whether its head lies in the repository itself, into which only those push who may write.
  private func comesFromInside(_ repository: RepositoryName) -> Bool {
    guard let head = head.repository else { return false }
    if let id = head.id, let home = base.repository?.id { return id.value == home.value }
    return head.name == repository
  }

  /// One end of a pull request. Its repository is null when the fork was deleted.
  struct Branch: Decodable {
    let name: String?
    let commit: CommitName
    let repository: RepositoryPayload?

    private enum CodingKeys: String, CodingKey {
      case name = "ref"
      case commit = "sha"
      case repository = "repo"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case number, title, body, user, state, head, base
    case association = "author_association"
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
