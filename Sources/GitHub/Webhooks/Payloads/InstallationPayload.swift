import MissionCore

/// What an `installation` or `installation_repositories` event says.
struct InstallationPayload: Decodable {
  let installation: Installation?
  let added: [Row]?
  let removed: [Row]?

  struct Installation: Decodable {
    let account: AccountPayload?
  }

  /// A repository, by its name alone.
  struct Row: Decodable {
    let name: RepositoryName?

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      name = ((try? fields.decodeIfPresent(String.self, forKey: .fullName)) ?? nil).flatMap { RepositoryName($0) }
    }

    private enum CodingKeys: String, CodingKey {
      case fullName = "full_name"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case installation
    case added = "repositories_added"
    case removed = "repositories_removed"
  }

  /// What it means; nil where it changes nothing about what can be reached. Another set of permissions does not: what
  /// it allows and what not, the next calls find out.
  func reach(event: String, action: String) -> AppReach? {
    guard event == "installation" else {
      return .changed(added: (added ?? []).compactMap(\.name), removed: (removed ?? []).compactMap(\.name))
    }
    guard let account = installation?.account?.login, RepositoryName(owner: account, name: "x") != nil else {
      return nil
    }
    switch action {
    case "deleted": return .lost(account: account, .uninstalled)
    case "suspend": return .lost(account: account, .suspended)
    case "created", "unsuspend": return .back(account: account)
    default: return nil
    }
  }
}
