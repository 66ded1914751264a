extension Mission {
  /// Asks for a fix of the causes that are not in hand yet; true while a fix of this kind is open.
  ///
  /// At most one fix task is open per item and kind. Causes that arrive while it is untaken are added to it; while it
  /// is being worked on, the next facts after its end decide.
  mutating func requestFix(
    for id: Identifier<WorkItem>, _ kind: FixKind, _ causes: [Cause], head: String, _ turn: inout Turn
  ) -> Bool {
    guard let item = items[id] else { return false }
    if let open = openFix(of: id, kind) {
      guard open.isUntaken else { return true }
      // The list is what is wrong now: causes that went away leave it, new ones join it.
      if open.causes.map(\.key) != causes.map(\.key) { tasks[open.id]?.causes = causes }
      return true
    }
    switch item.state {
    case .held, .done: return false
    case .pending, .ready, .assigned, .running, .submitted: break
    }
    let wanted = causes.filter { isActionable($0, of: item, kind, head: head) }
    guard !wanted.isEmpty else { return false }
    var task = WorkTask(id: header.identifiers.next(), item: id, kind: .fix(kind), createdAt: turn.now)
    task.causes = wanted
    tasks[task.id] = task
    for cause in wanted { items[id]?.causes[cause.key, default: CauseHistory()].head = head }
    cancelReviews(of: id, reason: "a fix is needed first: \(wanted[0].title)", &turn)
    turn.log("Fix task \(task.id) created for '\(item.title)': \(wanted.map(\.title).joined(separator: "; "))")
    return true
  }

  /// The open fix task of an item and kind.
  func openFix(of item: Identifier<WorkItem>, _ kind: FixKind) -> WorkTask? {
    tasks.values.first { $0.item == item && $0.kind == .fix(kind) && $0.isOpen }
  }

  /// Withdraws an untaken fix task whose causes are gone.
  mutating func withdrawFix(
    of item: Identifier<WorkItem>, _ kind: FixKind, keeping causes: [Cause], _ turn: inout Turn
  ) {
    guard causes.isEmpty, let open = openFix(of: item, kind), open.isUntaken else { return }
    cancel(open.id, reason: "its cause is gone", &turn)
  }

  /// The cause that was tried as often as the policy allows, if any: a person must look.
  func exhaustedCause(of item: WorkItem) -> String? {
    item.causes.filter { $0.value.attempts >= header.policy.maxFixAttempts }.keys.sorted().first
  }

  private func isActionable(_ cause: Cause, of item: WorkItem, _ kind: FixKind, head: String) -> Bool {
    // What is older than the end of the last fix says nothing about what the fix did.
    if let endedAt = item.fixEndedAt[kind], cause.observedAt <= endedAt { return false }
    guard let history = item.causes[cause.key] else { return true }
    guard history.attempts < header.policy.maxFixAttempts else { return false }
    // A person's request that was answered by a new head waits for the person, not for another fix.
    return kind != .reviews || history.attempts == 0 || history.head == head
  }
}
