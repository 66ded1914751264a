import MissionCore

/// Check runs, suites, workflow runs and statuses.
enum CheckEndpoints {
  static let routes = [
    Route("GET", "/repos/{owner}/{repo}/commits/{sha}/check-runs", ofCommit),
    Route("GET", "/repos/{owner}/{repo}/commits/{sha}/check-suites", suites),
    Route("GET", "/repos/{owner}/{repo}/commits/{sha}/status", combined),
    Route("GET", "/repos/{owner}/{repo}/commits/{sha}/statuses", statuses),
    Route("POST", "/repos/{owner}/{repo}/statuses/{sha}", setStatus),
    Route("POST", "/repos/{owner}/{repo}/check-runs", create),
    Route("GET", "/repos/{owner}/{repo}/check-runs/{id}", get),
    Route("PATCH", "/repos/{owner}/{repo}/check-runs/{id}", update),
    Route("GET", "/repos/{owner}/{repo}/check-runs/{id}/annotations", annotations),
    Route("GET", "/repos/{owner}/{repo}/actions/runs/{id}/jobs", jobs),
    Route("GET", "/repos/{owner}/{repo}/actions/jobs/{id}", job),
    Route("GET", "/repos/{owner}/{repo}/actions/jobs/{id}/logs", log),
    Route("GET", "/_sandbox/logs/{owner}/{repo}/{id}", keptLog),
    Route("GET", "/repos/{owner}/{repo}/actions/runs", workflows),
    Route("GET", "/repos/{owner}/{repo}/actions/runs/{id}", workflow),
    Route("POST", "/repos/{owner}/{repo}/actions/runs/{id}/rerun-failed-jobs", rerun),
  ]

  private static func ofCommit(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let (repository, sha) = try commit(core, call)
    var runs =
      call.query["filter"] == "all"
      ? repository.checkRuns.filter { $0.headSHA == sha } : core.state.latestRuns(of: sha, in: repository)
    if let name = call.query["check_name"] { runs.removeAll { $0.name != name } }
    if let status = call.query["status"] { runs.removeAll { $0.status != status } }
    let count = runs.count
    return .list(runs.map { core.state.checkRunShape($0, in: repository.id) }) { page in
      ["total_count": .integer(count), "check_runs": page]
    }
  }

  private static func suites(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let (repository, sha) = try commit(core, call)
    let suites = repository.checkSuites.filter { $0.headSHA == sha }
    return .list(suites.map { core.state.suiteShape($0, in: repository.id) }) { page in
      ["total_count": .integer(suites.count), "check_suites": page]
    }
  }

  private static func create(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let created = try core.state.createCheckRun(
      on: call.required("head_sha"), in: call.repository, draft(call), by: call.act)
    core.emit(created.events, at: call.act.now)
    return try show(created.value, core, call, status: 201)
  }

  private static func get(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    try show(call.number("id"), core, call)
  }

  private static func update(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let events = try core.state.updateCheckRun(
      call.number("id"), in: call.repository, draft(call), by: call.act)
    core.emit(events, at: call.act.now)
    return try show(call.number("id"), core, call)
  }

  private static func draft(_ call: Call) -> CheckRunDraft {
    var draft = CheckRunDraft(
      name: call.body["name"].stringValue, status: call.body["status"].stringValue,
      conclusion: call.body["conclusion"].stringValue, title: call.body["output"]["title"].stringValue,
      summary: call.body["output"]["summary"].stringValue, detailsURL: call.body["details_url"].stringValue,
      externalID: call.body["external_id"].stringValue)
    draft.annotations = call.body["output"]["annotations"].elements
    draft.log = call.body["sandbox_log"].stringValue
    draft.isRefused = call.body["sandbox_refused"].booleanValue ?? false
    draft.isBeside = call.body["sandbox_beside"].booleanValue ?? false
    return draft
  }

  private static func show(
    _ id: Int, _ core: SandboxCore, _ call: Call, status: Int = 200
  ) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    guard let run = repository.checkRuns.first(where: { $0.id == id }) else { throw .notFound }
    return .document(core.state.checkRunShape(run, in: repository.id), status: status)
  }

  private static func annotations(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    .list(try run(core, call).annotations)
  }

  // MARK: Jobs

  private static func jobs(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    let id = try call.number("id")
    guard let workflow = repository.workflowRuns.first(where: { $0.id == id }) else { throw .notFound }
    let jobs = repository.checkRuns.filter { $0.suite == workflow.suite }
    return .list(jobs.map { core.state.jobShape($0, in: repository.id) }) { page in
      ["total_count": .integer(jobs.count), "jobs": page]
    }
  }

  private static func job(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    .document(core.state.jobShape(try actionsRun(core, call), in: try core.state.repository(call.repository).id))
  }

  /// GitHub keeps logs on another host, and says by a redirect where.
  private static func log(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let run = try actionsRun(core, call)
    guard run.isComplete, run.log != nil else { throw .notFound }
    let place = try core.state.links.logs + "/_sandbox/logs/\(call.repository)/\(run.id)"
    return Answer(status: 302, content: .nothing, headers: [("Location", place)])
  }

  /// The host that keeps logs takes no token: an address with one is refused, as the real one does.
  private static func keptLog(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    guard call.request.header("Authorization") == nil else { throw .malformed("InvalidAuthenticationInfo") }
    guard let log = try run(core, call).log else { throw .notFound }
    return Answer(status: 200, content: .text(log))
  }

  private static func actionsRun(_ core: SandboxCore, _ call: Call) throws(APIRefusal) -> CheckRunRecord {
    let run = try run(core, call)
    let repository = try core.state.repository(call.repository)
    guard repository.checkSuites.contains(where: { $0.id == run.suite && $0.app.slug == "github-actions" }) else {
      throw .notFound
    }
    return run
  }

  private static func run(_ core: SandboxCore, _ call: Call) throws(APIRefusal) -> CheckRunRecord {
    let repository = try core.state.repository(call.repository)
    let id = try call.number("id")
    guard let run = repository.checkRuns.first(where: { $0.id == id }) else { throw .notFound }
    return run
  }

  // MARK: Workflow runs

  private static func workflows(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    var runs = Array(repository.workflowRuns.reversed())
    if let sha = call.query["head_sha"] {
      let suites = Set(repository.checkSuites.filter { $0.headSHA == sha }.map(\.id))
      runs.removeAll { !suites.contains($0.suite) }
    }
    let count = runs.count
    return .list(runs.map { core.state.workflowShape($0, in: repository.id) }) { page in
      ["total_count": .integer(count), "workflow_runs": page]
    }
  }

  private static func workflow(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    let id = try call.number("id")
    guard let run = repository.workflowRuns.first(where: { $0.id == id }) else { throw .notFound }
    return .document(core.state.workflowShape(run, in: repository.id))
  }

  private static func rerun(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let events = try core.state.rerunFailedJobs(of: call.number("id"), in: call.repository, by: call.act)
    core.emit(events, at: call.act.now)
    return .document([:], status: 201)
  }

  // MARK: Statuses

  private static func combined(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let (repository, sha) = try commit(core, call)
    let latest = core.state.latestStatuses(of: sha, in: repository)
    // GitHub says pending also where there is no status at all.
    let state =
      latest.contains { $0.state == "failure" || $0.state == "error" }
      ? "failure" : latest.isEmpty || latest.contains { $0.state == "pending" } ? "pending" : "success"
    let shape = core.state.shape(repository)
    let url = core.state.apiURL(repository)
    return .list(latest.map { core.state.statusShape($0, in: repository) }) { page in
      [
        "state": .string(state), "statuses": page, "sha": .string(sha), "total_count": .integer(latest.count),
        "repository": shape, "commit_url": "\(url)/commits/\(sha)", "url": "\(url)/commits/\(sha)/status",
      ]
    }
  }

  private static func statuses(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let (repository, sha) = try commit(core, call)
    let all = repository.statuses.filter { $0.sha == sha }.reversed()
    return .list(all.map { core.state.statusShape($0, in: repository) })
  }

  private static func setStatus(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let acted = try core.state.setStatus(
      on: call.text("sha"), in: call.repository, context: call.body["context"].stringValue ?? "default",
      state: call.required("state"), text: call.body["description"].stringValue,
      targetURL: call.body["target_url"].stringValue, by: call.act)
    core.emit(acted.events, at: call.act.now)
    let repository = try core.state.repository(call.repository)
    guard let status = repository.statuses.last else { throw .notFound }
    return .document(core.state.statusShape(status, in: repository), status: 201)
  }

  /// The commit a path names by its sha or by a branch.
  private static func commit(
    _ core: SandboxCore, _ call: Call
  ) throws(APIRefusal) -> (RepositoryRecord, sha: String) {
    let repository = try core.state.repository(call.repository)
    let name = try call.text("sha")
    if repository.commits[name] != nil { return (repository, name) }
    guard let branch = repository.branches[name == "HEAD" ? repository.defaultBranch : name] else {
      throw .unprocessable("No commit found for SHA: \(name)")
    }
    return (repository, branch.sha)
  }
}
