/// GitHub answers from copies of its data that lag behind by seconds: a fetch that began after a webhook may still show
/// the state before it. Such an answer must neither move a head back nor take back what the webhook told.
extension PullRequestFacts {
  /// How long fetched state that is older than what a webhook told is refused, in seconds. Then it is believed: the
  /// pull request may have moved, or its time was set back.
  private static let lagSeconds = 60
  /// How long what a webhook told stands though no fetch shows it, in seconds. It may never do so: a check can be
  /// replaced, a comment deleted, and GitHub lists no reviews of people who may not write.
  private static let hintSeconds = 120

  /// Whether fetched state is from before what is known, and is to be asked for again; notes since when.
  mutating func isBehind(_ new: PullRequestSnapshot) -> Bool {
    // What began before the last event is not taken for the truth anyway.
    guard let updatedAt, new.updatedAt < updatedAt, new.startedAt >= touchedAt else {
      if new.startedAt >= touchedAt { laggingSince = nil }
      return false
    }
    // A clock that was set back must not make it wait.
    let since = min(laggingSince ?? new.startedAt, new.startedAt)
    guard new.startedAt < since.adding(seconds: Self.lagSeconds) else {
      laggingSince = nil
      self.updatedAt = new.updatedAt
      return false
    }
    laggingSince = since
    return true
  }

  /// When to ask again after an answer that was behind; ever less often.
  func lookAfterLag(at now: Timestamp) -> Timestamp {
    let since = laggingSince ?? now
    return min(now.pausing(since: since), max(now, since.adding(seconds: Self.lagSeconds)))
  }

  /// Drops what webhooks told and the fetched state shows, or the newer of it, or has not shown for long. What passes
  /// is dropped in any case: only a fetch may show that.
  mutating func dropHints(answeredBy new: PullRequestSnapshot) {
    let checks = new.checks.elements
    checkHints.removeAll { hint in
      let told = hint.fact.placed(among: checks)
      let isAnswered = checks.contains { $0.isSameCheck(as: told) && !$0.isOlder(than: told) }
      return !hint.isOpen(in: new, for: hint.fact.state.passes || isAnswered ? 0 : Self.hintSeconds)
    }
    reviewHints.removeAll { hint in
      !hint.isOpen(in: new, for: new.knowsSince(hint.fact) ? 0 : Self.hintSeconds)
    }
    commentHints.removeAll { hint in
      !hint.isOpen(in: new, for: new.shows(hint.fact) ? 0 : Self.hintSeconds)
    }
  }

  /// When to look again because the fetched state does not show yet what webhooks told; nil when it does.
  func lookForHints(at now: Timestamp) -> Timestamp? {
    guard let snapshot else { return nil }
    let told = checkHints.map(\.observedAt) + reviewHints.map(\.observedAt) + commentHints.map(\.observedAt)
    let unseen = told.filter { $0 < snapshot.startedAt }
    guard let first = unseen.min(), let last = unseen.max() else { return nil }
    return min(now.pausing(since: last), max(now, first.adding(seconds: Self.hintSeconds)))
  }
}

extension PullRequestFacts.Hint {
  /// Whether it came after the fetch began, or at most so many seconds before.
  fileprivate func isOpen(in snapshot: PullRequestSnapshot, for seconds: Int) -> Bool {
    snapshot.startedAt <= observedAt || seconds > 0 && snapshot.startedAt < observedAt.adding(seconds: seconds)
  }
}

extension PullRequestSnapshot {
  /// Whether it holds this very review or a later one of its reviewer.
  func knowsSince(_ review: ReviewFact) -> Bool {
    reviews.elements.contains { known in
      guard known.reviewer.folded == review.reviewer.folded else { return false }
      if known.id == review.id { return true }
      guard let knownNumber = Int(known.id), let number = Int(review.id) else { return false }
      return knownNumber > number
    }
  }

  /// Whether it holds a thread that the comment belongs to: an edit, or a bot's answer where it spoke before. Whether
  /// such a thread is open only GitHub knows.
  func knowsThread(of comment: CommentFact, by bot: ReviewBot, path: String?, line: Int?) -> Bool {
    threads.elements.contains { thread in
      if thread.comments.contains(where: { $0.id == comment.id }) { return true }
      return thread.path == path && thread.line == line && ReviewBot.named(thread.comments.first?.author) == bot
    }
  }

  /// Whether it shows the comment, as it was told or as it was changed since.
  fileprivate func shows(_ told: PullRequestFacts.PlacedComment) -> Bool {
    if let bot = ReviewBot.speaking(told.comment.body, by: told.comment.author),
      knowsThread(of: told.comment, by: bot, path: told.path, line: told.line)
    {
      return true
    }
    return botComments.elements.contains { $0.id == told.comment.id && $0.updatedAt >= told.comment.updatedAt }
  }
}

extension Timestamp {
  /// As long again as it has been since then, but 2 seconds at least.
  fileprivate func pausing(since start: Timestamp) -> Timestamp {
    let elapsed = milliseconds - min(start.milliseconds, milliseconds)
    return adding(milliseconds: max(2000, elapsed))
  }
}
