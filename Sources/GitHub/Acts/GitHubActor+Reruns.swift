import FoundationEssentials
import MissionCore

extension GitHubActor {
  private struct WorkflowRun: Decodable, Sendable {
    let status: String?
    let run_attempt: Int?
  }

  /// https://docs.github.com/en/rest/actions/workflow-runs#re-run-failed-jobs-from-a-workflow-run: 201; 403 while it runs.
  /// Each run of the same workflow run is an attempt, beginning with 1: more of them than known means that somebody, or
  /// an earlier try of ours, was here before.
  func rerunFailedJobs(
    of workflowRun: Int, in repository: RepositoryName, reruns: Int
  ) async throws(GitHubError) -> ErrandOutcome {
    let path: APIPath = "/repos/\(repository)/actions/runs/\(workflowRun)"
    let run = try await client.read(path, as: WorkflowRun.self)
    let attempt = run.run_attempt ?? 1
    guard attempt <= reruns.addingReportingOverflow(1).partialValue else {
      return .done("it was run again already (attempt \(attempt))")
    }
    guard run.status == "completed" else { return .failed("the workflow is still running", retryAt: nil) }
    _ = try await client.send(.post, path.appending("/rerun-failed-jobs"))
    return .done("its failed jobs are run again (attempt \(attempt + 1))")
  }
}
