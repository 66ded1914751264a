import MissionCore

extension SandboxState {
  /// Whether there is an organisation of this login.
  func isOrganization(_ login: String) -> Bool { knownAccount(login).kind == .organization }

  /// Whether somebody runs an organisation: itself, or who administers one of its repositories.
  func runs(_ actor: String, _ login: String) -> Bool {
    actor.lowercased() == login.lowercased()
      || repositories.values.contains {
        $0.name.owner.lowercased() == login.lowercased() && $0.permission(of: actor) == .admin
      }
  }

  /// Adds a hook that hears of all repositories of an organisation, and pings it; the value is its id. The account
  /// becomes an organisation.
  package mutating func createHook(
    ofOrganization login: String, _ draft: HookDraft, by act: Act
  ) throws(APIRefusal) -> Acted<Int> {
    guard let url = draft.url, url.hasPrefix("http://") || url.hasPrefix("https://") else {
      throw .unprocessable("url is not a valid address")
    }
    account(named: login, kind: .organization)
    account(named: act.actor)
    let hook = HookRecord(
      id: newID(), url: url, secret: draft.secret, contentType: draft.contentType ?? .form,
      isActive: draft.isActive ?? true, events: draft.events ?? ["push"], createdAt: act.now, updatedAt: act.now)
    organizationHooks[login.lowercased(), default: []].append(hook)
    return Acted(hook.id, events: [pingEvent(hook, of: login, by: act)])
  }

  /// Changes an organisation's hook.
  package mutating func editHook(
    _ id: Int, ofOrganization login: String, _ draft: HookDraft, by act: Act
  ) throws(APIRefusal) {
    var hook = try hook(id, ofOrganization: login)
    hook.take(draft, at: act.now)
    organizationHooks[login.lowercased()] = organizationHooks[login.lowercased()]?.map { $0.id == id ? hook : $0 }
  }

  /// Removes an organisation's hook.
  package mutating func deleteHook(_ id: Int, ofOrganization login: String) throws(APIRefusal) {
    _ = try hook(id, ofOrganization: login)
    organizationHooks[login.lowercased()]?.removeAll { $0.id == id }
  }

  /// The hook of an id.
  package func hook(_ id: Int, ofOrganization login: String) throws(APIRefusal) -> HookRecord {
    guard let hook = organizationHooks[login.lowercased()]?.first(where: { $0.id == id }) else { throw .notFound }
    return hook
  }

  /// What a hook's `ping` says.
  func pingEvent(_ hook: HookRecord, of login: String, by act: Act) -> HookEvent {
    let account = knownAccount(login)
    return HookEvent(
      name: "ping", action: nil, repository: 0, hook: hook.id,
      payload: [
        "zen": "Design for failure.", "hook_id": .integer(hook.id), "hook": hookShape(hook, ofOrganization: login),
        "organization": ["login": .string(account.login), "id": .integer(account.id)],
        "sender": shape(knownAccount(act.actor)),
      ])
  }
}
