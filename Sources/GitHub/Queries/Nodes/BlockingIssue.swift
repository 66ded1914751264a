import MissionCore

/// An issue in a list that may hold issues of any repository.
struct BlockingIssue: Decodable {
  let number: WholeNumber
  let repository: RepositoryPayload?
  let repositoryURL: String?

  /// Where it stands: by its `repository`, or by its `repository_url`, which ends in `/repos/{owner}/{name}`.
  var place: IssueReference? {
    guard let name = repository?.name ?? nameInURL else { return nil }
    return IssueReference(repository: name, number: number.value)
  }

  private var nameInURL: RepositoryName? {
    let parts = (repositoryURL ?? "").split(separator: "/")
    guard parts.count >= 3, parts[parts.count - 3] == "repos" else { return nil }
    return RepositoryName(owner: String(parts[parts.count - 2]), name: String(parts[parts.count - 1]))
  }

  private enum CodingKeys: String, CodingKey {
    case number, repository
    case repositoryURL = "repository_url"
  }
}
