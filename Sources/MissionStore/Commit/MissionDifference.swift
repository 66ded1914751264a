import MissionCore

/// Which parts of a mission are others than before. Whatever is written of a mission is made from its parts, so that
/// nothing of the many that are the same need be spelled.
struct MissionDifference: Sendable {
  /// Which values of one part are new or others, and which are gone.
  struct Part<Key: Hashable & Sendable>: Sendable {
    private(set) var changed: Set<Key> = []
    private(set) var removed: Set<Key> = []

    /// Nothing is another one.
    init() {}

    /// The difference of two states; of these alone, where it is known that no others differ.
    init<Value>(_ old: Elements<Key, Value>?, _ new: Elements<Key, Value>, among known: Set<Key>? = nil) {
      if let old, let known {
        changed = known.filter { old[$0] != new[$0] }
      } else {
        (changed, removed) = new.difference(from: old ?? Elements())
      }
    }
  }

  /// Whether nothing differs but pull requests, their watches, times and words.
  let isOfPullRequestsAlone: Bool
  let items: Part<Identifier<WorkItem>>
  let watches: Part<Identifier<WatchItem>>
  let tasks: Part<Identifier<WorkTask>>
  let pullRequests: Part<PullRequestReference>
  let issues: Part<IssueReference>
  let notes: Part<Identifier<Note>>

  init(from before: Mission?, to after: Mission) {
    let changes = before.flatMap { after.onlyChanges(since: $0) }
    isOfPullRequestsAlone = changes != nil
    watches = Part(before?.watches.elements, after.watches.elements, among: changes?.watches)
    pullRequests = Part(before?.pullRequests.elements, after.pullRequests.elements, among: changes?.pullRequests)
    guard changes == nil else {
      (items, tasks, issues, notes) = (Part(), Part(), Part(), Part())
      return
    }
    items = Part(before?.items.elements, after.items.elements)
    tasks = Part(before?.tasks.elements, after.tasks.elements)
    issues = Part(before?.issues.elements, after.issues.elements)
    notes = Part(before?.notes.elements, after.notes.elements)
  }

  /// The items whose records may be others: their own part is, or that of a task, a watch or a pull request of theirs.
  func touchedItems(from before: Mission?, to after: Mission) -> Set<Identifier<WorkItem>> {
    guard let before, before.header.policy == after.header.policy else { return Set(after.items.keys) }
    var touched = items.changed
    for mission in [before, after] {
      for id in tasks.changed.union(tasks.removed) { if let task = mission.tasks[id] { touched.insert(task.item) } }
      for id in watches.changed.union(watches.removed) {
        if let watch = mission.watches[id] { touched.insert(watch.item) }
      }
    }
    let changed = pullRequests.changed.union(pullRequests.removed)
    for watch in changed.flatMap(after.watches.of) { touched.insert(watch.item) }
    for item in after.items.values where item.pullRequests.contains(where: changed.contains) { touched.insert(item.id) }
    return touched
  }
}
