package import MissionCore

/// Where a worker takes its tasks, and where it reports: the town, as the commands `task next`, `task done` and
/// `task fail` reach it.
package protocol TaskSource: Sendable {
  /// The agent's next task, or the one it holds; nil where none came in time.
  func next(wait: Duration) async throws -> Assignment?
  /// A sign of life. Whether the task is still the agent's to do.
  func renew(_ assignment: Assignment) async throws -> Bool
  /// Whether nobody reported on the task yet and it is still the agent's.
  func isOpen(_ assignment: Assignment) async throws -> Bool
  /// Whether an item needs its worktree no more: it is done, or its mission is over or gone.
  func isOver(_ item: Identifier<WorkItem>, of mission: Identifier<Mission>) async throws -> Bool
  /// What git needs to push the task's branch to an address once, where Signalbox has a token that serves it.
  func pushCredential(
    for assignment: Assignment, to url: String
  ) async -> Result<PushCredential, PushCredential.Fault>
  /// Opens a pull request for a pushed branch, unless one is open; returns it.
  func openPullRequest(for assignment: Assignment, branch: String) async throws -> PullRequestReference?
  /// Says what a run used, and its session; before its end is reported.
  func account(for assignment: Assignment, _ report: RunReport) async throws
  /// Reports the task as done. A refusal is thrown.
  func complete(_ assignment: Assignment, _ report: RunReport) async throws
  /// Reports that the task could not be done.
  func fail(_ assignment: Assignment, reason: String, _ report: RunReport) async throws
  /// Reports that the agent's account may do no more until then: the task goes to another agent, and counts as no
  /// failure.
  func park(_ assignment: Assignment, until: Timestamp, reason: String) async throws
  /// Says that the worker ends: what it holds goes to another agent, and this one gets nothing until it is started
  /// again.
  func leave() async throws
}

/// What a worker knows of a run when it reports.
package struct RunReport: Hashable, Sendable {
  /// The result in the agent's words, with the pull request's address.
  package var result: String
  /// What it used.
  package var usage: RunUsage
  /// The session it can go on with.
  package var session: String?

  /// A report with its parts.
  package init(result: String, usage: RunUsage = RunUsage(), session: String? = nil) {
    self.result = result
    self.usage = usage
    self.session = session
  }
}
