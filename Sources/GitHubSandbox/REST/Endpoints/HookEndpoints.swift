import GitHub
import MissionCore

/// Hooks and their delivery logs.
enum HookEndpoints {
  static let routes = [
    Route("GET", "/repos/{owner}/{repo}/hooks", list), Route("POST", "/repos/{owner}/{repo}/hooks", create),
    Route("GET", "/repos/{owner}/{repo}/hooks/{hook}", get),
    Route("PATCH", "/repos/{owner}/{repo}/hooks/{hook}", update),
    Route("DELETE", "/repos/{owner}/{repo}/hooks/{hook}", delete),
    Route("POST", "/repos/{owner}/{repo}/hooks/{hook}/pings", ping),
    Route("POST", "/repos/{owner}/{repo}/hooks/{hook}/tests", test),
    Route("POST", "/repos/{owner}/{repo}/hooks/{hook}/test", test),
    Route("GET", "/repos/{owner}/{repo}/hooks/{hook}/config", config),
    Route("PATCH", "/repos/{owner}/{repo}/hooks/{hook}/config", updateConfig),
    Route("GET", "/repos/{owner}/{repo}/hooks/{hook}/deliveries", deliveries),
    Route("GET", "/repos/{owner}/{repo}/hooks/{hook}/deliveries/{id}", delivery),
    Route("POST", "/repos/{owner}/{repo}/hooks/{hook}/deliveries/{id}/attempts", redeliver),
  ]

  private static func list(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try administered(core, call)
    return .list(repository.hooks.map { core.state.hookShape($0, in: repository.id) })
  }

  private static func create(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    _ = try administered(core, call)
    let created = try core.state.createHook(in: call.repository, draft(call, call.body["config"]), by: call.act)
    core.emit(created.events, at: call.act.now)
    return try show(created.value, core, call, status: 201)
  }

  private static func get(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    try show(call.number("hook"), core, call)
  }

  private static func update(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try administered(core, call)
    var draft = try draft(call, call.body["config"])
    let current = try core.state.hook(call.number("hook"), in: repository).events
    let more = call.texts("add_events") ?? []
    let fewer = call.texts("remove_events") ?? []
    if draft.events == nil, !more.isEmpty || !fewer.isEmpty {
      draft.events = (current + more.filter { !current.contains($0) }).filter { !fewer.contains($0) }
    }
    try core.state.editHook(call.number("hook"), in: call.repository, draft, by: call.act)
    return try show(call.number("hook"), core, call)
  }

  private static func delete(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    _ = try administered(core, call)
    try core.state.deleteHook(call.number("hook"), in: call.repository)
    return .empty()
  }

  private static func config(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try administered(core, call)
    let hook = try core.state.hook(call.number("hook"), in: repository)
    return .document(core.state.hookShape(hook, in: repository.id)["config"])
  }

  private static func updateConfig(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    _ = try administered(core, call)
    var draft = try draft(call, call.body)
    draft.events = nil
    try core.state.editHook(call.number("hook"), in: call.repository, draft, by: call.act)
    return try config(&core, call)
  }

  private static func ping(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    _ = try administered(core, call)
    let events = try core.state.pingHook(call.number("hook"), in: call.repository, by: call.act)
    core.emit(events, at: call.act.now)
    return .empty()
  }

  private static func test(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    _ = try administered(core, call)
    let events = try core.state.testHook(call.number("hook"), in: call.repository, by: call.act)
    core.emit(events, at: call.act.now)
    return .empty()
  }

  // MARK: Deliveries

  private static func deliveries(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try administered(core, call)
    return try log(of: try core.state.hook(call.number("hook"), in: repository).id, core, call)
  }

  /// A page of a hook's log, newest first.
  static func log(of hook: Int, _ core: SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    var records = Array(core.deliveries.records.filter { $0.hook == hook && $0.outcome != .pending }.reversed())
    if let status = call.query["status"] {
      records.removeAll { ((200..<400).contains($0.statusCode) ? "success" : "failure") != status }
    }
    // The cursor is the first delivery of the page; newer ones that arrive meanwhile do not shift it.
    if let cursor = call.query["cursor"] {
      guard let first = Int(cursor.dropFirst(3)), cursor.hasPrefix("v1_") else {
        throw .unprocessable("cursor is invalid")
      }
      records.removeAll { $0.id > first }
    }
    let size = Page(call.query).size
    let page = records.prefix(size)
    var answer = Answer.document(.array(page.map(\.shape)))
    if let next = records.dropFirst(size).first {
      var query = call.query
      query["cursor"] = "v1_\(next.id)"
      let url = core.state.links.api + call.request.path
      answer.headers.append(("Link", "<\(url)?\(Page.text(of: query))>; rel=\"next\""))
    }
    return answer
  }

  private static func delivery(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    .document(shape(of: try record(core, call), core))
  }

  /// A delivery with what was sent, as far as the log still has it.
  static func shape(of record: DeliveryRecord, _ core: SandboxCore) -> JSONValue {
    guard core.forgetsPayloads else { return record.fullShape }
    return record.fullShape.adding(["request": ["headers": [:], "payload": nil]])
  }

  private static func redeliver(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    _ = core.redeliver(try record(core, call).id, at: call.act.now)
    return .document([:], status: 202)
  }

  private static func record(_ core: SandboxCore, _ call: Call) throws(APIRefusal) -> DeliveryRecord {
    let repository = try administered(core, call)
    let hook = try core.state.hook(call.number("hook"), in: repository).id
    guard let record = core.deliveries[try call.number("id")], record.hook == hook else { throw .notFound }
    return record
  }

  // MARK: Shared

  private static func administered(_ core: SandboxCore, _ call: Call) throws(APIRefusal) -> RepositoryRecord {
    let repository = try core.state.repository(call.repository)
    // GitHub does not tell those who may not see hooks that there could be any.
    guard repository.permission(of: call.act.actor) == .admin else { throw .notFound }
    return repository
  }

  /// What a body says about a hook.
  static func draft(_ call: Call, _ config: JSONValue) throws(APIRefusal) -> HookDraft {
    var draft = HookDraft(
      url: config["url"].stringValue, isActive: call.body["active"].booleanValue, events: call.texts("events"))
    if let contentType = config["content_type"].stringValue {
      guard let known = HookRecord.ContentType(rawValue: contentType) else {
        throw .unprocessable("content_type is not included in the list")
      }
      draft.contentType = known
    }
    draft.secret = config["secret"].stringValue.flatMap { try? Secret($0) }
    return draft
  }

  private static func show(
    _ id: Int, _ core: SandboxCore, _ call: Call, status: Int = 200
  ) throws(APIRefusal) -> Answer {
    let repository = try administered(core, call)
    let hook = try core.state.hook(id, in: repository)
    return .document(core.state.hookShape(hook, in: repository.id), status: status)
  }
}
