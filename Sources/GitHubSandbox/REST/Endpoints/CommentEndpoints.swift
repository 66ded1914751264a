import MissionCore

/// Comments on issues and in pull requests' conversations.
enum CommentEndpoints {
  static let routes = [
    Route("GET", "/repos/{owner}/{repo}/issues/comments", all),
    Route("GET", "/repos/{owner}/{repo}/issues/comments/{id}", get),
    Route("PATCH", "/repos/{owner}/{repo}/issues/comments/{id}", update),
    Route("DELETE", "/repos/{owner}/{repo}/issues/comments/{id}", delete),
    Route("GET", "/repos/{owner}/{repo}/issues/comments/{id}/reactions", reactions),
    Route("POST", "/repos/{owner}/{repo}/issues/comments/{id}/reactions", react),
    Route("GET", "/repos/{owner}/{repo}/issues/{number}/reactions", issueReactions),
    Route("POST", "/repos/{owner}/{repo}/issues/{number}/reactions", reactToIssue),
    Route("GET", "/repos/{owner}/{repo}/issues/{number}/comments", list),
    Route("POST", "/repos/{owner}/{repo}/issues/{number}/comments", create),
  ]

  private static func all(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    return .list(selected(repository.presentIssues, core, call, in: repository))
  }

  private static func list(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    let issue = try core.state.issue(call.number(), in: repository)
    return .list(selected([issue], core, call, in: repository))
  }

  private static func selected(
    _ issues: [IssueRecord], _ core: SandboxCore, _ call: Call, in repository: RepositoryRecord
  ) -> [JSONValue] {
    let comments = issues.flatMap { issue in issue.comments.map { (issue, $0) } }
    return call.selected(comments) { ($0.updatedAt, $0.id) }.map {
      core.state.shape($0.1, of: $0.0, in: repository)
    }
  }

  private static func create(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let acted = try core.state.comment(
      on: call.number(), in: call.repository, call.required("body"), by: call.act)
    core.emit(acted.events, at: call.act.now)
    return try show(acted.value, core, call, status: 201)
  }

  private static func get(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    try show(call.number("id"), core, call)
  }

  private static func update(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let events = try core.state.editComment(
      call.number("id"), in: call.repository, call.required("body"), by: call.act)
    core.emit(events, at: call.act.now)
    return try show(call.number("id"), core, call)
  }

  private static func delete(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let events = try core.state.deleteComment(call.number("id"), in: call.repository, by: call.act)
    core.emit(events, at: call.act.now)
    return .empty()
  }

  private static func reactions(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    let (issue, index) = try core.state.comment(call.number("id"), in: repository)
    return .list(issue.comments[index].reactions.map { core.state.shape($0) })
  }

  private static func react(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let (reaction, isNew) = try core.state.react(
      to: call.number("id"), in: call.repository, call.required("content"), by: call.act)
    return .document(core.state.shape(reaction), status: isNew ? 201 : 200)
  }

  private static func issueReactions(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    return .list(try core.state.issue(call.number(), in: repository).reactions.map { core.state.shape($0) })
  }

  private static func reactToIssue(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let (reaction, isNew) = try core.state.react(
      toIssue: call.number(), in: call.repository, call.required("content"), by: call.act)
    return .document(core.state.shape(reaction), status: isNew ? 201 : 200)
  }

  private static func show(
    _ id: Int, _ core: SandboxCore, _ call: Call, status: Int = 200
  ) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    let (issue, index) = try core.state.comment(id, in: repository)
    return .document(core.state.shape(issue.comments[index], of: issue, in: repository), status: status)
  }
}
