package import MissionCore

/// One attempt at an item: a task that an agent took, how it ended, and what it used.
package struct AttemptRecord: Encodable, Sendable, Equatable {
  /// The attempt's task.
  package let task: Identifier<WorkTask>
  /// Who made it.
  @Nullable package var agent: Identifier<Agent>?
  /// When the agent took the task.
  @Nullable package var startedAt: String?
  /// When it ended, well or badly.
  @Nullable package var endedAt: String?
  /// The state of its task.
  package let outcome: String
  /// Why it failed or was taken back.
  @Nullable package var reason: String?
  /// The session of its run.
  @Nullable package var session: String?
  /// What its run used.
  @Nullable package var usage: RunUsage?

  private enum CodingKeys: String, CodingKey {
    case task, agent, outcome, reason, session, usage
    case startedAt = "started_at"
    case endedAt = "ended_at"
  }

  /// The attempts at what a task asks for, oldest first: every task of the same item and sort that somebody was given.
  package static func attempts(at task: Identifier<WorkTask>, of mission: Mission) -> [AttemptRecord] {
    guard let asked = mission.tasks[task] else { return [] }
    let all = mission.tasks.values.filter { $0.item == asked.item && $0.sort == asked.sort && $0.wasGiven }
    return all.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }.map { AttemptRecord($0, of: mission) }
  }

  private init(_ task: WorkTask, of mission: Mission) {
    let record = TaskRecord(task, of: mission)
    self.task = task.id
    outcome = record.state
    agent = record.assignedTo
    startedAt = record.startedAt?.jsonText
    endedAt = record.completedAt?.jsonText
    reason = record.reason
    session = task.session
    usage = task.usage
  }
}

extension WorkTask {
  fileprivate var sort: String {
    switch kind {
    case .work: "work"
    case .fix: "fix"
    case .review: "review"
    case .validate: "validate"
    }
  }

  fileprivate var wasGiven: Bool { lease != nil || lastHolder != nil }
}
