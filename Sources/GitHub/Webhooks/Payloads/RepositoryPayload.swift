import MissionCore

/// A repository in webhooks.
struct RepositoryPayload: Decodable {
  let id: WholeNumber?
  let fullName: String?
  /// The branch whose merges close issues; not every answer names it.
  let defaultBranch: String?

  /// The name, if it is one.
  var name: RepositoryName? { fullName.flatMap { RepositoryName($0) } }

  private enum CodingKeys: String, CodingKey {
    case id
    case fullName = "full_name"
    case defaultBranch = "default_branch"
  }
}
