extension Mission {
  /// Whether this work only makes sure that nothing was missed, and the last answer was good.
  package func merelyWaits(_ work: DueWork) -> Bool { quietSince(work) != nil }

  /// Until when this work may be left alone because webhooks of its repository arrive; nil when it is to be done now.
  ///
  /// `heardAt` is when a webhook of the repository last arrived. It counts for one watch interval: whatever happens
  /// after webhooks stop is found as soon as if there had never been any. However many arrive, nothing that merely
  /// waits stays unseen for longer than five intervals or 15 minutes. A fetch that found something webhooks had not
  /// told ends the trust for as long.
  package func postponement(of work: DueWork, heardAt: Timestamp?, at now: Timestamp) -> Timestamp? {
    let interval = header.policy.watchIntervalSeconds
    guard let heardAt, let repository = work.repository, let lookedAt = quietSince(work), stretchSeconds > interval
    else { return nil }
    if let missedAt = repositories[repository]?.missedAt, now < missedAt.adding(seconds: stretchSeconds) { return nil }
    let until = min(lookedAt.adding(seconds: stretchSeconds), heardAt.adding(seconds: interval))
    return until > now ? until : nil
  }

  private var stretchSeconds: Int { min(header.policy.watchIntervalSeconds.multipliedCapped(by: 5), 900) }

  /// Whether something is known to have happened that this work is to find out about. Everything else merely makes sure
  /// that nothing was missed, and may wait for others.
  package func isUrgent(_ work: DueWork) -> Bool { haste(of: work) == .urgent }

  private func quietSince(_ work: DueWork) -> Timestamp? {
    if case .merelyWaits(let lookedAt) = haste(of: work) { lookedAt } else { nil }
  }

  /// How much a piece of work is in a hurry.
  private func haste(of work: DueWork) -> Haste {
    let back = -header.policy.watchIntervalSeconds
    switch work {
    case .issue(let reference):
      guard let issue = issues[reference], issue.isAnswered, issue.isTouched != true, !header.state.isPlanning else {
        return .urgent
      }
      guard issue.gone == nil, issue.problem == nil else { return .waitsForAnswer }
      return .merelyWaits(since: issue.nextFetchAt.adding(seconds: back))
    case .pullRequest(let reference):
      guard let facts = pullRequests[reference], facts.currentSnapshot != nil else { return .urgent }
      // A look that is due sooner than after an interval is due for a reason.
      guard facts.problem == nil, facts.unknownMergeability == 0, !facts.isInGrace(header.policy),
        let startedAt = facts.snapshot?.startedAt,
        facts.nextFetchAt >= startedAt.adding(seconds: header.policy.watchIntervalSeconds)
      else { return .waitsForAnswer }
      return .merelyWaits(since: startedAt)
    case .openPullRequests(let name): return Haste(since: header.nextPullRequestSearchAt[name]?.adding(seconds: back))
    case .comments(let name):
      guard conversation.searchProblem == nil else { return .waitsForAnswer }
      return Haste(since: conversation.nextSearchAt[name]?.adding(seconds: back))
    case .commandRight, .commandComment, .action, .checkEvidence, .landing, .workflows, .checkHabits, .tick:
      return .urgent
    }
  }

  private enum Haste: Equatable {
    /// Something is known to have happened that it is to find out about.
    case urgent
    /// Nothing is, but there is no good answer yet, or a reason to look sooner.
    case waitsForAnswer
    /// It only makes sure that nothing was missed since GitHub was asked last.
    case merelyWaits(since: Timestamp)

    init(since lookedAt: Timestamp?) { self = lookedAt.map { .merelyWaits(since: $0) } ?? .waitsForAnswer }
  }
}

extension PullRequestFacts {
  /// Whether it has no check and waits for the moment from which that counts.
  fileprivate func isInGrace(_ policy: Policy) -> Bool {
    guard let snapshot, snapshot.checks.elements.isEmpty else { return false }
    return snapshot.startedAt < graceEnd(policy)
  }
}

extension PullRequestFacts {
  /// What a fetch shows beside what is known; nil where nothing was fetched before.
  func find(in fetched: PullRequestSnapshot) -> Find? {
    guard let snapshot else { return nil }
    guard let last = currentSnapshot, !fetched.tellsNothingBeyond(last) else { return .known }
    // GitHub's clock may be ahead: nothing is found before it was looked for.
    return .missed(since: max(snapshot.startedAt, min(fetched.updatedAt, fetched.startedAt)))
  }
}

extension PullRequestSnapshot {
  /// Whether it tells nothing that the other one, fetched before, did not tell. Mergeability, reactions and the rules
  /// of the base branch are left out: GitHub computes the first when asked, and announces none of them to us.
  fileprivate func tellsNothingBeyond(_ earlier: PullRequestSnapshot) -> Bool {
    var same = earlier
    same.startedAt = startedAt
    same.updatedAt = updatedAt
    same.mergeability = mergeability
    same.mergeState = mergeState
    same.botReactions = botReactions
    same.requiredChecks = requiredChecks
    same.reference = reference
    // Told of every fetch since a version asks for them.
    same.openedAt = openedAt
    same.closedAt = closedAt
    same.reviewDecision = reviewDecision
    same.mergeCommit = mergeCommit
    same.defaultBranch = defaultBranch
    same.stackedOn = stackedOn
    return same == self
  }
}

extension Int {
  fileprivate func multipliedCapped(by factor: Int) -> Int {
    let (product, overflowed) = multipliedReportingOverflow(by: factor)
    return overflowed ? .max : product
  }
}
