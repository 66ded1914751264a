/// All that is decided by, besides what GitHub shows of pull requests.
struct SettledParts: Equatable, Sendable {
  private let header: Mission.Header
  private let items: Items
  private let tasks: TaskBoard
  private let issues: Issues
  private let repositories: Repositories
  private let outbox: Outbox
  private let conversation: Conversation
  private let plan: MissionPlan?
  private let notes: Notes

  init(_ mission: Mission) {
    header = mission.header
    items = mission.items
    tasks = mission.tasks
    issues = mission.issues
    repositories = mission.repositories
    outbox = mission.outbox
    conversation = mission.conversation
    plan = mission.plan
    notes = mission.notes
  }

  static func == (left: Self, right: Self) -> Bool {
    left.header.isSameButForTimes(as: right.header) && left.items == right.items && left.tasks == right.tasks
      && left.issues == right.issues && left.repositories == right.repositories && left.outbox == right.outbox
      && left.conversation == right.conversation && left.plan == right.plan && left.notes == right.notes
  }
}
