package import MissionCore

/// Everything about one mission, for `mission status --json` and the admin API.
package struct MissionDocument: Encodable, Sendable {
  /// A work item with the cause of its state.
  package struct Item: Encodable, Sendable {
    /// The item as other tools read it.
    package let record: WorkItemRecord
    /// One sentence that names the cause of its state.
    package let why: String

    private enum CodingKeys: String, CodingKey { case why }

    /// Writes the record's fields with `why` beside them.
    package func encode(to encoder: any Encoder) throws {
      try record.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(why, forKey: .why)
    }
  }

  /// The mission as other tools read it.
  package let mission: MissionRecord
  /// Its items in the order work is taken up.
  package let workItems: [Item]
  /// Its watches, by the order of their items, then by pull request and kind.
  package let watchItems: [WatchItemRecord]
  /// Its tasks, oldest first.
  package let tasks: [TaskRecord]
  /// Its activity, newest first.
  package let events: [String]
  /// Its plan; nil where it was compiled from issues.
  package let plan: PlanDocument?

  private enum CodingKeys: String, CodingKey {
    case mission, tasks, events
    case workItems = "work_items"
    case watchItems = "watch_items"
  }

  /// Writes the parts, and those of a plan beside them.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(mission, forKey: .mission)
    try container.encode(workItems, forKey: .workItems)
    try container.encode(watchItems, forKey: .watchItems)
    try container.encode(tasks, forKey: .tasks)
    try container.encode(events, forKey: .events)
    try plan?.encode(to: encoder)
  }

  /// The document of a mission, with what the roster knows of its agents and the newest lines of its activity.
  package init(_ stored: VersionedMission, roster: AgentRoster, events: [String]) {
    let mission = stored.mission
    let items = mission.orderedItems
    let places = Dictionary(items.enumerated().map { ($1.id, $0) }) { first, _ in first }
    self.mission = MissionRecord(mission)
    workItems = items.map { Item(record: WorkItemRecord($0, of: mission), why: mission.why($0.id, roster: roster)) }
    watchItems = mission.watches.values.sorted { left, right in
      (places[left.item] ?? .max, left.target, left.kind, left.id)
        < (places[right.item] ?? .max, right.target, right.kind, right.id)
    }.map { WatchItemRecord($0, of: mission) }
    tasks = mission.tasks.values.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
      .map { TaskRecord($0, of: mission) }
    self.events = events
    plan = PlanDocument(mission)
  }
}
