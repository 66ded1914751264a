import MissionCore

/// The `changes` of a repository that was renamed or transferred.
struct RepositoryChanges: Decodable {
  let changes: Changes?

  /// The full name it had before; nil when neither its owner nor its name changed.
  func formerName(of repository: RepositoryName) -> RepositoryName? {
    let owner = changes?.owner?.from?.login
    let name = changes?.repository?.name?.from
    guard owner != nil || name != nil else { return nil }
    return RepositoryName(owner: owner ?? repository.owner, name: name ?? repository.name)
  }

  struct Changes: Decodable {
    let owner: OwnerChange?
    let repository: NameChange?
  }

  struct OwnerChange: Decodable {
    let from: Owner?
  }

  /// The former owner: a person or an organization.
  struct Owner: Decodable {
    let user: AccountPayload?
    let organization: AccountPayload?

    var login: String? { user?.login ?? organization?.login }
  }

  struct NameChange: Decodable {
    let name: Former?
  }

  struct Former: Decodable {
    let from: String?
  }
}
