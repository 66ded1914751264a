import GitHub
import MissionCore

/// Organisations, their hooks and the logs of these.
enum OrganizationEndpoints {
  static let routes = [
    Route("GET", "/orgs/{org}", show), Route("GET", "/orgs/{org}/hooks", list),
    Route("POST", "/orgs/{org}/hooks", create), Route("GET", "/orgs/{org}/hooks/{hook}", get),
    Route("PATCH", "/orgs/{org}/hooks/{hook}", update), Route("DELETE", "/orgs/{org}/hooks/{hook}", delete),
    Route("POST", "/orgs/{org}/hooks/{hook}/pings", ping), Route("GET", "/orgs/{org}/hooks/{hook}/config", config),
    Route("PATCH", "/orgs/{org}/hooks/{hook}/config", updateConfig),
    Route("GET", "/orgs/{org}/hooks/{hook}/deliveries", deliveries),
    Route("GET", "/orgs/{org}/hooks/{hook}/deliveries/{id}", delivery),
    Route("POST", "/orgs/{org}/hooks/{hook}/deliveries/{id}/attempts", redeliver),
  ]

  private static func show(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let login = try call.text("org")
    guard core.state.isOrganization(login) else { throw .notFound }
    return .document(core.state.shape(core.state.knownAccount(login)))
  }

  // MARK: - Hooks

  private static func list(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let login = try administered(core, call)
    let hooks = core.state.organizationHooks[login.lowercased()] ?? []
    return .list(hooks.map { core.state.hookShape($0, ofOrganization: login) })
  }

  private static func create(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let login = try administered(core, call)
    let draft = try HookEndpoints.draft(call, call.body["config"])
    let created = try core.state.createHook(ofOrganization: login, draft, by: call.act)
    core.emit(created.events, at: call.act.now)
    return .document(
      core.state.hookShape(try core.state.hook(created.value, ofOrganization: login), ofOrganization: login),
      status: 201)
  }

  private static func get(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    .document(core.state.hookShape(try hook(core, call), ofOrganization: try call.text("org")))
  }

  private static func update(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let hook = try hook(core, call)
    let draft = try HookEndpoints.draft(call, call.body["config"])
    try core.state.editHook(hook.id, ofOrganization: try call.text("org"), draft, by: call.act)
    return try get(&core, call)
  }

  private static func delete(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    try core.state.deleteHook(try hook(core, call).id, ofOrganization: try call.text("org"))
    return .empty()
  }

  private static func ping(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let event = core.state.pingEvent(try hook(core, call), of: try call.text("org"), by: call.act)
    core.emit([event], at: call.act.now)
    return .empty()
  }

  private static func config(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    .document(core.state.hookShape(try hook(core, call), ofOrganization: try call.text("org"))["config"])
  }

  private static func updateConfig(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let hook = try hook(core, call)
    var draft = try HookEndpoints.draft(call, call.body)
    draft.events = nil
    try core.state.editHook(hook.id, ofOrganization: try call.text("org"), draft, by: call.act)
    return try config(&core, call)
  }

  // MARK: - Deliveries

  private static func deliveries(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    try HookEndpoints.log(of: try hook(core, call).id, core, call)
  }

  private static func delivery(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    .document(HookEndpoints.shape(of: try record(core, call), core))
  }

  private static func redeliver(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    _ = core.redeliver(try record(core, call).id, at: call.act.now)
    return .document([:], status: 202)
  }

  // MARK: - Shared

  /// GitHub does not tell those who may not see hooks that there could be any.
  private static func administered(_ core: SandboxCore, _ call: Call) throws(APIRefusal) -> String {
    let login = try call.text("org")
    guard core.state.isOrganization(login), core.state.runs(call.act.actor, login) else { throw .notFound }
    return login
  }

  private static func hook(_ core: SandboxCore, _ call: Call) throws(APIRefusal) -> HookRecord {
    try core.state.hook(call.number("hook"), ofOrganization: try administered(core, call))
  }

  private static func record(_ core: SandboxCore, _ call: Call) throws(APIRefusal) -> DeliveryRecord {
    let hook = try hook(core, call)
    guard let record = core.deliveries[try call.number("id")], record.hook == hook.id else { throw .notFound }
    return record
  }
}
