/// Checks that have all ended may not be all there is: suites begin some seconds after one another, and a run that
/// replaces a cancelled one appears after it. So what has ended counts a little later, as of another look.
extension PullRequestFacts {
  /// Notes since when fetched state shows the same ends of checks; to be called before the snapshot is kept.
  mutating func noteCompletions(in new: PullRequestSnapshot) {
    let ends = new.completions
    guard !ends.isEmpty else {
      completionsSeenAt = nil
      return
    }
    let isSame = snapshot?.head == new.head && snapshot?.completions == ends
    // A clock that was set back must not make it wait.
    completionsSeenAt = isSame ? min(completionsSeenAt ?? new.startedAt, new.startedAt) : new.startedAt
  }

  /// From when a fetch shows all checks of the head: so long after the last of them ended, by GitHub's clock or by our
  /// own first sight of it, whichever comes first, as the two clocks may differ. Nil when none has ended.
  func settlesAt(_ policy: Policy) -> Timestamp? {
    guard let snapshot = snapshotOfHead else { return nil }
    let ended = snapshot.checks.elements.filter { !$0.state.isOpen }
    guard !ended.isEmpty else { return nil }
    let seen = completionsSeenAt ?? snapshot.startedAt
    let ends = ended.map(\.endedAt)
    let last = ends.contains(nil) ? seen : min(seen, ends.compactMap { $0 }.max() ?? seen)
    // What ended before it was ready says nothing of what begins then.
    return max(last, readySeenAt ?? last).adding(seconds: policy.settleSeconds)
  }

  /// Whether the fetched state of the head was asked for late enough to show all of its checks.
  func isSettled(_ policy: Policy) -> Bool {
    guard let snapshot = snapshotOfHead, let end = settlesAt(policy) else { return true }
    return snapshot.startedAt >= end
  }

  /// Whether a cancelled check is fetched, and was cancelled so long ago that what replaces it would be there.
  func isCancelledForGood(_ check: CheckFact, _ policy: Policy) -> Bool {
    guard check.state == .cancelled, let snapshot = snapshotOfHead,
      snapshot.checks.elements.contains(where: {
        $0.state == .cancelled && $0.isSameCheck(as: check) && $0.runID == check.runID
      })
    else { return false }
    let end = check.endedAt.map { min($0, completionsSeenAt ?? $0) } ?? completionsSeenAt ?? snapshot.startedAt
    return snapshot.startedAt >= end.adding(seconds: policy.settleSeconds)
  }

  /// When to look once more because what has ended does not count yet; nil when that changes nothing.
  func lookAfterSettling(_ policy: Policy, at now: Timestamp) -> Timestamp? {
    guard let checks = snapshotOfHead?.checks.elements, !isSettled(policy), let end = settlesAt(policy) else {
      return nil
    }
    let isAnyOpen = checks.contains { $0.state.isOpen }
    guard !isAnyOpen || checks.contains(where: { $0.state == .cancelled }) else { return nil }
    return max(end, now)
  }
}

extension CheckFact {
  /// When it ended: a status is set at once.
  var endedAt: Timestamp? { completedAt ?? (source == .status ? startedAt : nil) }
}

extension PullRequestSnapshot {
  /// What tells the ends of its checks from those of another look.
  fileprivate var completions: Set<Completion> {
    Set(
      checks.elements.filter { !$0.state.isOpen }.map {
        Completion(source: $0.source, name: $0.name, app: $0.app, run: $0.runID, state: $0.state, endedAt: $0.endedAt)
      })
  }
}

private struct Completion: Hashable {
  var source: CheckFact.Source
  var name: String
  var app: String?
  var run: Int?
  var state: CheckState
  var endedAt: Timestamp?
}
