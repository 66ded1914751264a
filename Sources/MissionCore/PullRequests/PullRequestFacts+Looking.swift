extension PullRequestFacts {
  /// When to fetch next after a fetch, by what it showed.
  mutating func nextFetch(_ policy: Policy, at now: Timestamp) -> Timestamp {
    // Something happened while the fetch ran: look again.
    if currentSnapshot == nil { return now }
    let interval = policy.watchIntervalSeconds
    guard state == .open, let snapshot = snapshot else { return now.adding(seconds: interval) }
    let never = Timestamp(milliseconds: .max)
    let settled = min(
      lookAfterSettling(policy, at: now) ?? never, lookForHints(at: now) ?? never,
      lookForLateChecks(policy, at: now) ?? never)
    if snapshot.isMergeabilityUnknown {
      unknownMergeability = min(unknownMergeability + 1, 1_000)
      let pause = min(BackOff.mergeability.seconds(afterFailures: unknownMergeability), max(interval, 5))
      return min(now.adding(seconds: pause), settled)
    }
    unknownMergeability = 0
    var next = min(now.adding(seconds: interval), settled)
    if snapshot.checks.elements.isEmpty {
      if graceEnd(policy) > now { next = min(next, graceEnd(policy)) }
    }
    return next
  }

  /// Takes note of the bots that a fetch shows, and says which look at every push of the repository by now.
  mutating func noteBots(
    _ seen: Set<String>, ofRepository known: Set<String>, at now: Timestamp
  ) -> Set<String> {
    var known = known
    let everyPush = ReviewBot.catalogue.filter(\.looksAtEveryPush)
    known.formUnion(seen.subtracting(knownBots).intersection(everyPush.map(\.name)))
    knownBots.formUnion(seen)
    let awaited = repositoryBots ?? []
    let overdue = Set(everyPush.filter { isOverdue($0, at: now) }.map(\.name))
    // Waited for until its deadline, and it never came: it may look at some authors' pull requests only.
    if state == .open, !isDraft { known.subtract(awaited.intersection(overdue).subtracting(knownBots)) }
    // A head that had stood for long before the bot was seen is none that it was to look at.
    repositoryBots = known.subtracting(overdue.subtracting(awaited))
    return known
  }
}
