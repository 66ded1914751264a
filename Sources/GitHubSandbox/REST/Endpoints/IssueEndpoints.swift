import MissionCore

/// Issues, their labels, and what blocks them.
enum IssueEndpoints {
  static let routes = [
    Route("GET", "/repos/{owner}/{repo}/issues", list), Route("POST", "/repos/{owner}/{repo}/issues", create),
    Route("GET", "/repos/{owner}/{repo}/issues/{number}", get),
    Route("PATCH", "/repos/{owner}/{repo}/issues/{number}", update),
    Route("GET", "/repos/{owner}/{repo}/issues/{number}/labels", labels),
    Route("POST", "/repos/{owner}/{repo}/issues/{number}/labels", addLabels),
    Route("PUT", "/repos/{owner}/{repo}/issues/{number}/labels", setLabels),
    Route("DELETE", "/repos/{owner}/{repo}/issues/{number}/labels/{name}", removeLabel),
    Route("GET", "/repos/{owner}/{repo}/issues/{number}/dependencies/blocked_by", blockedBy),
    Route("POST", "/repos/{owner}/{repo}/issues/{number}/dependencies/blocked_by", addBlocker),
    Route("DELETE", "/repos/{owner}/{repo}/issues/{number}/dependencies/blocked_by/{id}", removeBlocker),
    Route("GET", "/repos/{owner}/{repo}/issues/{number}/sub_issues", subIssues),
  ]

  private static func list(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    var issues = repository.presentIssues
    switch call.query["state"] ?? "open" {
    case "open": issues.removeAll { !$0.isOpen }
    case "closed": issues.removeAll(where: \.isOpen)
    default: break
    }
    if let since = call.query["since"].flatMap({ Timestamp(rfc3339: $0) }) {
      issues.removeAll { $0.updatedAt < since }
    }
    for label in (call.query["labels"] ?? "").split(separator: ",") {
      issues.removeAll { !$0.labels.contains(String(label)) }
    }
    let byUpdate = call.query["sort"] == "updated"
    issues.sort { left, right in
      byUpdate ? (left.updatedAt, left.id) < (right.updatedAt, right.id) : left.id < right.id
    }
    if call.query["direction"] != "asc" { issues.reverse() }
    return .list(issues.map { core.state.shape($0, in: repository) })
  }

  private static func create(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let draft = IssueDraft(
      try call.required("title"), body: call.body["body"].stringValue, labels: call.texts("labels") ?? [],
      assignees: call.texts("assignees") ?? [])
    let opened = try core.state.openIssue(draft, in: call.repository, by: call.act)
    core.emit(opened.events, at: call.act.now)
    return try show(opened.value, core, call, status: 201)
  }

  private static func get(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    try show(call.number(), core, call)
  }

  private static func update(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let events = try core.state.editIssue(call.number(), in: call.repository, change(call), by: call.act)
    core.emit(events, at: call.act.now)
    return try show(call.number(), core, call)
  }

  /// What a `PATCH` of an issue or a pull request asks for.
  static func change(_ call: Call) throws(APIRefusal) -> IssueChange {
    var change = IssueChange(
      title: call.body["title"].stringValue, labels: call.texts("labels"), assignees: call.texts("assignees"))
    if call.body.has("body") { change.body = .some(call.body["body"].stringValue) }
    switch call.body["state"].stringValue {
    case nil: break
    case "open": change.state = .open
    case "closed": change.state = .closed(reason: call.body["state_reason"].stringValue)
    case .some: throw .unprocessable("state is not included in the list")
    }
    return change
  }

  private static func show(
    _ number: Int, _ core: SandboxCore, _ call: Call, status: Int = 200
  ) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    let issue = try core.state.issue(number, in: repository)
    return .document(core.state.shape(issue, in: repository), status: status)
  }

  // MARK: Labels

  private static func labels(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    let issue = try core.state.issue(call.number(), in: repository)
    return .list(issue.labels.map { core.state.labelShape($0, in: repository.id) })
  }

  private static func addLabels(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let issue = try core.state.issue(call.number(), in: core.state.repository(call.repository))
    let more = namedLabels(call).filter { !issue.labels.contains($0) }
    return try relabel(issue.labels + more, &core, call)
  }

  private static func setLabels(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    try relabel(namedLabels(call), &core, call)
  }

  private static func removeLabel(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let name = try call.text("name")
    let issue = try core.state.issue(call.number(), in: core.state.repository(call.repository))
    guard issue.labels.contains(name) else { return .message(404, "Label does not exist") }
    return try relabel(issue.labels.filter { $0 != name }, &core, call)
  }

  private static func relabel(
    _ labels: [String], _ core: inout SandboxCore, _ call: Call
  ) throws(APIRefusal) -> Answer {
    let events = try core.state.editIssue(
      call.number(), in: call.repository, IssueChange(labels: labels), by: call.act)
    core.emit(events, at: call.act.now)
    return try self.labels(&core, call)
  }

  /// GitHub takes `{"labels": […]}` and a bare list.
  private static func namedLabels(_ call: Call) -> [String] {
    call.texts("labels") ?? call.body.elements.compactMap { $0.stringValue ?? $0["name"].stringValue }
  }

  // MARK: Dependencies

  private static func blockedBy(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let issue = try core.state.issue(call.number(), in: core.state.repository(call.repository))
    return .list(core.state.blockers(of: issue).map { core.state.shape($0.issue, in: $0.repository) })
  }

  private static func addBlocker(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    guard let id = call.body["issue_id"].integerValue else {
      throw .unprocessable("Invalid request.\n\n\"issue_id\" wasn't supplied.")
    }
    let events = try core.state.addBlocker(id, to: call.number(), in: call.repository, by: call.act)
    core.emit(events, at: call.act.now)
    return try show(call.number(), core, call, status: 201)
  }

  private static func removeBlocker(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let events = try core.state.removeBlocker(
      call.number("id"), from: call.number(), in: call.repository, by: call.act)
    core.emit(events, at: call.act.now)
    return try show(call.number(), core, call)
  }

  private static func subIssues(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    _ = try core.state.issue(call.number(), in: core.state.repository(call.repository))
    return .list([])
  }
}
