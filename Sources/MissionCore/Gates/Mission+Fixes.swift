/// A cause that stands now, and the head it stands on.
struct StandingCause {
  var cause: Cause
  var head: String
}

extension Mission {
  /// Asks for a fix of the causes that are not in hand yet; true while a fix of this kind is open.
  ///
  /// At most one fix task is open per item and kind. Causes that arrive while it is untaken are added to it; while it
  /// is being worked on, the next facts after its end decide.
  mutating func requestFix(
    for id: Identifier<WorkItem>, _ kind: FixKind, _ standing: [StandingCause], _ turn: inout Turn
  ) -> Bool {
    guard let item = items[id] else { return false }
    let inVain = standing.first { isInVain($0.cause, of: item, kind) && !isBeingResolved($0, of: item, kind) }
    items.noteInVain(inVain?.cause.title, kind, for: id)
    if let open = openFix(of: id, kind) {
      guard open.isUntaken else { return true }
      // The list is what is wrong now: causes that went away leave it, new ones join it.
      let known = Set(open.causes.map(\.key))
      let listed = standing.filter { known.contains($0.cause.key) || isActionable($0, of: item, kind) }
      guard listed.isEmpty else {
        // Also a further thread that says the same is answered by the fix.
        let isKnown = open.causes.elementsEqual(listed) { $0.key == $1.cause.key && $0.threads == $1.cause.threads }
        if !isKnown { give(listed, to: open.id, of: id) }
        return true
      }
      cancel(open.id, reason: "its cause is gone", &turn)
    }
    switch items[id]?.state {
    case .assigned, .running, .submitted: break
    // Before the work itself is done (again) there is nothing to mend.
    case .pending, .ready, .held, .done, nil: return false
    }
    let wanted = standing.filter { isActionable($0, of: item, kind) }
    guard let first = wanted.first else { return false }
    var task = WorkTask(id: header.identifiers.next(), item: id, kind: .fix(kind), createdAt: turn.now)
    // Attempts that an operator has forgiven leave no pause behind.
    let attempts = wanted.compactMap { item.causes[$0.cause.key]?.attempts }.max() ?? 0
    task.notBefore = pauseEnd(afterFailures: min(attempts, failuresInARow(of: id, .fix(kind))), at: turn.now)
    tasks.add(task)
    give(wanted, to: task.id, of: id)
    cancelReviews(of: id, reason: "a fix is needed first: \(first.cause.title)", &turn)
    let titles = wanted.map(\.cause.title).joined(separator: "; ")
    turn.log("Fix task \(task.id) created for '\(item.title)': \(titles)")
    return true
  }

  /// The open fix task of an item and kind.
  func openFix(of item: Identifier<WorkItem>, _ kind: FixKind) -> WorkTask? {
    openTasksOf(item).first { $0.kind == .fix(kind) }
  }

  /// Nothing of the kind is wrong any more: withdraws the fix task if nobody has taken it yet.
  mutating func withdrawFix(of item: Identifier<WorkItem>, _ kind: FixKind, _ turn: inout Turn) {
    items.noteInVain(nil, kind, for: item)
    guard let open = openFix(of: item, kind), open.isUntaken else { return }
    cancel(open.id, reason: "its cause is gone", &turn)
  }

  private mutating func give(
    _ standing: [StandingCause], to task: Identifier<WorkTask>, of item: Identifier<WorkItem>
  ) {
    let causes = standing.map { entry in
      var cause = entry.cause
      cause.head = entry.head
      return cause
    }
    tasks.give(causes, to: task)
    items.noteFix(of: standing, for: item)
  }

  private func isActionable(_ entry: StandingCause, of item: WorkItem, _ kind: FixKind) -> Bool {
    guard isNews(entry.cause, of: item, kind), !isBeingResolved(entry, of: item, kind) else { return false }
    guard let history = item.causes[entry.cause.key] else { return true }
    guard history.attempts < header.policy.maxFixAttempts else { return false }
    // A person's request that was answered by a new head waits for the person, not for another fix.
    return kind != .reviews || history.attempts == 0 || history.head == entry.head
  }

  private func isInVain(_ cause: Cause, of item: WorkItem, _ kind: FixKind) -> Bool {
    isNews(cause, of: item, kind) && item.causes[cause.key]?.attempts ?? 0 >= header.policy.maxFixAttempts
  }

  /// A fact from before the end of the last fix says nothing about what the fix did.
  private func isNews(_ cause: Cause, of item: WorkItem, _ kind: FixKind) -> Bool {
    item.fixEndedAt[kind].map { cause.observedAt > $0 } ?? true
  }
}
