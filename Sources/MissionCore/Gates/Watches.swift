/// The watches of a mission: by identity, and by the item they hold.
package struct Watches: MissionPart {
  /// The watches by identity.
  package private(set) var elements = Elements<Identifier<WatchItem>, WatchItem>()
  // Derived, each list by identity: every step asks for those of every item, every answer for those on its pull
  // request.
  private var byItem: [Identifier<WorkItem>: [Identifier<WatchItem>]] = [:]
  private var byTarget: [PullRequestReference: [Identifier<WatchItem>]] = [:]

  init(_ watches: [WatchItem] = []) {
    for watch in watches { add(watch) }
  }

  /// The watches of an item, by identity.
  package func of(_ item: Identifier<WorkItem>) -> [WatchItem] { byItem[item, default: []].compactMap { elements[$0] } }

  /// The watches of an item on a pull request, in a stable order.
  package func of(_ item: Identifier<WorkItem>, on reference: PullRequestReference) -> [WatchItem] {
    of(item).filter { $0.target == reference }.sorted { $0.kind < $1.kind }
  }

  /// The watches on a pull request, by identity.
  package func of(_ reference: PullRequestReference) -> [WatchItem] {
    byTarget[reference, default: []].compactMap { elements[$0] }
  }

  /// Takes in a new watch; one that is known already stays as it is.
  mutating func add(_ watch: WatchItem) {
    guard elements[watch.id] == nil else { return }
    elements[watch.id] = watch
    byItem[watch.item, default: []].insertInOrder(watch.id)
    byTarget[watch.target, default: []].insertInOrder(watch.id)
  }

  /// Drops an item's watches on these pull requests for good.
  mutating func drop(on references: [PullRequestReference], of item: Identifier<WorkItem>) {
    for watch in of(item) where references.contains(watch.target) {
      elements[watch.id] = nil
      byItem[item]?.removeAll { $0 == watch.id }
      byTarget[watch.target]?.removeAll { $0 == watch.id }
    }
  }

  /// There is nothing left to watch for an item.
  mutating func finish(of item: Identifier<WorkItem>) {
    for watch in of(item) { elements[watch.id]?.status = .done }
  }

  /// There is nothing left to watch on one of an item's pull requests; the verdict says why.
  mutating func finish(of item: Identifier<WorkItem>, on reference: PullRequestReference, _ verdict: String) {
    for watch in of(item, on: reference) {
      elements[watch.id]?.status = .done
      elements[watch.id]?.verdict = verdict
    }
  }

  /// The head of an item's pull request is new.
  mutating func reopen(of item: Identifier<WorkItem>, on reference: PullRequestReference) {
    for watch in of(item, on: reference) {
      elements[watch.id]?.status = .active
      elements[watch.id]?.verdict = "the head is new"
    }
  }

  /// The base of a pull request is another one, with other rules: what passed has not passed for it.
  mutating func reopenOnNewBase(of reference: PullRequestReference) {
    for id in byTarget[reference, default: []] {
      elements[id]?.status = .active
      elements[id]?.passedHead = nil
      elements[id]?.verdict = "the base is another one"
    }
  }

  /// GitHub was asked about a pull request, and answered.
  mutating func noteLook(at reference: PullRequestReference, at now: Timestamp) {
    for id in byTarget[reference, default: []] {
      elements[id]?.lastCheckAt = now
      elements[id]?.consecutiveFailures = 0
    }
  }

  /// GitHub could not be asked about a pull request, so many times in a row.
  mutating func noteFailures(_ count: Int, on reference: PullRequestReference) {
    for id in byTarget[reference, default: []] { elements[id]?.consecutiveFailures = count }
  }

  /// Writes down where a watch stands; true when its status is another one than before.
  mutating func write(_ status: WatchItem.Status, _ text: String, on head: String?, to id: Identifier<WatchItem>)
    -> Bool
  {
    guard let watch = elements[id], watch.status != status || watch.verdict != text else { return false }
    elements[id]?.status = status
    elements[id]?.verdict = text
    guard watch.status != status else { return false }
    if status == .done { elements[id]?.passedHead = head }
    return true
  }

  /// Carries every reference over to its name of now.
  mutating func follow(_ move: ReferenceMove) {
    self = Watches(elements.values.map { $0.following(move) })
  }
}
