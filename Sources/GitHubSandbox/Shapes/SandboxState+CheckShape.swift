import MissionCore

extension SandboxState {
  func checkRunShape(_ run: CheckRunRecord, in id: Int) -> JSONValue {
    guard let repository = repositories[id] else { return .null }
    let suite = repository.checkSuites.first { $0.id == run.suite }
    let url = "\(apiURL(repository))/check-runs/\(run.id)"
    let page = "\(links.pages)/\(repository.name)/runs/\(run.id)"
    return [
      "id": .integer(run.id), "name": .string(run.name), "node_id": NodeID(.checkRun, run.id).json,
      "head_sha": .string(run.headSHA), "external_id": .string(run.externalID), "url": .string(url),
      "html_url": .string(page), "details_url": .string(run.detailsURL ?? page), "status": .string(run.status),
      "conclusion": .text(run.conclusion), "started_at": .string(run.startedAt.gitHubText),
      "completed_at": .text(run.completedAt?.gitHubText),
      "output": [
        "title": .text(run.title), "summary": .text(run.summary), "text": nil,
        "annotations_count": .integer(run.annotations.count),
        "annotations_url": "\(url)/annotations",
      ],
      "check_suite": suite.map { suiteStub($0, in: repository) } ?? ["id": .integer(run.suite)],
      "app": suite.map { shape($0.app) } ?? .null,
      "pull_requests": pullStubs(withHead: run.headSHA, in: repository),
    ]
  }

  /// A job: the check run of its number, seen from GitHub Actions. What failed failed in its second step.
  func jobShape(_ run: CheckRunRecord, in id: Int) -> JSONValue {
    guard let repository = repositories[id] else { return .null }
    let workflow = repository.workflowRuns.first { $0.suite == run.suite }
    let url = "\(apiURL(repository))/actions/jobs/\(run.id)"
    func step(_ number: Int, _ name: String, _ conclusion: String?) -> JSONValue {
      [
        "name": .string(name), "number": .integer(number), "status": .string(run.status),
        "conclusion": .text(conclusion), "started_at": .string(run.startedAt.gitHubText),
        "completed_at": .text(run.completedAt?.gitHubText),
      ]
    }
    return [
      "id": .integer(run.id), "run_id": .integer(workflow?.id ?? 0), "run_attempt": .integer(workflow?.attempt ?? 1),
      "name": .string(run.name), "head_sha": .string(run.headSHA), "url": .string(url),
      "html_url": "\(links.pages)/\(repository.name)/actions/runs/\(workflow?.id ?? 0)/job/\(run.id)",
      "status": .string(run.status), "conclusion": .text(run.conclusion),
      "started_at": .string(run.startedAt.gitHubText), "completed_at": .text(run.completedAt?.gitHubText),
      "steps": .array(
        run.isRefused
          ? []
          : [
            step(1, "Set up job", run.isComplete ? "success" : nil), step(2, "Run \(run.name)", run.conclusion),
          ]),
      "check_run_url": "\(apiURL(repository))/check-runs/\(run.id)",
    ]
  }

  func suiteShape(_ suite: CheckSuiteRecord, in id: Int) -> JSONValue {
    guard let repository = repositories[id] else { return .null }
    let runs = latestRuns(of: suite.headSHA, in: repository).filter { $0.suite == suite.id }
    return suiteStub(suite, in: repository).adding([
      "latest_check_runs_count": .integer(runs.count),
      "check_runs_url": "\(apiURL(repository))/check-suites/\(suite.id)/check-runs",
      "head_commit": headCommitShape(suite.headSHA, in: repository),
    ])
  }

  private func suiteStub(_ suite: CheckSuiteRecord, in repository: RepositoryRecord) -> JSONValue {
    [
      "id": .integer(suite.id), "node_id": NodeID(.checkSuite, suite.id).json, "head_branch": .text(suite.headBranch),
      "head_sha": .string(suite.headSHA), "status": .string(suite.status), "conclusion": .text(suite.conclusion),
      "url": "\(apiURL(repository))/check-suites/\(suite.id)", "before": .string(CommitName.none),
      "after": .string(suite.headSHA), "pull_requests": pullStubs(withHead: suite.headSHA, in: repository),
      "app": shape(suite.app), "created_at": .string(suite.createdAt.gitHubText),
      "updated_at": .string(suite.updatedAt.gitHubText),
    ]
  }

  func workflowShape(_ workflow: WorkflowRunRecord, in id: Int) -> JSONValue {
    guard let repository = repositories[id],
      let suite = repository.checkSuites.first(where: { $0.id == workflow.suite })
    else { return .null }
    let url = "\(apiURL(repository))/actions/runs/\(workflow.id)"
    return [
      "id": .integer(workflow.id), "name": "CI", "node_id": NodeID(.workflowRun, workflow.id).json,
      "check_suite_id": .integer(suite.id), "check_suite_node_id": NodeID(.checkSuite, suite.id).json,
      "head_branch": .text(suite.headBranch), "head_sha": .string(suite.headSHA), "path": ".github/workflows/ci.yml",
      "run_number": .integer(workflow.number), "run_attempt": .integer(workflow.attempt),
      "event": .string(event(of: suite, in: repository)),
      "display_title": .text(repository.commits[suite.headSHA]?.message), "status": .string(workflow.status),
      "conclusion": .text(workflow.conclusion), "workflow_id": 1, "url": .string(url),
      "html_url": "\(links.pages)/\(repository.name)/actions/runs/\(workflow.id)",
      "pull_requests": pullStubs(withHead: suite.headSHA, in: repository),
      "created_at": .string(workflow.createdAt.gitHubText), "updated_at": .string(workflow.updatedAt.gitHubText),
      "run_started_at": .string(workflow.startedAt.gitHubText), "jobs_url": "\(url)/jobs", "rerun_url": "\(url)/rerun",
      "head_commit": headCommitShape(suite.headSHA, in: repository), "repository": shape(repository),
      "head_repository": shape(repository),
    ]
  }

  /// What began the workflow runs of a suite.
  func event(of suite: CheckSuiteRecord, in repository: RepositoryRecord) -> String {
    repository.pulls.values.contains { $0.headSHA == suite.headSHA } ? "pull_request" : "push"
  }

  func statusShape(_ status: CommitStatusRecord, in repository: RepositoryRecord) -> JSONValue {
    [
      "url": "\(apiURL(repository))/statuses/\(status.sha)", "id": .integer(status.id),
      "node_id": NodeID(.status, status.id).json, "state": .string(status.state), "description": .text(status.text),
      "target_url": .text(status.targetURL), "context": .string(status.context), "creator": userShape(status.creator),
      "created_at": .string(status.createdAt.gitHubText), "updated_at": .string(status.createdAt.gitHubText),
    ]
  }
}
