import MissionCore

/// A check suite of a commit in GraphQL.
struct SuiteNode: Decodable {
  struct App: Decodable {
    let slug: String?
    let databaseId: WholeNumber?
  }

  struct WorkflowRun: Decodable {
    struct Workflow: Decodable {
      let databaseId: WholeNumber?
      let name: String?
    }

    let databaseId: WholeNumber?
    let event: String?
    let workflow: Workflow?
  }

  let databaseId: WholeNumber?
  let status: String?
  let conclusion: String?
  let url: String?
  let updatedAt: WrittenTime?
  let app: App?
  let workflowRun: WorkflowRun?

  /// The suite as a check of its own: where it has no run, it is all that shows what became of it. One that passed is
  /// left out, and so is one that an app opened and never filled, unless a workflow is to fill it.
  var fact: CheckFact? {
    let state = CheckState(
      status: (status ?? "").capped(at: TextLimit.title), conclusion: conclusion?.capped(at: TextLimit.title))
    switch state {
    case .success, .neutral, .skipped, .stale, .expected: return nil
    case .pending, .waiting, .unknown: guard workflowRun != nil, conclusion == nil else { return nil }
    case .failure, .cancelled, .actionRequired: break
    }
    let name = workflowRun?.workflow?.name ?? app?.slug ?? "check suite"
    return CheckFact(
      source: .suite, name: name.capped(at: TextLimit.title), app: app?.slug?.capped(at: TextLimit.title),
      appID: app?.databaseId?.value, state: state, url: url?.asPageAddress,
      summary: workflowRun == nil
        ? nil : "The workflow ended without any job: its file may be broken, or it waits for an approval to run.",
      startedAt: nil, runID: databaseId?.value, completedAt: state.hasEnded ? updatedAt?.timestamp : nil,
      workflowRun: workflowRun?.databaseId?.value, workflow: workflowRun?.workflow?.databaseId?.value,
      event: workflowRun?.event?.capped(at: TextLimit.title), suite: databaseId?.value)
  }
}

extension CheckState {
  fileprivate var hasEnded: Bool {
    switch self {
    case .pending, .waiting, .expected: false
    case .success, .neutral, .skipped, .failure, .cancelled, .actionRequired, .stale, .unknown: true
    }
  }
}
