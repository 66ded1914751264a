/// One check run or commit status on a commit. The two are never merged: GitHub requires both where both bear one name.
package struct CheckFact: Hashable, Sendable, Codable {
  /// Which of GitHub's two mechanisms reported it.
  package enum Source: String, Hashable, Sendable, Codable {
    /// A check run of an app (https://docs.github.com/en/rest/checks/runs).
    case checkRun
    /// A commit status (https://docs.github.com/en/rest/commits/statuses).
    case status
    /// A check suite that ended, or waits, without any check run to show for it: a broken workflow file makes one.
    case suite
  }

  /// Which mechanism.
  package var source: Source
  /// The check run's name or the status's context.
  package var name: String
  /// The reporting app's slug; nil for a status or an unknown app.
  package var app: String?
  /// The reporting app's number (`integration_id` in rulesets); nil when unknown.
  package var appID: Int?
  /// How far it is and how it ended.
  package var state: CheckState
  /// Whether the base branch requires it, where GitHub said so.
  package var isRequired: Bool
  /// The page with its details.
  package var url: String?
  /// Its output's title and summary, untrusted text, capped by the decoder.
  package var summary: String?
  /// When this run started (a status: was created); later runs replace earlier ones of the same name and app.
  package var startedAt: Timestamp?
  /// GitHub's number for the run (ties of `startedAt`); nil when unknown.
  package var runID: Int?
  /// When this run ended, by GitHub's clock; nil while it goes on, and where that was not told.
  package var completedAt: Timestamp?
  /// The run of a GitHub Actions workflow that it is a job of; nil for other apps, and where that was not told.
  package var workflowRun: Int?
  /// The workflow which that is a run of; nil likewise.
  package var workflow: Int?
  /// The event that began that run (`push`, `pull_request`, …), an open set of words; nil likewise.
  package var event: String?
  /// GitHub's number of the check suite it is in: one for each app on a commit, but one for each run of a GitHub
  /// Actions workflow. Nil for a status, and where that was not told.
  package var suite: Int?
  /// What the app that reports it calls it (`external_id`), as far as that was asked; nil where it says nothing.
  package var externalID: String?

  /// One with its parts.
  package init(
    source: Source, name: String, app: String? = nil, appID: Int? = nil, state: CheckState, isRequired: Bool = false,
    url: String? = nil, summary: String? = nil, startedAt: Timestamp? = nil, runID: Int? = nil,
    completedAt: Timestamp? = nil, workflowRun: Int? = nil, workflow: Int? = nil, event: String? = nil,
    suite: Int? = nil, externalID: String? = nil
  ) {
    self.source = source
    self.name = name
    self.app = app
    self.appID = appID
    self.state = state
    self.isRequired = isRequired
    self.url = url
    self.summary = summary
    self.startedAt = startedAt
    self.runID = runID
    self.completedAt = completedAt
    self.workflowRun = workflowRun
    self.workflow = workflow
    self.event = event
    self.suite = suite
    self.externalID = externalID
  }
}
