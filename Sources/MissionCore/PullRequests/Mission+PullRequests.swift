extension Mission {
  /// A pull request webhook, or a row of the list of open ones.
  mutating func takeInPullRequestHint(_ hint: PullRequestHint, _ turn: inout Turn) {
    touchDependency(hint, at: turn.now)
    guard !pullRequests.isOvertaken(hint, at: turn.now) else { return }
    if hint.state == .open, owns(hint.reference.repository) {
      for issue in hint.closes where !noteRival(hint, of: issue, &turn) && (hint.isTrusted || hint.isInside) {
        link(hint, to: issue, &turn)
      }
    }
    let parent = pullRequests[hint.reference]?.stackParent
    guard let change = pullRequests.hear(hint, at: turn.now) else { return }
    if change.hasNewHead { noticeNewHead(of: hint.reference, &turn) }
    if hint.action == "dequeued" { noteDequeued(hint.reference) }
    if change.hasNewBase { noticeNewBase(of: hint.reference, stackedOn: parent, &turn) }
  }

  /// A pull request that items depend on was merged, closed or opened again: fetching it tells which.
  private mutating func touchDependency(_ hint: PullRequestHint, at now: Timestamp) {
    let reference = hint.reference.asIssue
    guard let facts = issues[reference]?.facts, facts.isPullRequest, (facts.state == .open) == hint.state.isOver else {
      return
    }
    issues.touch(reference, at: now)
  }

  /// A pull request says that it closes an issue. Where its author is not known to be one who may write where the issue
  /// is, GitHub is asked.
  private mutating func link(_ hint: PullRequestHint, to issue: IssueReference, _ turn: inout Turn) {
    guard let item = items.item(of: issue), !item.isDone, !item.pullRequests.contains(hint.reference),
      !item.declinedPullRequests.contains(hint.reference)
    else { return }
    let isAtHome = hint.isTrusted && issue.repository == hint.reference.repository
    if isAtHome || isWriter(hint.author, of: issue.repository, at: turn.now) {
      submit(item.id, by: hint.reference, &turn)
    } else {
      askForRight(of: hint.author, toLink: hint.reference, with: issue, at: turn.now)
    }
  }

  /// The open pull requests of a repository. One that was there before the mission had no webhook to be heard by.
  mutating func takeInOpenPullRequests(
    _ hints: [PullRequestHint], of repository: RepositoryName, _ turn: inout Turn
  ) {
    header.noteSearch(for: repository, at: turn.now)
    let known = Set(pullRequests.keys)
    for hint in hints { takeInPullRequestHint(hint, &turn) }
    let found = hints.filter { hint in
      !known.contains(hint.reference) && pullRequests[hint.reference] != nil && hint.updatedAt > header.createdAt
    }
    note(found.map(\.updatedAt).min().map { .missed(since: $0) } ?? .known, in: repository, &turn)
  }

  /// A submitted or dismissed review.
  mutating func takeInReview(
    _ review: ReviewFact, dismissed: Bool, on reference: PullRequestReference, _ turn: inout Turn
  ) {
    var review = review
    review.canWrite = review.canWrite || isWriter(review.reviewer, of: reference.repository, at: turn.now)
    pullRequests.hear(review, dismissed: dismissed, on: reference, at: turn.now)
  }

  /// Fetched state: the truth as of the moment the fetch began.
  mutating func takeInSnapshot(_ snapshot: PullRequestSnapshot, _ turn: inout Turn) {
    confirm(snapshot, &turn)
    let repository = snapshot.reference.repository
    let parent = pullRequests[snapshot.reference]?.stackParent
    let change = pullRequests.takeIn(
      withoutOwnChecks(snapshot), botsOfRepository: repositories[repository]?.knownBots ?? [], header.policy,
      at: turn.now)
    // Who claims it is told what it still waits for, as GitHub shows it now.
    answerClaims(on: snapshot.reference, by: .success(snapshot), &turn)
    guard let change else { return }
    repositories.noteBots(change.botsOfRepository, of: repository)
    followStack(of: snapshot.reference, at: turn.now)
    note(change.find, in: repository, &turn)
    repositories.noteReadable(repository)
    watches.noteLook(at: snapshot.reference, at: turn.now)
    if change.hasNewHead { noticeNewHead(of: snapshot.reference, &turn) }
    if change.hasNewBase { noticeNewBase(of: snapshot.reference, stackedOn: parent, &turn) }
  }

  /// The pull request could not be fetched: neither red nor green, only later.
  mutating func takeInPullRequestUnavailable(
    _ reference: PullRequestReference, reason: String, _ turn: inout Turn
  ) {
    guard let failures = pullRequests.noteUnavailable(reference, reason: reason, at: turn.now) else { return }
    answerClaims(on: reference, by: .failure(.unavailable(reason)), &turn)
    watches.noteFailures(failures, on: reference)
  }

  private mutating func noticeNewHead(of reference: PullRequestReference, _ turn: inout Turn) {
    for item in carried(by: reference) where !item.isDone {
      watches.reopen(of: item.id, on: reference)
      let news = "Pull request \(reference) has a new head: its watches are open again"
      // What we did to it ourselves is nobody's progress.
      if hasUpdated(reference) { turn.remark(news) } else { turn.log(news) }
      cancelReviews(of: item.id, reason: "the pull request has a new head", &turn)
    }
  }

  /// It goes into another branch, whose rules are others: an approval was given to what went into the one before. Where
  /// the pull request it was stacked on is merged, its work goes where that one's went, and is the same.
  private mutating func noticeNewBase(
    of reference: PullRequestReference, stackedOn parent: PullRequestReference?, _ turn: inout Turn
  ) {
    watches.reopenOnNewBase(of: reference)
    if let parent, pullRequests[parent]?.state == .merged { return }
    for item in carried(by: reference) where !item.isDone {
      let isApproved = item.review.approval != nil
      if isApproved { items.forgetApproval(of: item.id) }
      cancelReviews(of: item.id, reason: "the pull request goes into another branch", &turn)
      turn.log(
        "Pull request \(reference) goes into another branch now" + (isApproved ? ": it has to be approved again" : ""))
    }
  }
}
