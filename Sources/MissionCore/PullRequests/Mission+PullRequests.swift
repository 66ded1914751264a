extension Mission {
  /// A pull request webhook, or a row of the list of open ones.
  mutating func takeInPullRequestHint(_ hint: PullRequestHint, _ turn: inout Turn) {
    guard !pullRequests.isOvertaken(hint, at: turn.now) else { return }
    if hint.isTrusted, hint.state == .open {
      for issue in hint.closes {
        guard let item = items.item(of: issue) else { continue }
        submit(item.id, by: hint.reference, &turn)
      }
    }
    guard let change = pullRequests.hear(hint, at: turn.now) else { return }
    if change.hasNewHead { noticeNewHead(of: hint.reference, &turn) }
    if hint.action == "dequeued" { noteDequeued(hint.reference) }
    if change.hasNewBase { watches.reopenOnNewBase(of: hint.reference) }
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
    confirm(snapshot.reference, &turn)
    let repository = snapshot.reference.repository
    let change = pullRequests.takeIn(
      withoutOwnChecks(snapshot), botsOfRepository: repositories[repository]?.knownBots ?? [], header.policy,
      at: turn.now)
    guard let change else { return }
    repositories.noteBots(change.botsOfRepository, of: repository)
    if change.isNews { repositories.noteMissed(in: repository, at: turn.now) }
    repositories.noteReadable(repository)
    watches.noteLook(at: snapshot.reference, at: turn.now)
    if change.hasNewHead { noticeNewHead(of: snapshot.reference, &turn) }
  }

  /// The pull request could not be fetched: neither red nor green, only later.
  mutating func takeInPullRequestUnavailable(_ reference: PullRequestReference, reason: String, at now: Timestamp) {
    guard let failures = pullRequests.noteUnavailable(reference, reason: reason, at: now) else { return }
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
}
