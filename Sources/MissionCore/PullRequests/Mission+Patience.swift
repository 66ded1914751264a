extension Mission {
  /// Whether something is known to have happened that this work is to find out about. Everything else merely makes sure
  /// that nothing was missed, and may wait for others.
  package func isUrgent(_ work: DueWork) -> Bool {
    switch work {
    case .issue(let reference):
      issues[reference]?.isAnswered != true || issues[reference]?.isTouched == true || header.state.isPlanning
    case .pullRequest(let reference): pullRequests[reference]?.currentSnapshot == nil
    case .openPullRequests, .comments: false
    case .commandRight, .commandComment, .action, .checkEvidence, .landing, .workflows, .checkHabits, .tick: true
    }
  }

  /// Whether this work only makes sure that nothing was missed, and the last answer was good.
  package func merelyWaits(_ work: DueWork) -> Bool { quietSince(work) != nil }

  /// Until when this work may be left alone because webhooks of its repository arrive; nil when it is to be done now.
  ///
  /// `heardAt` is when a webhook of the repository last arrived. It counts for one watch interval: whatever happens after
  /// webhooks stop is found as soon as if there had never been any. However many arrive, nothing that merely waits stays
  /// unseen for longer than five intervals or 15 minutes. A fetch that found something webhooks had not told ends the
  /// trust for as long.
  package func postponement(of work: DueWork, heardAt: Timestamp?, at now: Timestamp) -> Timestamp? {
    let interval = header.policy.watchIntervalSeconds
    guard let heardAt, let repository = work.repository, let lookedAt = quietSince(work), stretchSeconds > interval
    else { return nil }
    if let missedAt = repositories[repository]?.missedAt, now < missedAt.adding(seconds: stretchSeconds) { return nil }
    let until = min(lookedAt.adding(seconds: stretchSeconds), heardAt.adding(seconds: interval))
    return until > now ? until : nil
  }

  private var stretchSeconds: Int { min(header.policy.watchIntervalSeconds.multipliedCapped(by: 5), 900) }

  /// When GitHub was last asked about something that merely waits; nil for everything else.
  private func quietSince(_ work: DueWork) -> Timestamp? {
    guard !isUrgent(work) else { return nil }
    let back = -header.policy.watchIntervalSeconds
    switch work {
    case .issue(let reference):
      guard let issue = issues[reference], issue.gone == nil, issue.problem == nil else { return nil }
      return issue.nextFetchAt.adding(seconds: back)
    case .pullRequest(let reference):
      guard let facts = pullRequests[reference], facts.problem == nil, facts.unknownMergeability == 0 else {
        return nil
      }
      // A look that is due sooner than after an interval is due for a reason.
      guard !facts.isInGrace(header.policy), let startedAt = facts.snapshot?.startedAt,
        facts.nextFetchAt >= startedAt.adding(seconds: header.policy.watchIntervalSeconds)
      else { return nil }
      return startedAt
    case .openPullRequests(let name): return header.nextPullRequestSearchAt[name]?.adding(seconds: back)
    case .comments(let name):
      guard conversation.searchProblem == nil else { return nil }
      return conversation.nextSearchAt[name]?.adding(seconds: back)
    case .commandRight, .commandComment, .action, .checkEvidence, .landing, .workflows, .checkHabits, .tick: return nil
    }
  }
}

extension DueWork {
  /// The repository it asks about; nil for what asks about none.
  package var repository: RepositoryName? {
    switch self {
    case .issue(let reference): reference.repository
    case .pullRequest(let reference): reference.repository
    case .openPullRequests(let name), .comments(let name): name
    case .commandRight(_, let name), .commandComment(_, let name): name
    case .landing(let reference), .workflows(let reference): reference.repository
    case .checkHabits(let name): name
    case .action, .checkEvidence, .tick: nil
    }
  }
}

extension PullRequestFacts {
  /// Whether it has no check and waits for the moment from which that counts.
  fileprivate func isInGrace(_ policy: Policy) -> Bool {
    guard let snapshot, snapshot.checks.elements.isEmpty else { return false }
    return snapshot.startedAt < waitsSince.adding(seconds: policy.noChecksGraceSeconds)
  }
}

extension PullRequestSnapshot {
  /// Whether it tells nothing that the other one, fetched before, did not tell. Mergeability, reactions and the rules
  /// of the base branch are left out: GitHub computes the first when asked, and announces none of them to us.
  package func tellsNothingBeyond(_ earlier: PullRequestSnapshot) -> Bool {
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
