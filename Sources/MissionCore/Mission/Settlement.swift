/// What the last turn left behind when it found nothing more to do. As long as that stands, an event can only change
/// what is said of the pull requests it is about, and the next turn looks at their items alone: what an event costs
/// does not grow with its mission's other pull requests.
///
/// All of it follows from the rest of a mission: it is never stored, and missions that differ in nothing else are the
/// same.
final class Settlement: Sendable {
  /// A look at everything. Turns that needed none since then share it.
  final class Look: Sendable {}

  let look: Look
  /// From when on time alone may change something.
  let until: Timestamp
  /// The pull requests that were looked at since then.
  let lookedAt: Set<PullRequestReference>
  private let parts: SettledParts
  private let pullRequests: PullRequests
  private let roster: AgentRoster

  /// For how long a look at everything is good at the most, in seconds: what depends on the time and was overlooked in
  /// ``until`` is late by so much.
  private static let bound = 60

  /// What a look at everything found to be settled.
  init(_ mission: Mission, _ turn: Turn) {
    look = Look()
    let bound = turn.now.adding(seconds: Self.bound)
    until = min(mission.nextTick ?? bound, bound)
    lookedAt = []
    parts = SettledParts(mission)
    pullRequests = mission.pullRequests
    roster = turn.roster
  }

  /// What is still settled after a look at the items of some pull requests.
  init(_ mission: Mission, after former: Settlement, lookingAt references: Set<PullRequestReference>) {
    look = former.look
    until = former.until
    lookedAt = former.lookedAt.union(references)
    parts = SettledParts(mission)
    pullRequests = mission.pullRequests
    roster = former.roster
  }

  /// The pull requests of which something is new, be it only that a watch has waited long enough, where nothing else is
  /// that anything is decided by; nil where something is.
  func touched(in mission: Mission, _ turn: Turn) -> Set<PullRequestReference>? {
    guard turn.now < until, turn.roster == roster, parts == SettledParts(mission),
      pullRequests.count == mission.pullRequests.count
    else { return nil }
    let changed = mission.pullRequests.elements.difference(from: pullRequests.elements).changed
    for reference in changed {
      guard let before = pullRequests[reference], let facts = mission.pullRequests[reference],
        facts.concernsOnlyItsWatches(since: before)
      else { return nil }
    }
    return changed.union(mission.readings.ended(at: turn.now))
  }

  /// Whether everything is as it was but pull requests and what their watches say.
  func stands(in mission: Mission) -> Bool { parts == SettledParts(mission) }
}

extension PullRequestFacts {
  /// Whether it differs from an earlier state only in its checks, in whether it merges, and in when it was looked at.
  fileprivate func concernsOnlyItsWatches(since before: PullRequestFacts) -> Bool {
    var same = before
    same.checkHints = checkHints
    same.completionsSeenAt = completionsSeenAt
    same.laggingSince = laggingSince
    same.nextFetchAt = nextFetchAt
    same.touchedAt = touchedAt
    same.unknownMergeability = unknownMergeability
    same.updatedAt = updatedAt
    if let snapshot, var shown = before.snapshot {
      shown.checks = snapshot.checks
      shown.mergeability = snapshot.mergeability
      shown.mergeState = snapshot.mergeState
      shown.rollUp = snapshot.rollUp
      shown.startedAt = snapshot.startedAt
      shown.updatedAt = snapshot.updatedAt
      same.snapshot = shown
    }
    return same == self
  }
}
