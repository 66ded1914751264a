extension Mission {
  /// Does to the pull requests what the policy lets the mission do by itself, and takes back what is no longer wanted.
  mutating func automate(_ turn: inout Turn) {
    takeOutOfQueue(&turn)
    outbox.forgetAutomations(besides: Set(items.values.filter { !$0.isDone }.flatMap(\.pullRequests)))
    withdrawActions(by: turn.judgement)
    automate(orderedItems, &turn)
  }

  /// Does to the pull requests of these items what the policy lets the mission do by itself.
  mutating func automate(_ looked: [WorkItem], _ turn: inout Turn) {
    for item in looked where !item.isDone {
      for reference in item.pullRequests where pullRequests[reference]?.state == .open {
        followMergeability(of: reference, at: turn.now)
        followQueue(reference, &turn)
        runAgain(reference, for: item.id, &turn)
        updateBranch(reference, for: item, &turn)
        resolveThreads(on: reference, of: item, &turn)
      }
      merge(item, &turn)
    }
  }

  /// What was done to the pull request on its current head.
  func automation(of reference: PullRequestReference) -> PullRequestAutomation? {
    outbox.automation(of: reference, head: pullRequests[reference]?.head)
  }

  /// Changes what is noted of the pull request's current head.
  mutating func note(on reference: PullRequestReference, _ change: (inout PullRequestAutomation) -> Void) {
    guard let head = pullRequests[reference]?.head else { return }
    outbox.note(on: reference, head: head, change)
  }

  /// Changes what is noted of the pull request, if something is and this is its current head still.
  mutating func note(
    on reference: PullRequestReference, at head: String, _ change: (inout PullRequestAutomation) -> Void
  ) {
    if automation(of: reference)?.head == head { note(on: reference, change) }
  }

  private mutating func followMergeability(of reference: PullRequestReference, at now: Timestamp) {
    guard let snapshot = pullRequests[reference]?.snapshotOfHead else { return }
    let isUnknown = snapshot.isMergeabilityUnknown
    guard isUnknown || automation(of: reference)?.mergeabilityUnknownSince != nil else { return }
    note(on: reference) { $0.noteMergeability(isUnknown: isUnknown, at: now) }
  }
}
