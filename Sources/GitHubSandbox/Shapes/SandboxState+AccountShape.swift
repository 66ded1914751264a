import MissionCore

extension SandboxState {
  /// A "simple user" of the REST API.
  func shape(_ account: AccountRecord) -> JSONValue {
    let kind: NodeID.Kind =
      switch account.kind {
      case .user: .user
      case .bot: .bot
      case .organization: .organization
      }
    return [
      "login": .string(account.login), "id": .integer(account.id), "node_id": NodeID(kind, account.id).json,
      "avatar_url": "https://avatars.githubusercontent.com/u/\(account.id)?v=4", "gravatar_id": "",
      "url": "\(links.api)/users/\(account.login)", "html_url": "\(links.pages)/\(account.login)",
      "type": .string(account.kind.rawValue), "site_admin": false,
    ]
  }

  /// A "simple user" by login.
  func userShape(_ login: String) -> JSONValue { shape(knownAccount(login)) }

  func shape(_ app: AppRecord) -> JSONValue {
    [
      "id": .integer(app.id), "slug": .string(app.slug), "node_id": NodeID(.app, app.id).json,
      "name": .string(app.name), "owner": userShape("github"), "description": "",
      "external_url": "\(links.pages)/apps/\(app.slug)", "html_url": "\(links.pages)/apps/\(app.slug)",
      "permissions": ["checks": "write", "metadata": "read"], "events": [],
    ]
  }
}
