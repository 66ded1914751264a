package import MissionCore

extension SandboxState {
  /// Reports a new check run on a commit; the value is its id. The app is the actor's own if that is a bot, else GitHub
  /// Actions, whose suites are also workflow runs.
  package mutating func createCheckRun(
    on sha: String, in name: RepositoryName, _ draft: CheckRunDraft, by act: Act
  ) throws(APIRefusal) -> Acted<Int> {
    let repository = try repository(name)
    guard repository.commits[sha] != nil else { throw .unprocessable("No commit found for SHA: \(sha)") }
    guard let runName = draft.name, !runName.isEmpty else { throw .unprocessable("name is missing") }
    account(named: act.actor)
    var events: [HookEvent] = []
    let suite = suite(for: app(for: act.actor), sha, in: repository, by: act, &events)
    var run = CheckRunRecord(
      id: newID(), suite: suite, name: runName, headSHA: sha, status: "queued", externalID: "", startedAt: act.now)
    Self.apply(draft, to: &run, at: act.now)
    if draft.isBeside {
      let others = repository.checkRuns.filter { $0.suite == suite && $0.name == runName }.map(\.job)
      run.job = others.max().map { $0 + 1 } ?? 0
    }
    repositories[repository.id]?.checkRuns.append(run)
    events.append(checkRunEvent("created", run, in: repository.id, by: act))
    if run.isComplete { events.append(checkRunEvent("completed", run, in: repository.id, by: act)) }
    events += settle(suite, in: repository.id, by: act)
    events += settleQueue(sha, in: repository.id, by: act)
    return Acted(run.id, events: events)
  }

  /// Reports news of a check run.
  package mutating func updateCheckRun(
    _ id: Int, in name: RepositoryName, _ draft: CheckRunDraft, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    guard let index = repository.checkRuns.firstIndex(where: { $0.id == id }) else { throw .notFound }
    account(named: act.actor)
    var run = repository.checkRuns[index]
    let wasComplete = run.isComplete
    Self.apply(draft, to: &run, at: act.now)
    repositories[repository.id]?.checkRuns[index] = run
    guard run.isComplete, !wasComplete || draft.conclusion != nil else {
      return settle(run.suite, in: repository.id, by: act)
    }
    return [checkRunEvent("completed", run, in: repository.id, by: act)] + settle(run.suite, in: repository.id, by: act)
      + settleQueue(run.headSHA, in: repository.id, by: act)
  }

  /// Runs the failed jobs of a workflow run again: each is replaced by a queued run of the same name.
  package mutating func rerunFailedJobs(
    of id: Int, in name: RepositoryName, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    guard let index = repository.workflowRuns.firstIndex(where: { $0.id == id }) else { throw .notFound }
    var workflow = repository.workflowRuns[index]
    guard workflow.status == "completed" else {
      throw .forbidden("This workflow is already running")
    }
    let failed = latestRuns(inSuite: workflow.suite, of: repository).filter {
      !["success", "neutral", "skipped"].contains($0.conclusion ?? "")
    }
    account(named: act.actor)
    workflow.attempt += 1
    workflow.status = "queued"
    workflow.conclusion = nil
    workflow.startedAt = act.now
    workflow.updatedAt = act.now
    repositories[repository.id]?.workflowRuns[index] = workflow
    var events = [workflowEvent("requested", workflow, in: repository.id, by: act)]
    for old in failed {
      var run = CheckRunRecord(
        id: newID(), suite: old.suite, name: old.name, headSHA: old.headSHA, status: "queued", externalID: "",
        startedAt: act.now)
      run.job = old.job
      repositories[repository.id]?.checkRuns.append(run)
      events.append(checkRunEvent("created", run, in: repository.id, by: act))
    }
    return events + settle(workflow.suite, in: repository.id, by: act)
  }

  /// Of each suite's runs on a commit the newest try of each job, oldest first.
  package func latestRuns(of sha: String, in repository: RepositoryRecord) -> [CheckRunRecord] {
    latest(repository.checkRuns.filter { $0.headSHA == sha })
  }

  private func latestRuns(inSuite id: Int, of repository: RepositoryRecord) -> [CheckRunRecord] {
    latest(repository.checkRuns.filter { $0.suite == id })
  }

  private func latest(_ runs: [CheckRunRecord]) -> [CheckRunRecord] {
    var newest: [String: CheckRunRecord] = [:]
    for run in runs { newest["\(run.suite) \(run.job) \(run.name)"] = run }
    return newest.values.sorted { $0.id < $1.id }
  }

  // MARK: Suites and workflow runs

  private mutating func suite(
    for app: AppRecord, _ sha: String, in repository: RepositoryRecord, by act: Act, _ events: inout [HookEvent]
  ) -> Int {
    if let known = repository.checkSuites.first(where: { $0.app.id == app.id && $0.headSHA == sha }) { return known.id }
    let branch = repository.branches.filter { $0.value.sha == sha }.keys.min()
    let suite = CheckSuiteRecord(
      id: newID(), app: app, headSHA: sha, headBranch: branch ?? repository.pulls(withHead: sha).first?.headBranch,
      status: "queued", createdAt: act.now, updatedAt: act.now)
    repositories[repository.id]?.checkSuites.append(suite)
    guard app.slug == "github-actions" else { return suite.id }
    let workflow = WorkflowRunRecord(
      id: newID(), suite: suite.id, number: repository.workflowRuns.count + 1, attempt: 1, status: "queued",
      createdAt: act.now, startedAt: act.now, updatedAt: act.now)
    repositories[repository.id]?.workflowRuns.append(workflow)
    events.append(workflowEvent("requested", workflow, in: repository.id, by: act))
    return suite.id
  }

  /// Ends a suite without any run, as a broken workflow file does; the value is the suite.
  package mutating func endSuite(
    of sha: String, in name: RepositoryName, conclusion: String, by act: Act
  ) throws(APIRefusal) -> Acted<Int> {
    let repository = try repository(name)
    guard repository.commits[sha] != nil else { throw .unprocessable("No commit found for SHA: \(sha)") }
    let suite = CheckSuiteRecord(
      id: newID(), app: app(for: act.actor), headSHA: sha,
      headBranch: repository.pulls(withHead: sha).first?.headBranch, status: "completed", conclusion: conclusion,
      createdAt: act.now, updatedAt: act.now)
    repositories[repository.id]?.checkSuites.append(suite)
    return Acted(
      suite.id,
      events: [
        event(
          "check_suite", "completed", in: repository.id, by: act,
          ["check_suite": suiteShape(suite, in: repository.id)])
      ])
  }

  /// Brings a suite's status, and that of its workflow run, in line with its runs.
  private mutating func settle(_ id: Int, in repository: Int, by act: Act) -> [HookEvent] {
    guard let record = repositories[repository], let index = record.checkSuites.firstIndex(where: { $0.id == id })
    else { return [] }
    let runs = latestRuns(inSuite: id, of: record)
    var suite = record.checkSuites[index]
    let before = (suite.status, suite.conclusion)
    suite.updatedAt = act.now
    if runs.allSatisfy(\.isComplete) {
      suite.status = "completed"
      suite.conclusion = Self.conclusion(of: runs)
    } else {
      suite.status = runs.contains { $0.status == "in_progress" || $0.isComplete } ? "in_progress" : "queued"
      suite.conclusion = nil
    }
    repositories[repository]?.checkSuites[index] = suite
    guard before != (suite.status, suite.conclusion) else { return [] }
    var events: [HookEvent] = []
    if suite.status == "completed" {
      events.append(
        event("check_suite", "completed", in: repository, by: act, ["check_suite": suiteShape(suite, in: repository)]))
    }
    if let place = record.workflowRuns.firstIndex(where: { $0.suite == id }) {
      var workflow = record.workflowRuns[place]
      workflow.status = suite.status
      workflow.conclusion = suite.conclusion
      workflow.updatedAt = act.now
      repositories[repository]?.workflowRuns[place] = workflow
      if suite.status != "queued" { events.append(workflowEvent(suite.status, workflow, in: repository, by: act)) }
    }
    return events
  }

  private static func conclusion(of runs: [CheckRunRecord]) -> String {
    let conclusions = runs.compactMap(\.conclusion)
    for bad in ["failure", "timed_out", "startup_failure", "action_required", "cancelled", "stale"]
    where conclusions.contains(bad) { return bad }
    if conclusions.contains("success") || conclusions.isEmpty { return "success" }
    return conclusions.contains("neutral") ? "neutral" : "skipped"
  }

  private static func apply(_ draft: CheckRunDraft, to run: inout CheckRunRecord, at now: Timestamp) {
    if let name = draft.name { run.name = name }
    if let title = draft.title { run.title = title }
    if let summary = draft.summary { run.summary = summary }
    if let detailsURL = draft.detailsURL { run.detailsURL = detailsURL }
    if let externalID = draft.externalID { run.externalID = externalID }
    run.annotations += draft.annotations
    if let log = draft.log { run.log = log }
    if draft.isRefused { run.isRefused = true }
    if let status = draft.status {
      run.status = status
      if status != "completed" {
        run.conclusion = nil
        run.completedAt = nil
      }
    }
    if let conclusion = draft.conclusion {
      // GitHub: "Providing conclusion will automatically set the status parameter to completed."
      run.status = "completed"
      run.conclusion = conclusion
    }
    if run.isComplete, run.completedAt == nil { run.completedAt = now }
  }

  private func checkRunEvent(
    _ action: String, _ run: CheckRunRecord, in repository: Int, by act: Act
  ) -> HookEvent {
    event("check_run", action, in: repository, by: act, ["check_run": checkRunShape(run, in: repository)])
  }

  private func workflowEvent(
    _ action: String, _ workflow: WorkflowRunRecord, in repository: Int, by act: Act
  ) -> HookEvent {
    event(
      "workflow_run", action, in: repository, by: act,
      [
        "workflow": ["id": 1, "name": "CI", "path": ".github/workflows/ci.yml", "state": "active"],
        "workflow_run": workflowShape(workflow, in: repository),
      ])
  }
}
