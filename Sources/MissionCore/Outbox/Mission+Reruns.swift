extension WatchedPullRequest {
  /// What is to be done about the failing checks of a head before a fix is asked for.
  enum RerunPlan {
    /// Nothing: the author must mend them.
    case none
    /// Wait; says what for.
    case waits(String)
    /// Run the failed jobs of these workflow runs again.
    case asks([Int: [CheckFact]])
  }

  /// What is to be done about the failing checks of its head before a fix is asked for.
  func rerunPlan(_ moment: inout Moment) -> RerunPlan {
    guard policy.ciReruns > 0, facts.state == .open else { return .none }
    let checks = facts.checksOfHead.map(\.fact)
    var wanted: [Int: [CheckFact]] = [:]
    var reason: String?
    // One check that a re-run cannot help needs a fix, and with it a new head: then the others need no re-run.
    for check in checks where check.state.isRed || facts.isCancelledForGood(check, policy) {
      switch rerunPlan(for: check, among: checks, &moment) {
      case .none: return .none
      case .waits(let text): reason = reason ?? text
      case .asks(let runs): wanted.merge(runs) { $0 + $1 }
      }
    }
    if !wanted.isEmpty { return .asks(wanted) }
    return reason.map { .waits($0) } ?? .none
  }

  private func rerunPlan(
    for check: CheckFact, among checks: [CheckFact], _ moment: inout Moment
  ) -> RerunPlan {
    guard check.source == .checkRun, let runID = check.runID else { return .none }
    guard let workflowRun = check.workflowRun else {
      // A webhook does not say which workflow run a job belongs to; the fetch that it causes does.
      let isToBeFetched = check.app == "github-actions" && facts.currentSnapshot == nil
      return isToBeFetched ? .waits("GitHub is being asked whether its job can be run again") : .none
    }
    if let rerun = automation?.rerun(of: workflowRun) {
      switch rerun.request {
      case .untried: break
      case .asked: return .waits("its failed jobs are run again")
      case .refused: return .none
      case .accepted(let at):
        guard rerun.failed.contains(runID) else { break }
        let isPatient = !moment.hasReached(at.adding(seconds: PullRequestAutomation.patience))
        return isPatient ? .waits("its failed jobs are run again") : .none
      }
    }
    guard automation?.rerunsByCheck[check.rerunKey] ?? 0 < policy.ciReruns else { return .none }
    // GitHub runs jobs again only when all of the workflow have ended.
    if checks.contains(where: { $0.workflowRun == workflowRun && $0.state.isOpen }) {
      return .waits("it is run again once its workflow has ended")
    }
    // What to run again, only fetched state says for sure.
    guard facts.currentSnapshot != nil else { return .waits(facts.staleness) }
    return .asks([workflowRun: [check]])
  }
}

extension Mission {
  /// Asks for the failed jobs to be run again.
  mutating func runAgain(_ reference: PullRequestReference, for item: Identifier<WorkItem>, _ turn: inout Turn) {
    guard header.policy.ciReruns > 0 else { return }
    var moment = Moment(turn.now)
    guard let facts = pullRequests[reference], case .asks(let runs) = watched(facts).rerunPlan(&moment) else { return }
    for (workflowRun, checks) in runs.sorted(by: { $0.key < $1.key }) {
      let count = automation(of: reference)?.rerun(of: workflowRun)?.count ?? 0
      want(
        .rerunFailedJobs(
          reference, workflowRun: workflowRun, reruns: count, failedAt: checks.compactMap(\.completedAt).max()),
        for: item, &turn)
      note(on: reference) {
        $0.askForRerun(of: workflowRun, failed: Set(checks.compactMap(\.runID)), checks: checks.map(\.rerunKey))
      }
    }
  }
}

extension CheckFact {
  /// The check across its runs.
  fileprivate var rerunKey: String { "\(app ?? "") \(name)" + (workflow.map { " \($0) \(event ?? "")" } ?? "") }
}
