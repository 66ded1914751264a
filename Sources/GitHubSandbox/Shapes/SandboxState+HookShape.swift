import MissionCore

extension SandboxState {
  /// A hook as the API shows it: the secret only as stars.
  func hookShape(_ hook: HookRecord, in id: Int) -> JSONValue {
    guard let repository = repositories[id] else { return .null }
    return hookShape(hook, type: "Repository", at: "\(apiURL(repository))/hooks/\(hook.id)")
  }

  /// An organisation's hook.
  func hookShape(_ hook: HookRecord, ofOrganization login: String) -> JSONValue {
    hookShape(hook, type: "Organization", at: "\(links.api)/orgs/\(login)/hooks/\(hook.id)")
  }

  private func hookShape(_ hook: HookRecord, type: String, at url: String) -> JSONValue {
    let config: JSONValue = [
      "content_type": .string(hook.contentType.rawValue), "url": .string(hook.url), "insecure_ssl": "0",
    ]
    return [
      "type": .string(type), "id": .integer(hook.id), "name": "web", "active": .boolean(hook.isActive),
      "events": .texts(hook.events), "config": hook.secret == nil ? config : config.adding(["secret": "********"]),
      "updated_at": .string(hook.updatedAt.gitHubText), "created_at": .string(hook.createdAt.gitHubText),
      "url": .string(url), "test_url": "\(url)/test", "ping_url": "\(url)/pings",
      "deliveries_url": "\(url)/deliveries", "last_response": ["code": nil, "status": "unused", "message": nil],
    ]
  }
}
