/// What makes two facts speak of one check, so that the newer replaces the older.
///
/// GitHub Actions names a check after its job. Jobs of several workflows may bear one name, and one workflow may run
/// for several events (`push` and `pull_request`) on one head: GitHub shows each of them, and each must pass. So its
/// checks are told apart by workflow and event; only a newer run of the same workflow for the same event, or of the
/// same run's job, replaces one. None stays red for ever by that: what GitHub shows as failing can be run again where
/// it stands, any newer run for that event replaces it, and a new head begins anew. (What GitHub's own `gh pr checks`
/// lists is told apart by the same three: name, workflow and event.)
///
/// Every other app has one suite for a commit; of its checks the newest of a name counts, whatever the suite.
struct CheckIdentity: Hashable {
  /// Which of the checks of one name and app.
  enum Origin: Hashable {
    /// There is but one: a status, or a check of an app with one suite for a commit.
    case only
    /// Of this workflow, run for this event.
    case workflow(Int, event: String?)
    /// Of this suite, which is all that is known: its workflow's is the only run in it.
    case suite(Int)
  }

  var source: CheckFact.Source
  var name: String
  /// An unknown app is one of its own: what it says must not hide what a known one says.
  var app: String?
  var origin: Origin
}

extension CheckFact {
  /// Which check it speaks of.
  var identity: CheckIdentity { CheckIdentity(source: source, name: name, app: app, origin: origin) }

  /// Whether it and the other one of its name are jobs of one run: neither replaces the other by being later. Of a job
  /// that is run again the new try begins once the old one has ended; jobs beside each other overlap. Where the times
  /// are not told, one that goes on is a new try of one that has ended.
  func isBeside(_ other: CheckFact) -> Bool {
    guard runID != other.runID, isOfOneRun(with: other) else { return false }
    return !isNewTry(of: other) && !other.isNewTry(of: self)
  }

  private func isOfOneRun(with other: CheckFact) -> Bool {
    if let workflowRun, let otherRun = other.workflowRun { return workflowRun == otherRun }
    guard app == "github-actions", let suite, let otherSuite = other.suite else { return false }
    return suite == otherSuite
  }

  private func isNewTry(of other: CheckFact) -> Bool {
    guard let startedAt, let ended = other.completedAt else { return state.isOpen && !other.state.isOpen }
    return startedAt >= ended
  }

  private var origin: CheckIdentity.Origin {
    if let workflow { return .workflow(workflow, event: event) }
    // An app that is not known may be several.
    guard app == nil || app == "github-actions", let suite else { return .only }
    return .suite(suite)
  }

  /// The fact with the workflow that a webhook does not tell, where a fetched check of the same suite or run tells it.
  func placed(among fetched: [CheckFact]) -> CheckFact {
    guard source == .checkRun, workflow == nil,
      let known = fetched.first(where: { known in
        known.source == .checkRun && known.app == app
          && (suite != nil && known.suite == suite || runID != nil && known.runID == runID)
          && (known.workflow != nil || known.workflowRun != nil)
      })
    else { return self }
    var placed = self
    placed.workflow = known.workflow
    placed.workflowRun = workflowRun ?? known.workflowRun
    placed.event = known.event
    placed.suite = suite ?? known.suite
    return placed
  }
}
