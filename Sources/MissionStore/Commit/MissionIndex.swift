import MissionCore

/// By what a mission and its parts are found without looking at every mission.
enum MissionIndex {
  /// The writes that lead from one state of a mission to another; nil where it is not there.
  static func writes(from before: Mission?, to after: Mission?, keys: Keys) -> [Write] {
    let old = before.map { rows(of: $0, keys) } ?? []
    return IndexEntry.writes(from: old, to: after.map { rows(of: $0, keys) } ?? [])
      + dueWrites(from: before, to: after, keys)
  }

  private static func rows(of mission: Mission, _ keys: Keys) -> Set<IndexEntry> {
    let id = mission.id.text
    let age = mission.header.createdAt.milliseconds
    var rows: Set<IndexEntry> = [
      IndexEntry(key: keys.missions, member: id, score: .at(age)),
      IndexEntry(key: keys.identities, member: IdentityKind.mission.member(id), score: .at(0)),
    ]
    // A stopped mission can be resumed, so it stays among the active ones.
    if !mission.isOver { rows.insert(IndexEntry(key: keys.activeMissions, member: id)) }
    for item in mission.items.keys {
      rows.insert(
        IndexEntry(key: keys.identities, member: IdentityKind.item.member(item.text, in: mission.id), score: .at(0)))
    }
    for task in mission.tasks.values { rows.formUnion(Self.rows(of: task, in: mission.id, keys)) }
    for interest in mission.interests { rows.insert(IndexEntry(key: keys.interested(in: interest), member: id)) }
    for want in mission.wants { rows.insert(IndexEntry(key: keys.wanting(want), member: id, score: .at(age))) }
    for member in repositories(of: mission) {
      rows.insert(IndexEntry(key: keys.repositories, member: member, score: .at(0)))
    }
    if mission.isReviewDue { rows.insert(IndexEntry(key: keys.reviewsDue, member: id, score: .at(age))) }
    return rows
  }

  /// A mission's members in the index of repositories.
  static func repositories(of mission: Mission) -> [String] {
    Set(mission.interests.compactMap(\.repository)).map { "\($0.folded)\0\(mission.id.text)" }.sorted()
  }

  private static func rows(of task: WorkTask, in mission: Identifier<Mission>, _ keys: Keys) -> [IndexEntry] {
    let member = TaskMember(task: task.id, mission: mission).text
    let age = IndexEntry.Score.at(task.createdAt.milliseconds)
    var rows = [
      IndexEntry(key: keys.identities, member: IdentityKind.task.member(task.id.text, in: mission), score: .at(0)),
      IndexEntry(key: keys.tasks(openOnly: false), member: member, score: age),
    ]
    if task.isOpen { rows.append(IndexEntry(key: keys.tasks(openOnly: true), member: member, score: age)) }
    return rows
  }

  /// What is due and when. An unchanged time is not written again: it may have been claimed, and stays so until the
  /// claim ends.
  private static func dueWrites(from before: Mission?, to after: Mission?, _ keys: Keys) -> [Write] {
    let old = before?.dueWork ?? [:]
    let new = after?.dueWork ?? [:]
    guard let id = after?.id ?? before?.id else { return [] }
    let entry = { (work: DueWork) in DueMember(mission: id, work: work).text }
    let removed = old.keys.filter { new[$0] == nil }.map(entry).sorted()
    let changed = new.filter { old[$0.key] != $0.value }.map { (member: entry($0.key), time: $0.value) }
    return removed.map { .sortedRemove(keys.due, member: $0) }
      + changed.sorted { $0.member < $1.member }.map {
        .sortedAdd(keys.due, member: $0.member, score: $0.time.milliseconds)
      }
  }
}

extension Mission {
  /// Whether a review waits for a reviewer. A want for the reviewers' lane does not say that: reviewers may also take
  /// some other work.
  fileprivate var isReviewDue: Bool {
    guard !isOver, !isHalted else { return false }
    return tasks.values.contains { task in
      switch (task.kind, task.state) {
      case (.review, .pending): true
      case (.review, _), (.work, _), (.fix, _), (.validate, _): false
      }
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
