import MissionCore

/// By what a mission and its parts are found without looking at every mission.
enum MissionIndex {
  /// One thing by which a mission or a part of it is found.
  enum Row: Hashable {
    case mission
    /// A stopped mission can be resumed, so it stays among the active ones.
    case active
    case item(Identifier<WorkItem>)
    case task(Identifier<WorkTask>, createdAt: Timestamp)
    case openTask(Identifier<WorkTask>, createdAt: Timestamp)
    case interest(Interest)
    case want(Want)
    case repository(String)
    case dueReview
  }

  /// The writes that lead from one state of a mission to another; nil where it is not there. Only rows that differ are
  /// spelled.
  static func writes(from before: MissionTrace?, to after: MissionTrace?, of mission: Mission, keys: Keys) -> [Write] {
    let old = before?.rows ?? []
    let new = after?.rows ?? []
    // Most often the rows are the very same, which is seen at once.
    guard old != new else { return dueWrites(from: before?.due ?? [:], to: after?.due ?? [:], of: mission.id, keys) }
    let entries = { (rows: Set<Row>) in Set(rows.flatMap { Self.entries(of: $0, in: mission, keys) }) }
    return IndexEntry.writes(from: entries(old.subtracting(new)), to: entries(new.subtracting(old)))
      + dueWrites(from: before?.due ?? [:], to: after?.due ?? [:], of: mission.id, keys)
  }

  static func rows(of mission: Mission) -> Set<Row> {
    let interests = mission.interests
    var rows: Set<Row> = [.mission]
    rows.reserveCapacity(interests.count + mission.items.count + 2 * mission.tasks.count + 16)
    if !mission.isOver { rows.insert(.active) }
    for item in mission.items.keys { rows.insert(.item(item)) }
    for task in mission.tasks.values {
      rows.insert(.task(task.id, createdAt: task.createdAt))
      if task.isOpen { rows.insert(.openTask(task.id, createdAt: task.createdAt)) }
    }
    for interest in interests { rows.insert(.interest(interest)) }
    for want in mission.wants { rows.insert(.want(want)) }
    for repository in Set(interests.compactMap(\.repository)) { rows.insert(.repository(repository.folded)) }
    // A want for the reviewers' lane does not say that: reviewers may also take some other work.
    if !mission.isOver, !mission.isHalted, !mission.tasks.waitingReviews.isEmpty { rows.insert(.dueReview) }
    return rows
  }

  private static func entries(of row: Row, in mission: Mission, _ keys: Keys) -> [IndexEntry] {
    let id = mission.id.text
    let age = IndexEntry.Score.at(mission.header.createdAt.milliseconds)
    switch row {
    case .mission:
      return [
        IndexEntry(key: keys.missions, member: id, score: age),
        IndexEntry(key: keys.identities, member: IdentityKind.mission.member(id), score: .at(0)),
      ]
    case .active: return [IndexEntry(key: keys.activeMissions, member: id)]
    case .item(let item):
      let member = IdentityKind.item.member(item.text, in: mission.id)
      return [IndexEntry(key: keys.identities, member: member, score: .at(0))]
    case .task(let task, let createdAt):
      let member = IdentityKind.task.member(task.text, in: mission.id)
      return [
        IndexEntry(key: keys.identities, member: member, score: .at(0)),
        Self.entry(of: task, in: mission.id, createdAt, keys.tasks(openOnly: false)),
      ]
    case .openTask(let task, let createdAt):
      return [Self.entry(of: task, in: mission.id, createdAt, keys.tasks(openOnly: true))]
    case .interest(let interest): return [IndexEntry(key: keys.interested(in: interest), member: id)]
    case .want(let want): return [IndexEntry(key: keys.wanting(want), member: id, score: age)]
    case .repository(let repository):
      return [IndexEntry(key: keys.repositories, member: member(of: repository, mission.id), score: .at(0))]
    case .dueReview: return [IndexEntry(key: keys.reviewsDue, member: id, score: age)]
    }
  }

  private static func entry(
    of task: Identifier<WorkTask>, in mission: Identifier<Mission>, _ createdAt: Timestamp, _ key: String
  ) -> IndexEntry {
    IndexEntry(key: key, member: TaskMember(task: task, mission: mission).text, score: .at(createdAt.milliseconds))
  }

  /// A mission's members in the index of repositories.
  static func repositories(of mission: Mission) -> [String] {
    Set(mission.interests.compactMap(\.repository)).map { member(of: $0.folded, mission.id) }.sorted()
  }

  private static func member(of repository: String, _ mission: Identifier<Mission>) -> String {
    "\(repository)\0\(mission.text)"
  }

  /// What is due and when. An unchanged time is not written again: it may have been claimed, and stays so until the
  /// claim ends.
  private static func dueWrites(
    from old: [DueWork: Timestamp], to new: [DueWork: Timestamp], of id: Identifier<Mission>, _ keys: Keys
  ) -> [Write] {
    let entry = { (work: DueWork) in DueMember(mission: id, work: work).text }
    let removed = old.keys.filter { new[$0] == nil }.map(entry).sorted()
    let changed = new.filter { old[$0.key] != $0.value }.map { (member: entry($0.key), time: $0.value) }
    return removed.map { .sortedRemove(keys.due, member: $0) }
      + changed.sorted { $0.member < $1.member }.map {
        .sortedAdd(keys.due, member: $0.member, score: $0.time.milliseconds)
      }
  }
}

extension Interest {
  /// The repository it is about; nil where that is only known by its number.
  fileprivate var repository: RepositoryName? {
    switch self {
    case .issue(let reference), .conversation(let reference): reference.repository
    case .pullRequest(let reference): reference.repository
    case .head(let repository, _), .base(let repository, _), .repository(let repository), .place(let repository):
      repository
    case .repositoryNumber: nil
    }
  }
}
