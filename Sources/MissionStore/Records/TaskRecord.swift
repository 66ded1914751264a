package import MissionCore

/// Task: an assignment as the published layout has it, with `kind` and what follows it beside.
package struct TaskRecord: Encodable, Sendable, Equatable {
  /// The task's identity.
  package let id: Identifier<WorkTask>
  /// What other tools show of it: the first line says what is asked for.
  package let description: String
  /// `pending`, `assigned`, `running`, `completed`, `failed` or `cancelled`.
  package let state: String
  /// When it was made.
  package let createdAt: Timestamp
  /// When it last changed.
  package let updatedAt: Timestamp
  /// What binds it to its mission and item.
  package let tags: [String]
  /// Who holds it, or held it last.
  package let assignedTo: Identifier<Agent>?
  /// When an agent took it.
  package let startedAt: Timestamp?
  /// When it ended, well or badly.
  package let completedAt: Timestamp?
  /// The result in the agent's words.
  package let result: String?
  /// Which mission it is of.
  package let missionID: Identifier<Mission>
  /// Its item.
  package let workItemID: Identifier<WorkItem>
  /// `work`, `fix`, `review` or `validate`.
  package let kind: String
  /// What a fix is for: `pr_checks`, `bugbot_comments`, `review_comments`, `mergeability` or `review_task`.
  package let fixKind: FixKind?
  /// The head a review is of.
  package let head: String?
  /// What is to be mended, one line each.
  package let causes: [String]
  /// Why it failed or was cancelled.
  package let reason: String?
  /// When it is handed to another agent unless its holder shows up.
  package let leaseEndsAt: Timestamp?
  /// What the agents of dependent items should know.
  package let summary: String?
  /// Evidence.
  package let proof: String?
  /// A reviewer's verdict.
  package let verdict: WorkTask.ReviewVerdict?
  /// What its run used; nil where that was not told.
  package let usage: RunUsage?

  /// All that the record is made from: as long as that is the same, the record is.
  struct Basis: Equatable {
    let task: WorkTask
    let mission: Identifier<Mission>
    let title: String?
    let source: String?
    let watches: [Identifier<WatchItem>]

    init(_ task: WorkTask, of mission: Mission) {
      self.task = task
      self.mission = mission.id
      (title, source) = mission.labels(of: task.item)
      guard case .fix(let kind) = task.kind else {
        watches = []
        return
      }
      watches = mission.watches.of(task.item).filter { $0.kind.fixKind == kind }.map(\.id).sorted()
    }
  }

  /// The record of a task of a mission.
  package init(_ task: WorkTask, of mission: Mission) { self.init(Basis(task, of: mission)) }

  init(_ basis: Basis) {
    let task = basis.task
    id = task.id
    description = task.description(title: basis.title, source: basis.source, of: basis.mission)
    state = task.state.word
    createdAt = task.createdAt
    updatedAt = task.updatedAt
    assignedTo = task.assignee
    startedAt = task.startedAt
    missionID = basis.mission
    workItemID = task.item
    usage = task.usage
    causes = task.causes.map { UntrustedText.line($0.title) }
    leaseEndsAt = task.lease?.endsAt
    var tags: [String]
    switch task.kind {
    case .work: (kind, fixKind, head, tags) = ("work", nil, nil, ["mission-work-item", "mission-task:work"])
    case .fix(let fix): (kind, fixKind, head, tags) = ("fix", fix, nil, ["mission-fix-task", "mission-task:fix"])
    case .review(let of):
      (kind, fixKind, head, tags) = ("review", nil, of.description, ["mission-review-task", "mission-task:review"])
    case .validate:
      (kind, fixKind, head, tags) = ("validate", nil, nil, ["mission-validation-task", "mission-task:validate"])
    }
    tags.append("mission:\(basis.mission)")
    tags.append(task.milestone.map { "milestone:\($0)" } ?? "work-item:\(task.item)")
    self.tags = tags + basis.watches.map { "watch:\($0)" }.sorted()
    var report: WorkTask.Report?
    var reason: String?
    switch task.state {
    case .pending, .assigned, .running: completedAt = nil
    case .completed(let given): (report, completedAt) = (given, task.updatedAt)
    case .failed(let why), .cancelled(let why): (reason, completedAt) = (why, task.updatedAt)
    }
    result = report?.result
    summary = report?.summary
    proof = report?.proof
    verdict = report?.verdict
    self.reason = reason
  }
}

extension WorkTask.State {
  /// The state's word on the wire.
  package var word: String {
    switch self {
    case .pending: "pending"
    case .assigned: "assigned"
    case .running: "running"
    case .completed: "completed"
    case .failed: "failed"
    case .cancelled: "cancelled"
    }
  }
}
