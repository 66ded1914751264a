extension Mission {
  /// A pull request webhook, or a row of the list of open ones.
  mutating func takeInPullRequestHint(_ hint: PullRequestHint, _ turn: inout Turn) {
    // A late event: what it says has been overtaken.
    if let known = pullRequests[hint.reference], known.overtakes(hint) {
      // Within one second of GitHub's clock nobody can tell: ask.
      if known.updatedAt == hint.updatedAt { pullRequests[hint.reference]?.touch(at: turn.now) }
      return
    }
    if hint.isTrusted, hint.state == .open {
      for issue in hint.closes {
        guard let item = items.values.first(where: { $0.issue == issue }) else { continue }
        submit(item.id, by: hint.reference, &turn)
      }
    }
    guard var facts = pullRequests[hint.reference] else { return }
    let before = facts
    if facts.updatedAt != hint.updatedAt { facts.laggingSince = nil }
    facts.updatedAt = hint.updatedAt
    facts.move(to: hint.head, at: turn.now)
    // GitHub tells of a push when it happens: what was written before is about the head before it.
    if facts.head != before.head, hint.action == "synchronize" {
      facts.headNotBefore = max(facts.headNotBefore ?? hint.updatedAt, hint.updatedAt)
    }
    facts.base = hint.base
    facts.turn(to: hint.state, isDraft: hint.isDraft, at: turn.now)
    // A row of the list that says nothing new must not cause a fetch.
    if facts != before || !hint.action.isEmpty { facts.touch(at: turn.now) }
    pullRequests[hint.reference] = facts
    if facts.head != before.head, before.head != nil { noticeNewHead(of: hint.reference, &turn) }
    if hint.action == "dequeued" { noteDequeued(hint.reference) }
    if facts.base != before.base, before.base != nil { noticeNewBase(of: hint.reference) }
  }

  /// A check or status webhook: red on the current head is a fact at once; anything else only makes it due.
  mutating func takeInCheckHint(_ hint: CheckHint, _ turn: inout Turn) {
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
  mutating func takeInCommitStirred(_ sha: String, in repository: RepositoryName, _ turn: inout Turn) {
    for reference in pullRequestsOf(sha, in: repository, named: []) { pullRequests[reference]?.touch(at: turn.now) }
  }

  /// A submitted or dismissed review. Changes requested by somebody who is known to have write access act at once;
  /// everything else only makes it due.
  mutating func takeInReview(
    _ review: ReviewFact, dismissed: Bool, on reference: PullRequestReference, _ turn: inout Turn
  ) {
    guard var facts = pullRequests[reference] else { return }
    // A review that decides nothing takes back nothing that was decided.
    if dismissed || review.verdict.isDecision {
      facts.reviewHints.removeAll { $0.fact.reviewer.folded == review.reviewer.folded }
    }
    var review = review
    review.canWrite =
      review.canWrite || facts.knowsWriter(review.reviewer)
      || isWriter(review.reviewer, of: reference.repository, at: turn.now)
    if !dismissed, review.verdict == .changesRequested, review.canWrite,
      facts.snapshot?.knowsSince(review) != true
    {
      facts.reviewHints.append(.init(fact: review, observedAt: turn.now))
    }
    facts.touch(at: turn.now)
    pullRequests[reference] = facts
  }

  /// A comment. A review bot's finding acts at once; everything else only makes it due.
  mutating func takeInComment(
    _ comment: CommentFact, path: String?, line: Int?, on reference: PullRequestReference, _ turn: inout Turn
  ) {
    guard var facts = pullRequests[reference] else { return }
    if let bot = ReviewBot.named(comment.author),
      facts.snapshot?.knowsThread(of: comment, by: bot, path: path, line: line) != true
    {
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
  mutating func takeInPush(to branch: String, of repository: RepositoryName, _ turn: inout Turn) {
    for (reference, var facts) in pullRequests
    where reference.repository == repository && facts.base == branch && facts.state == .open {
      facts.touchedAt = max(facts.touchedAt, turn.now.adding(milliseconds: 1))
      facts.nextFetchAt = min(facts.nextFetchAt, turn.now.adding(seconds: reference.number % 4 * 10))
      facts.unknownMergeability = 0
      pullRequests[reference] = facts
    }
  }

  /// Fetched state: the truth as of the moment the fetch began.
  mutating func takeInSnapshot(_ snapshot: PullRequestSnapshot, _ turn: inout Turn) {
    confirm(snapshot.reference, &turn)
    guard var facts = pullRequests[snapshot.reference] else { return }
    let snapshot = withoutOwnChecks(snapshot)
    facts.fetches.succeed()
    facts.isGone = false
    // Nothing can have happened in the future: the clock was set back.
    facts.touchedAt = min(facts.touchedAt, turn.now.adding(milliseconds: 1))
    if let known = facts.snapshot, snapshot.startedAt < known.startedAt, known.startedAt <= turn.now {
      pullRequests[snapshot.reference] = facts
      return
    }
    guard !facts.isBehind(snapshot) else {
      facts.nextFetchAt = facts.lookAfterLag(at: turn.now)
      pullRequests[snapshot.reference] = facts
      return
    }
    let before = facts.head
    let isNews = facts.currentSnapshot.map { !snapshot.tellsNothingBeyond($0) } ?? false
    // A webhook that arrived while the fetch ran may know a newer head; then the next fetch decides.
    if snapshot.startedAt >= facts.touchedAt || facts.head == nil {
      facts.move(to: snapshot.head, at: turn.now)
      facts.base = snapshot.base
      facts.turn(to: snapshot.state, isDraft: snapshot.isDraft, at: turn.now)
      facts.updatedAt = max(facts.updatedAt ?? snapshot.updatedAt, snapshot.updatedAt)
    }
    facts.noteCompletions(in: snapshot)
    facts.snapshot = snapshot
    facts.dropHints(answeredBy: snapshot)
    noteBots(ReviewBot.seen(in: snapshot), of: &facts, at: turn.now)
    facts.nextFetchAt = nextFetch(of: &facts, at: turn.now)
    pullRequests[snapshot.reference] = facts
    if isNews { noteMissed(in: snapshot.reference.repository, at: turn.now) }
    noteReadable(snapshot.reference.repository)
    for id in watches.keys where watches[id]?.target == snapshot.reference {
      watches[id]?.lastCheckAt = turn.now
      watches[id]?.consecutiveFailures = 0
    }
    if facts.head != before, before != nil { noticeNewHead(of: snapshot.reference, &turn) }
  }

  /// The pull request could not be fetched: neither red nor green, only later.
  mutating func takeInPullRequestUnavailable(_ reference: PullRequestReference, reason: String, at now: Timestamp) {
    guard var facts = pullRequests[reference] else { return }
    facts.fetches.fail(reason, at: now)
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

  /// Takes note of the bots that a fetch shows, for the pull request and for the others of its repository.
  private mutating func noteBots(_ seen: Set<String>, of facts: inout PullRequestFacts, at now: Timestamp) {
    let repository = facts.reference.repository
    var known = repositories[repository]?.knownBots ?? []
    let everyPush = ReviewBot.catalogue.filter(\.looksAtEveryPush)
    known.formUnion(seen.subtracting(facts.knownBots).intersection(everyPush.map(\.name)))
    facts.knownBots.formUnion(seen)
    let awaited = facts.repositoryBots ?? []
    let overdue = Set(everyPush.filter { facts.isOverdue($0, at: now) }.map(\.name))
    // Waited for until its deadline, and it never came: it may look at some authors' pull requests only.
    if facts.state == .open, !facts.isDraft {
      known.subtract(awaited.intersection(overdue).subtracting(facts.knownBots))
    }
    // A head that had stood for long before the bot was seen is none that it was to look at.
    facts.repositoryBots = known.subtracting(overdue.subtracting(awaited))
    guard known != repositories[repository]?.knownBots ?? [] else { return }
    repositories[repository, default: RepositoryFacts(name: repository)].knownBots = known
  }

  private func nextFetch(of facts: inout PullRequestFacts, at now: Timestamp) -> Timestamp {
    // Something happened while the fetch ran: look again.
    if facts.currentSnapshot == nil { return now }
    let interval = header.policy.watchIntervalSeconds
    guard facts.state == .open, let snapshot = facts.snapshot else { return now.adding(seconds: interval) }
    let never = Timestamp(milliseconds: .max)
    let settled = min(
      facts.lookAfterSettling(header.policy, at: now) ?? never, facts.lookForHints(at: now) ?? never,
      facts.lookForLateChecks(header.policy, at: now) ?? never)
    if snapshot.mergeability == .unknown || snapshot.mergeState == "unknown" {
      // GitHub computes it after the first question: ask soon, then ever less often (reference: REST "Get a pull request").
      facts.unknownMergeability = min(facts.unknownMergeability + 1, 1_000)
      let steps = [5, 10, 15, 20, 25, 60, 120, 300]
      let pause = min(steps[min(facts.unknownMergeability, steps.count) - 1], max(interval, 5))
      return min(now.adding(seconds: pause), settled)
    }
    facts.unknownMergeability = 0
    var next = min(now.adding(seconds: interval), settled)
    if snapshot.checks.elements.isEmpty {
      let graceEnd = facts.waitsSince.adding(seconds: header.policy.noChecksGraceSeconds)
      if graceEnd > now { next = min(next, graceEnd) }
    }
    return next
  }

  /// Another base has other rules and merges otherwise: what passed for the old one has not passed for this one.
  private mutating func noticeNewBase(of reference: PullRequestReference) {
    for id in watches.keys where watches[id]?.target == reference {
      watches[id]?.status = .active
      watches[id]?.passedHead = nil
      watches[id]?.verdict = "the base is another one"
    }
  }

  private mutating func noticeNewHead(of reference: PullRequestReference, _ turn: inout Turn) {
    for item in orderedItems where item.pullRequests.contains(reference) && !item.isDone {
      for watch in watchesOf(item.id, on: reference) {
        watches[watch.id]?.status = .active
        watches[watch.id]?.verdict = "the head is new"
      }
      let news = "Pull request \(reference) has a new head: its watches are open again"
      // What we did to it ourselves is nobody's progress.
      if hasUpdated(reference) { turn.remark(news) } else { turn.log(news) }
      cancelReviews(of: item.id, reason: "the pull request has a new head", &turn)
    }
  }
}

extension CheckFact {
  /// Whether the other fact is about the same check.
  func isSameCheck(as other: CheckFact) -> Bool { identity == other.identity }

  /// Whether this says less than the other about the same check: an earlier run, or the same run before it ended. Runs
  /// that cannot be compared are not older.
  func isOlder(than other: CheckFact) -> Bool {
    if let startedAt, let otherStart = other.startedAt, startedAt != otherStart { return startedAt < otherStart }
    guard let runID, let otherID = other.runID else { return false }
    if runID != otherID { return runID < otherID }
    // Of one run the end wins over what came before it, and a later end over an earlier one.
    if state.isOpen != other.state.isOpen { return state.isOpen }
    if let completedAt, let otherEnd = other.completedAt { return completedAt < otherEnd }
    return false
  }

  /// Whether the two cannot be told apart in time.
  func isIncomparable(with other: CheckFact) -> Bool {
    let haveStarts = startedAt != nil && other.startedAt != nil && startedAt != other.startedAt
    let haveRuns = runID != nil && other.runID != nil
    return !haveStarts && !haveRuns
  }
}

extension PullRequestFacts {
  /// Whether what the hint says was known before, or is older than what is known. Of two events within one second of
  /// GitHub's clock the end of the pull request and the newer head win.
  fileprivate func overtakes(_ hint: PullRequestHint) -> Bool {
    guard let updatedAt else { return false }
    if hint.updatedAt != updatedAt { return hint.updatedAt < updatedAt }
    if state.isOver, !hint.state.isOver, hint.action != "reopened" { return true }
    return hint.head != head && pastHeads.contains(hint.head)
  }

  /// Whether fetched state holds a review of this account that counts: GitHub says so of those who may write only.
  fileprivate func knowsWriter(_ account: Account) -> Bool {
    (snapshot?.reviews.elements ?? []).contains { $0.canWrite && $0.reviewer.folded == account.folded }
  }
}
