import GitHub
import MissionCore

/// What a GitHub App asks as itself: its installations and their tokens, its hook and the log of it.
enum AppEndpoints {
  static let routes = [
    Route("GET", "/app", show), Route("GET", "/app/installations", installations),
    Route("GET", "/app/installations/{id}", installation),
    Route("POST", "/app/installations/{id}/access_tokens", mint),
    Route("GET", "/repos/{owner}/{repo}/installation", installationOfRepository),
    Route("GET", "/app/hook/config", config), Route("PATCH", "/app/hook/config", updateConfig),
    Route("GET", "/app/hook/deliveries", deliveries), Route("GET", "/app/hook/deliveries/{id}", delivery),
    Route("POST", "/app/hook/deliveries/{id}/attempts", redeliver),
  ]

  /// Whether a call is the App's own, so that it needs its assertion.
  static func areOwn(_ segments: [String]) -> Bool {
    segments.first == "app" || segments.count == 4 && segments[0] == "repos" && segments[3] == "installation"
  }

  private static func show(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let app = try app(core)
    return .document([
      "id": .integer(app.id), "slug": .string(app.slug), "name": .string(app.slug),
      "permissions": levels(app.permissions), "events": .texts(app.hook?.events ?? []),
      "installations_count": .integer(accounts(core).count),
    ])
  }

  // MARK: Installations

  private static func installations(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let app = try app(core)
    return .list(accounts(core).map { shape($0, app) })
  }

  private static func installation(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    .document(shape(try account(core, call), try app(core)))
  }

  private static func installationOfRepository(
    _ core: inout SandboxCore, _ call: Call
  ) throws(APIRefusal) -> Answer {
    let app = try app(core)
    let repository = try core.state.repository(call.repository)
    guard app.isInstalled(at: repository.name.owner) else { throw .notFound }
    return .document(shape(core.state.knownAccount(repository.name.owner), app))
  }

  private static func mint(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let account = try account(core, call)
    let app = try app(core)
    guard !app.suspended.contains(account.login.lowercased()) else {
      throw .forbidden("This installation has been suspended")
    }
    guard let minted = core.app?.mint(at: call.act.now) else { throw .notFound }
    return .document(
      [
        "token": .string(minted.token), "expires_at": .string(minted.expiresAt.gitHubText),
        "permissions": levels(app.permissions), "repository_selection": "all",
      ], status: 201)
  }

  // MARK: The hook

  private static func config(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let hook = try hook(core)
    var config: JSONValue = [
      "content_type": .string(hook.contentType.rawValue), "url": .string(hook.url), "insecure_ssl": "0",
    ]
    if hook.secret != nil { config = config.adding(["secret": "********"]) }
    return .document(config)
  }

  private static func updateConfig(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    var hook = try hook(core)
    let draft = try HookEndpoints.draft(call, call.body)
    hook.url = draft.url ?? hook.url
    hook.secret = draft.secret ?? hook.secret
    hook.contentType = draft.contentType ?? hook.contentType
    hook.updatedAt = call.act.now
    core.app?.hook = hook
    return try config(&core, call)
  }

  private static func deliveries(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    try HookEndpoints.log(of: try hook(core).id, core, call)
  }

  private static func delivery(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    .document(HookEndpoints.shape(of: try record(core, call), core))
  }

  private static func redeliver(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    _ = core.redeliver(try record(core, call).id, at: call.act.now)
    return .document([:], status: 202)
  }

  // MARK: Shared

  private static func app(_ core: SandboxCore) throws(APIRefusal) -> SandboxApp {
    guard let app = core.app else { throw .notFound }
    return app
  }

  private static func hook(_ core: SandboxCore) throws(APIRefusal) -> HookRecord {
    guard let hook = core.app?.hook else { throw .notFound }
    return hook
  }

  private static func record(_ core: SandboxCore, _ call: Call) throws(APIRefusal) -> DeliveryRecord {
    let hook = try hook(core)
    guard let record = core.deliveries[try call.number("id")], record.hook == hook.id else { throw .notFound }
    return record
  }

  /// The accounts where the App is installed, by number.
  private static func accounts(_ core: SandboxCore) -> [AccountRecord] {
    guard let app = core.app else { return [] }
    let owners = Set(core.state.repositories.values.map { $0.name.owner.lowercased() })
    return owners.filter { app.isInstalled(at: $0) }.map { core.state.knownAccount($0) }.sorted { $0.id < $1.id }
  }

  private static func account(_ core: SandboxCore, _ call: Call) throws(APIRefusal) -> AccountRecord {
    let id = try call.number("id")
    guard let account = accounts(core).first(where: { SandboxApp.installation(of: $0) == id }) else {
      throw .notFound
    }
    return account
  }

  private static func shape(_ account: AccountRecord, _ app: SandboxApp) -> JSONValue {
    let isSuspended = app.suspended.contains(account.login.lowercased())
    return [
      "id": .integer(SandboxApp.installation(of: account)), "app_id": .integer(app.id), "app_slug": .string(app.slug),
      "account": ["login": .string(account.login), "id": .integer(account.id), "type": .string(account.kind.rawValue)],
      "target_type": .string(account.kind.rawValue), "permissions": levels(app.permissions),
      "events": .texts(app.hook?.events ?? []), "repository_selection": "all",
      "suspended_at": isSuspended ? "2026-01-01T00:00:00Z" : .null,
    ]
  }

  private static func levels(_ permissions: [String: String]) -> JSONValue {
    .object(permissions.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .string($0.value)) })
  }
}
