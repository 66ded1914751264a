import FoundationEssentials
import MissionCore

extension GitHubActor {
  private struct WorkflowRun: Decodable, Sendable {
    let status: String?
    let run_attempt: Int?
    /// When the last attempt began.
    let run_started_at: WrittenTime?

    /// Whether it was run again since its jobs failed; where that time is not told, whether it was run more often than
    /// is known.
    func wasRunAgain(since failedAt: Timestamp?, known reruns: Int) -> Bool {
      // GitHub's times have whole seconds: within one of them only the number of attempts can tell.
      if let failedAt, let begunAt = run_started_at?.timestamp, begunAt != failedAt { return begunAt > failedAt }
      return (run_attempt ?? 1) > reruns.addingReportingOverflow(1).partialValue
    }
  }

  /// https://docs.github.com/en/rest/actions/workflow-runs#re-run-failed-jobs-from-a-workflow-run: 201; 403 while it
  /// runs. Each run of the same workflow run is an attempt, beginning with 1: one that began after the jobs had failed
  /// means that somebody, or an earlier try of ours, was here before.
  func rerunFailedJobs(
    of workflowRun: Int, in repository: RepositoryName, reruns: Int, failedAt: Timestamp?
  ) async throws(GitHubError) -> ActionOutcome {
    let path: APIPath = "/repos/\(repository)/actions/runs/\(workflowRun)"
    let run = try await client.read(path, as: WorkflowRun.self)
    let attempt = run.run_attempt ?? 1
    if run.wasRunAgain(since: failedAt, known: reruns) {
      return .done("it was run again already (attempt \(attempt))")
    }
    guard run.status == "completed" else { return .failed("the workflow is still running", retryAt: nil) }
    _ = try await client.send(.post, path.appending("/rerun-failed-jobs"))
    return .done("its failed jobs are run again (attempt \(attempt + 1))")
  }
}
