extension Mission {
  /// A pull request webhook, or a row of the list of open ones.
  mutating func observe(_ hint: PullRequestHint, _ turn: inout Turn) {
    if pullRequests[hint.reference] == nil, hint.isTrusted, hint.state == .open {
      for issue in hint.closes {
        guard let item = items.values.first(where: { $0.issue == issue }), !item.isDone else { continue }
        submit(item.id, by: hint.reference, &turn)
      }
    }
    guard var facts = pullRequests[hint.reference] else { return }
    // A late event: what it says has been overtaken.
    if let known = facts.updatedAt, hint.updatedAt < known { return }
    let before = facts
    facts.updatedAt = hint.updatedAt
    facts.move(to: hint.head, at: turn.now)
    facts.base = hint.base
    facts.isDraft = hint.isDraft
    facts.state = hint.state
    // A row of the list that says nothing new must not cause a fetch.
    if facts != before || !hint.action.isEmpty { facts.touch(at: turn.now) }
    pullRequests[hint.reference] = facts
    if facts.head != before.head, before.head != nil { noticeNewHead(of: hint.reference, &turn) }
  }

  /// A check or status webhook: red on the current head is a fact at once; anything else only makes it due.
  mutating func observe(_ hint: CheckHint, _ turn: inout Turn) {
    for reference in pullRequestsOf(hint.sha, in: hint.repository, named: hint.pullRequests) {
      guard var facts = pullRequests[reference] else { continue }
      if facts.head == hint.sha {
        facts.checkHints.removeAll { $0.fact.isSameCheck(as: hint.check) && !hint.check.isOlder(than: $0.fact) }
        if !facts.checkHints.contains(where: { $0.fact.isSameCheck(as: hint.check) }) {
          facts.checkHints.append(.init(fact: hint.check, observedAt: turn.now))
        }
        // A head has at most a few hundred checks; a flood of invented names must not grow the record without end.
        if facts.checkHints.count > 500 { facts.checkHints.removeFirst() }
      }
      facts.touch(at: turn.now)
      pullRequests[reference] = facts
    }
  }

  /// Something happened on a commit.
  mutating func stir(_ sha: String, in repository: RepositoryName, _ turn: inout Turn) {
    for reference in pullRequestsOf(sha, in: repository, named: []) { pullRequests[reference]?.touch(at: turn.now) }
  }

  /// A submitted or dismissed review. Changes requested act at once; everything else only makes it due.
  mutating func observe(
    _ review: ReviewFact, dismissed: Bool, on reference: PullRequestReference, _ turn: inout Turn
  ) {
    guard var facts = pullRequests[reference] else { return }
    facts.reviewHints.removeAll { $0.fact.reviewer.folded == review.reviewer.folded }
    if !dismissed, review.verdict == .changesRequested, review.canWrite {
      facts.reviewHints.append(.init(fact: review, observedAt: turn.now))
    }
    facts.touch(at: turn.now)
    pullRequests[reference] = facts
  }

  /// A comment. A review bot's finding acts at once; everything else only makes it due.
  mutating func observe(
    _ comment: CommentFact, path: String?, line: Int?, on reference: PullRequestReference, _ turn: inout Turn
  ) {
    guard var facts = pullRequests[reference] else { return }
    if ReviewBot.named(comment.author) != nil {
      facts.commentHints.removeAll { $0.fact.comment.id == comment.id }
      facts.commentHints.append(
        .init(fact: .init(comment: comment, path: path, line: line), observedAt: turn.now))
      if facts.commentHints.count > 200 { facts.commentHints.removeFirst() }
    }
    facts.touch(at: turn.now)
    pullRequests[reference] = facts
  }

  /// A push to a base branch: mergeability is open again. Spread over up to 30 seconds by number, so that a busy base
  /// branch does not cause a burst of fetches.
  mutating func observePush(to branch: String, of repository: RepositoryName, _ turn: inout Turn) {
    for (reference, var facts) in pullRequests
    where reference.repository == repository && facts.base == branch && facts.state == .open {
      facts.touchedAt = max(facts.touchedAt, turn.now.adding(milliseconds: 1))
      facts.nextFetchAt = min(facts.nextFetchAt, turn.now.adding(seconds: reference.number % 4 * 10))
      facts.unknownMergeability = 0
      pullRequests[reference] = facts
    }
  }

  /// Fetched state: the truth as of the moment the fetch began.
  mutating func observe(_ snapshot: PullRequestSnapshot, _ turn: inout Turn) {
    confirm(snapshot.reference, &turn)
    guard var facts = pullRequests[snapshot.reference] else { return }
    facts.consecutiveFailures = 0
    facts.problem = nil
    if let known = facts.snapshot, snapshot.startedAt < known.startedAt {
      pullRequests[snapshot.reference] = facts
      return
    }
    let before = facts.head
    // A webhook that arrived while the fetch ran may know a newer head; then the next fetch decides.
    if snapshot.startedAt >= facts.touchedAt || facts.head == nil {
      facts.move(to: snapshot.head, at: turn.now)
      facts.base = snapshot.base
      facts.isDraft = snapshot.isDraft
      facts.state = snapshot.state
      facts.updatedAt = max(facts.updatedAt ?? snapshot.updatedAt, snapshot.updatedAt)
    }
    facts.snapshot = snapshot
    facts.checkHints.removeAll { $0.observedAt < snapshot.startedAt }
    facts.reviewHints.removeAll { $0.observedAt < snapshot.startedAt }
    facts.commentHints.removeAll { $0.observedAt < snapshot.startedAt }
    facts.knownBots.formUnion(ReviewBot.seen(in: snapshot))
    facts.nextFetchAt = nextFetch(of: &facts, at: turn.now)
    pullRequests[snapshot.reference] = facts
    for id in watches.keys where watches[id]?.target == snapshot.reference {
      watches[id]?.lastCheckAt = turn.now
      watches[id]?.consecutiveFailures = 0
    }
    if facts.head != before, before != nil { noticeNewHead(of: snapshot.reference, &turn) }
  }

  /// The pull request could not be fetched: neither red nor green, only later.
  mutating func backOff(_ reference: PullRequestReference, reason: String, at now: Timestamp) {
    guard var facts = pullRequests[reference] else { return }
    facts.consecutiveFailures = min(facts.consecutiveFailures + 1, 1_000)
    facts.problem = reason
    facts.nextFetchAt = now.adding(seconds: backOffSeconds(afterFailures: facts.consecutiveFailures))
    pullRequests[reference] = facts
    for id in watches.keys where watches[id]?.target == reference {
      watches[id]?.consecutiveFailures = facts.consecutiveFailures
    }
  }

  private func pullRequestsOf(
    _ sha: String, in repository: RepositoryName, named: [PullRequestReference]
  ) -> [PullRequestReference] {
    pullRequests.values.filter { facts in
      guard facts.state == .open, !facts.pastHeads.contains(sha) else { return false }
      return facts.reference.repository == repository && facts.head == sha || named.contains(facts.reference)
    }.map(\.reference).sorted()
  }

  private func nextFetch(of facts: inout PullRequestFacts, at now: Timestamp) -> Timestamp {
    // Something happened while the fetch ran: look again.
    if facts.currentSnapshot == nil { return now }
    let interval = header.policy.watchIntervalSeconds
    guard facts.state == .open, let snapshot = facts.snapshot else { return now.adding(seconds: interval) }
    if snapshot.mergeability == .unknown || snapshot.mergeState == "unknown" {
      // GitHub computes it after the first question: ask soon, then ever less often (reference: REST "Get a pull request").
      facts.unknownMergeability = min(facts.unknownMergeability + 1, 1_000)
      let steps = [5, 10, 15, 20, 25, 60, 120, 300]
      return now.adding(seconds: min(steps[min(facts.unknownMergeability, steps.count) - 1], max(interval, 5)))
    }
    facts.unknownMergeability = 0
    var next = now.adding(seconds: interval)
    if snapshot.checks.elements.isEmpty {
      let graceEnd = facts.headSeenAt.adding(seconds: header.policy.noChecksGraceSeconds)
      if graceEnd > now { next = min(next, graceEnd) }
    }
    return next
  }

  private mutating func noticeNewHead(of reference: PullRequestReference, _ turn: inout Turn) {
    for id in watches.keys.sorted() where watches[id]?.target == reference {
      watches[id]?.status = .active
      watches[id]?.verdict = "the head is new"
    }
    for item in orderedItems where item.pullRequests.contains(reference) && !item.isDone {
      turn.log("Pull request \(reference) has a new head: its watches are open again")
      cancelReviews(of: item.id, reason: "the pull request has a new head", &turn)
    }
  }
}

extension CheckFact {
  /// Whether the other fact is about the same check: same mechanism, name and app.
  func isSameCheck(as other: CheckFact) -> Bool {
    source == other.source && name == other.name && (app == other.app || app == nil || other.app == nil)
  }

  /// Whether this run is an earlier one than the other; runs that cannot be compared are not older.
  func isOlder(than other: CheckFact) -> Bool {
    if let startedAt, let otherStart = other.startedAt, startedAt != otherStart { return startedAt < otherStart }
    if let runID, let otherID = other.runID, runID != otherID { return runID < otherID }
    return false
  }
}
