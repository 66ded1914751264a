import MissionCore

/// What a `meta` event says: that the hook it comes from was deleted.
struct DeletedHookPayload: Decodable {
  let hookID: WholeNumber?
  let organization: Organization?

  struct Organization: Decodable {
    let login: String?
  }

  private enum CodingKeys: String, CodingKey {
    case organization
    case hookID = "hook_id"
  }

  /// Which hook that was: a repository's names its repository, an organisation's only the organisation.
  func hook(of repository: RepositoryName?) -> HookReference? {
    guard let id = hookID.flatMap({ Int64(exactly: $0.value) }), id > 0 else { return nil }
    if let repository { return .repository(repository, hook: id) }
    guard let login = organization?.login, RepositoryName(owner: login, name: "x") != nil else { return nil }
    return .organization(login, hook: id)
  }
}
