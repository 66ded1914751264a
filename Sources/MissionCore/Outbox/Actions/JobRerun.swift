/// Running the failed jobs of a workflow run again.
struct JobRerun: ActionKind {
  let reference: PullRequestReference
  let workflowRun: Int
  let reruns: Int
  let failedAt: Timestamp?

  var description: String { "Running failed jobs of \(reference) again (workflow run \(workflowRun))" }
  var pullRequest: PullRequestReference? { reference }

  func following(_ move: ReferenceMove) -> Action {
    .rerunFailedJobs(move.moved(reference), workflowRun: workflowRun, reruns: reruns, failedAt: failedAt)
  }

  func isWanted(by mission: Mission, for item: Identifier<WorkItem>?, _: Judgement) -> Bool {
    mission.openItem(item, on: reference) != nil && isNoted(in: mission)
  }

  func succeeded(as _: Int?, in mission: inout Mission, for _: Identifier<WorkItem>?, _ turn: inout Turn) {
    note(.accepted(at: turn.now), in: &mission)
  }

  func refused(because reason: String, in mission: inout Mission, for _: Identifier<WorkItem>?, _: inout Turn) {
    note(.refused(reason), in: &mission)
  }

  private func isNoted(in mission: Mission) -> Bool {
    mission.automation(of: reference)?.rerun(of: workflowRun) != nil
  }

  private func note(_ request: PullRequestAutomation.Request, in mission: inout Mission) {
    guard isNoted(in: mission) else { return }
    mission.note(on: reference) { $0.noteRerun(of: workflowRun, request) }
  }
}
