import MissionCore

extension GraphQLSource {
  func commit(
    _ sha: String, in id: Int, _ field: String, _ arguments: GraphQLArguments
  ) throws(GraphQLFault) -> GraphQLResult {
    let record = try record(id)
    let commit = record.commits[sha]
    switch field {
    case "id": return text("C_kwSB\(sha)")
    case "oid": return text(sha)
    case "abbreviatedOid": return text(String(sha.prefix(7)))
    case "message": return text(commit?.message ?? "")
    case "messageHeadline": return text(commit?.message.split(separator: "\n").first.map(String.init) ?? "")
    case "committedDate": return time(commit?.date ?? record.createdAt)
    case "repository": return .object(.repository(id))
    case "url": return text("\(pages(record))/commit/\(sha)")
    case "statusCheckRollup": return rollUp(sha, in: record)
    case "checkSuites":
      let suites = record.checkSuites.filter { $0.headSHA == sha }
      return try arguments.page("CheckSuite", suites.map { .object(.checkSuite(repository: id, $0)) })
    case "associatedPullRequests":
      return try arguments.page(
        "PullRequest", record.pulls(withHead: sha).map { .object(.pullRequest(repository: id, number: $0.number)) })
    default: throw unserved(field, of: "Commit")
    }
  }

  /// All checks and statuses of a commit; null where there are none.
  func rollUp(_ sha: String, in record: RepositoryRecord) -> GraphQLResult {
    state.rollUp(of: sha, in: record) == nil ? .null : .object(.rollUp(repository: record.id, sha: sha))
  }

  func rollUp(
    _ sha: String, in id: Int, _ field: String, _ arguments: GraphQLArguments
  ) throws(GraphQLFault) -> GraphQLResult {
    let record = try record(id)
    switch field {
    case "id": return text("SCR_kwSB\(sha)")
    case "state": return text(state.rollUp(of: sha, in: record) ?? "EXPECTED")
    case "commit": return .object(.commit(repository: id, sha: sha))
    case "contexts":
      let runs = state.latestRuns(of: sha, in: record).map { GraphQLObject.checkRun(repository: id, $0) }
      let statuses = state.latestStatuses(of: sha, in: record).map { GraphQLObject.status(repository: id, $0) }
      return try arguments.page("StatusCheckRollupContext", (runs + statuses).map { .object($0) })
    default: throw unserved(field, of: "StatusCheckRollup")
    }
  }

  func checkRun(
    _ run: CheckRunRecord, in id: Int, _ field: String, _ arguments: GraphQLArguments
  ) throws(GraphQLFault) -> GraphQLResult {
    let record = try record(id)
    let suite = record.checkSuites.first { $0.id == run.suite }
    switch field {
    case "id": return .value(NodeID(.checkRun, run.id).json)
    case "databaseId": return number(run.id)
    case "name": return text(run.name)
    case "status": return word(run.status)
    case "conclusion": return word(run.conclusion)
    case "startedAt": return time(run.startedAt)
    case "completedAt": return time(run.completedAt)
    case "title": return text(run.title)
    case "summary": return text(run.summary)
    case "text": return .null
    case "externalId": return text(run.externalID)
    case "detailsUrl": return text(run.detailsURL ?? "\(pages(record))/runs/\(run.id)")
    case "url", "permalink": return text("\(pages(record))/runs/\(run.id)")
    case "repository": return .object(.repository(id))
    case "checkSuite": return .optional(suite.map { .checkSuite(repository: id, $0) })
    case "isRequired": return flag(try isRequired(run.name, app: suite?.app.id, in: record, arguments))
    default: throw unserved(field, of: "CheckRun")
    }
  }

  func status(
    _ status: CommitStatusRecord, in id: Int, _ field: String, _ arguments: GraphQLArguments
  ) throws(GraphQLFault) -> GraphQLResult {
    let record = try record(id)
    switch field {
    case "id": return .value(NodeID(.status, status.id).json)
    case "context": return text(status.context)
    case "state": return word(status.state)
    case "description": return text(status.text)
    case "targetUrl": return text(status.targetURL)
    case "createdAt": return time(status.createdAt)
    case "creator": return actor(status.creator)
    case "commit": return .object(.commit(repository: id, sha: status.sha))
    case "avatarUrl": return .null
    case "isRequired": return flag(try isRequired(status.context, app: nil, in: record, arguments))
    default: throw unserved(field, of: "StatusContext")
    }
  }

  private func isRequired(
    _ context: String, app: Int?, in record: RepositoryRecord, _ arguments: GraphQLArguments
  ) throws(GraphQLFault) -> Bool {
    let byID = arguments["pullRequestId"].stringValue.flatMap { NodeID($0) }
    let wanted = arguments["pullRequestNumber"].integerValue
    guard wanted != nil || byID != nil else {
      throw GraphQLFault(
        type: "UNPROCESSABLE", message: "A pull request ID or pull request number is required.")
    }
    let pull = record.pulls.values.first { $0.number == wanted || byID == NodeID(.pullRequest, $0.id) }
    guard let pull else {
      throw .notFound("Could not resolve to a PullRequest with the number of \(wanted ?? 0).")
    }
    let required = record.branches[pull.base]?.protection?.requiredChecks ?? []
    return required.contains { $0.context == context && ($0.app == nil || $0.app == app) }
  }

  func checkSuite(_ suite: CheckSuiteRecord, in id: Int, _ field: String) throws(GraphQLFault) -> GraphQLResult {
    let record = try record(id)
    switch field {
    case "id": return .value(NodeID(.checkSuite, suite.id).json)
    case "databaseId": return number(suite.id)
    case "app": return .object(.app(suite.app))
    case "branch":
      let name = suite.headBranch.flatMap { record.branches[$0] == nil ? nil : $0 }
      return .optional(name.map { .branch(repository: id, name: $0) })
    case "commit": return .object(.commit(repository: id, sha: suite.headSHA))
    case "status": return word(suite.status)
    case "conclusion": return word(suite.conclusion)
    case "createdAt": return time(suite.createdAt)
    case "updatedAt": return time(suite.updatedAt)
    case "repository": return .object(.repository(id))
    case "url": return text("\(pages(record))/commit/\(suite.headSHA)/checks?check_suite_id=\(suite.id)")
    case "workflowRun":
      let workflow = record.workflowRuns.first { $0.suite == suite.id }
      return .optional(workflow.map { .workflowRun(repository: id, $0) })
    default: throw unserved(field, of: "CheckSuite")
    }
  }

  func workflowRun(_ workflow: WorkflowRunRecord, in id: Int, _ field: String) throws(GraphQLFault) -> GraphQLResult {
    let record = try record(id)
    let suite = record.checkSuites.first { $0.id == workflow.suite }
    switch field {
    case "id": return .value(NodeID(.workflowRun, workflow.id).json)
    case "databaseId": return number(workflow.id)
    case "checkSuite": return .optional(suite.map { .checkSuite(repository: id, $0) })
    case "createdAt": return time(workflow.createdAt)
    case "updatedAt": return time(workflow.updatedAt)
    case "runNumber": return number(workflow.number)
    case "event": return .value(suite.map { .string(state.event(of: $0, in: record)) } ?? .null)
    case "url": return text("\(pages(record))/actions/runs/\(workflow.id)")
    case "workflow": return .object(.workflow(repository: id))
    default: throw unserved(field, of: "WorkflowRun")
    }
  }

  /// The one workflow of a repository.
  func workflow(ofRepository id: Int, _ field: String) throws(GraphQLFault) -> GraphQLResult {
    let record = try record(id)
    switch field {
    case "id": return .value(NodeID(.workflow, record.id).json)
    case "databaseId": return number(record.id)
    case "name": return text("CI")
    case "createdAt", "updatedAt": return time(record.createdAt)
    case "url": return text("\(pages(record))/blob/\(record.defaultBranch)/.github/workflows/ci.yml")
    default: throw unserved(field, of: "Workflow")
    }
  }

  func app(_ app: AppRecord, _ field: String) throws(GraphQLFault) -> GraphQLResult {
    switch field {
    case "id": .value(NodeID(.app, app.id).json)
    case "databaseId": number(app.id)
    case "name": text(app.name)
    case "slug": text(app.slug)
    case "url": text("\(state.links.pages)/apps/\(app.slug)")
    default: throw unserved(field, of: "App")
    }
  }
}
