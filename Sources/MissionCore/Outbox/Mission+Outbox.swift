extension Mission {
  /// Wants something done on GitHub, once: while the same action is open for the item, nothing is added.
  mutating func want(_ action: Action, for item: Identifier<WorkItem>?, _ turn: inout Turn) {
    guard !outbox.holds(action, for: item) else { return }
    outbox.add(
      PendingAction(id: header.identifiers.next(), action: action, item: item, createdAt: turn.now, due: turn.now))
  }

  /// The action, if it may be done now: a stopped mission and one that is over do nothing more than to say where they
  /// stand and to take back what must not go on without them.
  package func actionToPerform(_ id: Identifier<PendingAction>) -> PendingAction? {
    guard let pending = outbox.pending[id], pending.action.kind.outlivesMission || !isOver && !isHalted else {
      return nil
    }
    return pending
  }

  /// Takes in what came of an action. One that is known no more was answered before.
  mutating func end(_ id: Identifier<PendingAction>, _ outcome: ActionOutcome, _ turn: inout Turn) {
    guard let pending = outbox.pending[id] else { return }
    let kind = pending.action.kind
    switch outcome {
    case .done(let text):
      outbox.remove(id)
      switch kind.notice {
      case .progress: turn.log("\(kind.description): \(text)")
      case .remark: turn.remark("\(kind.description): \(text)")
      case .none: break
      }
      kind.succeeded(as: nil, in: &self, for: pending.item, &turn)
      touch(kind.pullRequest, at: turn.now)
    case .written(let number):
      outbox.remove(id)
      kind.succeeded(as: number, in: &self, for: pending.item, &turn)
    case .refused(let reason):
      outbox.remove(id)
      if !kind.isSilent(about: reason, in: self) { turn.remark("\(kind.description) was refused: \(reason)") }
      kind.refused(because: reason, in: &self, for: pending.item, &turn)
      touch(kind.pullRequest, at: turn.now)
    case .failed(let reason, let retryAt):
      outbox.retry(id, because: reason, notBefore: retryAt, at: turn.now)
      turn.remark("\(kind.description) failed and is tried again: \(reason)")
    }
  }

  /// Takes back what is not wanted any more: the head has moved, a gate has closed, the pull request is not open.
  mutating func withdrawActions(by judgement: Judgement) {
    for pending in outbox.pending.values
    where !pending.action.kind.isWanted(by: self, for: pending.item, judgement) { outbox.remove(pending.id) }
    outbox.forgetRequestsWithoutAction()
  }

  /// The fetched state alone says what became of it.
  private mutating func touch(_ reference: PullRequestReference?, at now: Timestamp) {
    if let reference { pullRequests.touch(reference, at: now) }
  }

  // MARK: What actions ask

  /// The unfinished item an action is for, while the pull request is open.
  func openItem(_ id: Identifier<WorkItem>?, on reference: PullRequestReference) -> WorkItem? {
    guard let item = id.flatMap({ items[$0] }), !item.isDone, pullRequests[reference]?.state == .open else {
      return nil
    }
    return item
  }

  /// Whether the pull request is still to be merged at this head.
  func stillMerges(
    _ reference: PullRequestReference, at head: String, for id: Identifier<WorkItem>?, _ judgement: Judgement
  ) -> Bool {
    guard let item = openItem(id, on: reference), let facts = pullRequests[reference], facts.head == head,
      !facts.isDraft, header.policy.autoMerge, case .submitted(reporting: nil) = item.state
    else { return false }
    // While GitHub is only being asked anew nothing is known to be wrong.
    guard facts.currentSnapshot == nil else { return isReadyToMerge(reference, by: judgement) }
    return carried(by: reference).allSatisfy { isUnhindered($0, by: judgement) }
  }

  /// Makes the open pull requests onto the branch due: it has a new commit.
  mutating func touchOthers(onto base: String, except reference: PullRequestReference, at now: Timestamp) {
    pullRequests.touch(at: now) { facts in
      facts.reference != reference && facts.reference.repository == reference.repository && facts.base == base
        && facts.state == .open
    }
  }
}
