import MissionCore

/// What GitHub has no endpoint for: setting up repositories, pushing, faults, and looking at the sandbox itself.
enum ControlEndpoints {
  static let routes = [
    Route("GET", "/_sandbox", overview), Route("POST", "/_sandbox/repos", setUp),
    Route("POST", "/_sandbox/repos/{owner}/{repo}/push", push),
    Route("POST", "/_sandbox/repos/{owner}/{repo}/suites", endSuite), Route("POST", "/_sandbox/faults", setFaults),
    Route("GET", "/_sandbox/deliveries", deliveries), Route("GET", "/_sandbox/requests", requests),
    Route("POST", "/_sandbox/flush", flush),
  ]

  private static func overview(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repositories = core.state.repositories.values.sorted { $0.id < $1.id }
    return .document([
      "repositories": .texts(repositories.map(\.name.description)),
      "endpoints": .texts(SandboxCore.routes.map { "\($0.method) \($0.pattern)" }),
    ])
  }

  private static func setUp(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    guard let name = RepositoryName(try call.required("name")) else {
      throw .unprocessable("name must be owner/name")
    }
    var setup = RepositorySetup(name, isPrivate: call.body["private"].booleanValue ?? false)
    setup.defaultBranch = call.body["default_branch"].stringValue ?? setup.defaultBranch
    for user in call.body["users"].elements {
      guard let login = user["login"].stringValue ?? user.stringValue else {
        throw .unprocessable("a user needs a login")
      }
      setup.users.append(
        .init(
          login, kind: user["type"].stringValue.flatMap { AccountRecord.Kind(rawValue: $0) },
          permission: user["permission"].stringValue.flatMap { Permission(rawValue: $0) } ?? .write))
    }
    let methods = call.body["merge_methods"].elements.compactMap(\.stringValue)
    if !methods.isEmpty { setup.mergeMethods = Set(methods) }
    if call.body["workflows"].isObject {
      let files = call.body["workflows"].members.compactMap { file in file.value.stringValue.map { (file.name, $0) } }
      setup.workflowFiles = Dictionary(files) { $1 }
    }
    if call.body["protection"].isObject { setup.protection = try protection(call.body["protection"]) }
    return .document(core.state.shape(core.state.setUp(setup, by: call.act)), status: 201)
  }

  private static func protection(_ body: JSONValue) throws(APIRefusal) -> BranchProtection {
    guard let source = BranchProtection.Source(rawValue: body["source"].stringValue ?? "ruleset") else {
      throw .unprocessable("source must be classic or ruleset")
    }
    var checks: [BranchProtection.RequiredCheck] = []
    for check in body["required_checks"].elements {
      guard let context = check.stringValue ?? check["context"].stringValue else {
        throw .unprocessable("a required check needs a context")
      }
      checks.append(.init(context: context, app: check["app_id"].integerValue))
    }
    return BranchProtection(
      source: source, requiredChecks: checks, isStrict: body["strict"].booleanValue ?? false,
      requiredApprovals: body["required_approvals"].integerValue ?? 0,
      hasMergeQueue: body["merge_queue"].booleanValue ?? false)
  }

  private static func push(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    var push = Push(try call.required("branch"), sha: call.body["sha"].stringValue)
    push.message = call.body["message"].stringValue ?? push.message
    push.isForced = call.body["forced"].booleanValue ?? false
    push.isRebased = call.body["rebased"].booleanValue ?? false
    push.conflictsWith = call.body["conflicts_with"].elements.compactMap(\.integerValue)
    let pushed = try core.state.push(push, to: call.repository, by: call.act)
    core.emit(pushed.events, at: call.act.now)
    return .document(["branch": .string(push.branch), "sha": .string(pushed.value)], status: 201)
  }

  private static func endSuite(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let ended = try core.state.endSuite(
      of: try call.required("head_sha"), in: call.repository, conclusion: try call.required("conclusion"), by: call.act)
    core.emit(ended.events, at: call.act.now)
    return .document(["id": .integer(ended.value)], status: 201)
  }

  // MARK: Faults

  private static func setFaults(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    var mishaps = core.schedule.mishaps
    mishaps.drop = try probability(call.body["drop"]) ?? mishaps.drop
    mishaps.duplicate = try probability(call.body["duplicate"]) ?? mishaps.duplicate
    mishaps.shuffle = try probability(call.body["shuffle"]) ?? mishaps.shuffle
    var faults: [CallFault] = []
    for fault in call.body["fail"].elements { faults.append(try callFault(fault)) }
    if let seed = call.body["seed"].integerValue {
      // What is held back belongs to the old sequence; a new one must not begin with it.
      _ = core.flush(at: call.act.now)
      core.schedule = DeliverySchedule(seed: UInt64(bitPattern: Int64(seed)))
    }
    core.schedule.mishaps = mishaps
    if call.body.has("fail") { core.faults = faults }
    if let isStuck = call.body["mergeable_null"].booleanValue { core.state.isMergeabilityStuck = isStuck }
    if let reads = call.body["mergeable_reads"].integerValue { core.state.mergeabilityReads = max(0, reads) }
    for resource in RateLimits.Resource.allCases {
      let wanted = call.body["rate_limit"][resource.rawValue]
      guard wanted.isObject else { continue }
      core.limits.set(
        resource, limit: wanted["limit"].integerValue, remaining: wanted["remaining"].integerValue,
        resetInSeconds: wanted["reset_in"].integerValue, at: call.act.now)
    }
    return .document([
      "drop": .number(mishaps.drop), "duplicate": .number(mishaps.duplicate), "shuffle": .number(mishaps.shuffle),
      "mergeable_null": .boolean(core.state.isMergeabilityStuck),
      "failing_calls": .integer(core.faults.reduce(0) { $0 + $1.count }),
    ])
  }

  private static func probability(_ value: JSONValue) throws(APIRefusal) -> Double? {
    guard !value.isNull else { return nil }
    guard let number = value.doubleValue, (0...1).contains(number) else {
      throw .unprocessable("a probability lies between 0 and 1")
    }
    return number
  }

  private static func callFault(_ fault: JSONValue) throws(APIRefusal) -> CallFault {
    let kind: CallFault.Kind
    switch fault["kind"].stringValue ?? "status" {
    case "status":
      let headers = fault["headers"].members.compactMap { header in
        header.value.stringValue.map { (header.name, $0) }
      }
      let status = fault["status"].integerValue ?? 500
      guard (200...599).contains(status) else { throw .unprocessable("status lies between 200 and 599") }
      kind = .status(status, headers: Dictionary(headers) { $1 }, body: fault["body"].stringValue)
    case "garbage": kind = .garbage
    case "truncated": kind = .truncated
    case "slow": kind = .slow(milliseconds: min(600_000, max(0, fault["milliseconds"].integerValue ?? 1000)))
    case "never": kind = .never
    default: throw .unprocessable("kind is status, garbage, truncated, slow or never")
    }
    return CallFault(
      kind, count: min(1_000_000, max(1, fault["count"].integerValue ?? 1)), path: fault["path"].stringValue)
  }

  // MARK: Looking

  private static func deliveries(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    .list(core.deliveries.records.map(\.controlShape))
  }

  private static func requests(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    .document(core.counts.shape)
  }

  private static func flush(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    .document(["delivered": .integer(core.flush(at: call.act.now))])
  }
}
