import FoundationEssentials
package import MissionCore

/// Reads what a failed check run left behind: annotations, and for a job of GitHub Actions its failed step and the end
/// of that step's log.
package struct EvidenceReader: Sendable {
  private let client: GitHubClient

  /// A reader that asks through this client.
  package init(client: GitHubClient) { self.client = client }

  /// What the check run left behind. What could not be read is left out; for a log the answer says why.
  package func answer(_ question: CheckEvidence.Question) async -> CheckEvidence {
    async let annotations = annotations(of: question)
    async let failsOnBase = failsOnBase(question)
    var evidence = CheckEvidence(run: question.run)
    if question.isJob {
      do throws(GitHubError) {
        try await readJob(question, into: &evidence)
      } catch {
        evidence.problem = error.summary
      }
    }
    evidence.annotations = await annotations
    evidence.failsOnBase = await failsOnBase
    return evidence
  }

  /// A job has the number of its check run (https://docs.github.com/en/rest/actions/workflow-jobs).
  private func readJob(
    _ question: CheckEvidence.Question, into evidence: inout CheckEvidence
  ) async throws(GitHubError) {
    let path: APIPath = "/repos/\(question.repository)/actions/jobs/\(question.run)"
    let job: Job = try await client.read(path)
    let step = job.steps?.first { ["failure", "timed_out", "cancelled"].contains($0.conclusion ?? "") }
    evidence.failedStep = step?.name.map { $0.capped(at: 200) }
    let log = try await client.log(path.appending("/logs"))
    evidence.log = JobLog(log).tail(from: step?.startedAt, to: step?.completedAt, lines: CheckEvidence.logLines)
  }

  /// https://docs.github.com/en/rest/checks/runs#list-check-run-annotations
  private func annotations(of question: CheckEvidence.Question) async -> [CheckEvidence.Annotation] {
    let list = try? await client.read(
      "/repos/\(question.repository)/check-runs/\(question.run)/annotations",
      query: ["per_page": String(CheckEvidence.annotationLimit)], as: [Annotation].self)
    return (list ?? []).prefix(CheckEvidence.annotationLimit).map { annotation in
      CheckEvidence.Annotation(
        path: (annotation.path ?? "").capped(at: 300), line: annotation.startLine ?? 1,
        level: (annotation.level ?? "").capped(at: 20),
        message: [annotation.title, annotation.message].compactMap { $0 }.joined(separator: ": ").capped(at: 1_000))
    }
  }

  /// Whether the newest run of the same check on the base branch failed as well.
  private func failsOnBase(_ question: CheckEvidence.Question) async -> Bool? {
    guard let base = question.base else { return nil }
    let runs = try? await client.read(
      "/repos/\(question.repository)/commits/\(base)/check-runs",
      query: ["check_name": question.name, "filter": "latest", "per_page": "10"], as: Runs.self)
    guard let newest = runs?.checkRuns.filter({ $0.status == "completed" }).max(by: { $0.id < $1.id }) else {
      return nil
    }
    return ["failure", "timed_out", "startup_failure"].contains(newest.conclusion ?? "")
  }

  private struct Job: Decodable {
    let steps: [Step]?

    struct Step: Decodable {
      let name: String?
      let conclusion: String?
      let startedAt: String?
      let completedAt: String?

      private enum CodingKeys: String, CodingKey {
        case name, conclusion
        case startedAt = "started_at"
        case completedAt = "completed_at"
      }
    }
  }

  private struct Annotation: Decodable {
    let path: String?
    let startLine: Int?
    let level: String?
    let title: String?
    let message: String?

    private enum CodingKeys: String, CodingKey {
      case path, title, message
      case startLine = "start_line"
      case level = "annotation_level"
    }
  }

  private struct Runs: Decodable {
    let checkRuns: [Run]

    private enum CodingKeys: String, CodingKey { case checkRuns = "check_runs" }

    struct Run: Decodable {
      let id: Int
      let status: String?
      let conclusion: String?
    }
  }
}
