extension PullRequestFacts {
  /// What the people's reviews and threads say.
  func reviewsVerdict(at now: Timestamp) -> WatchVerdict {
    var causes: [Cause] = []
    let observedAt = snapshot?.startedAt ?? headSeenAt
    let told = reviewHints.map { (review: $0.fact, observedAt: $0.observedAt) }
    let hinted = Set(told.map(\.review.reviewer.folded))
    let fetched = (snapshot?.reviews.elements ?? []).filter { !hinted.contains($0.reviewer.folded) }
    for (review, observedAt) in fetched.map({ ($0, observedAt) }) + told.map({ ($0.review, $0.observedAt) })
    where review.verdict == .changesRequested && review.canWrite {
      causes.append(
        Cause(
          key: "review:\(review.id)", title: "\(review.reviewer.login) requested changes", link: review.url,
          quoted: review.body.isEmpty ? nil : review.body, observedAt: observedAt))
    }
    for thread in openThreads where ReviewBot.named(thread.comments.first?.author) == nil {
      let place = thread.path.map { path in thread.line.map { "\(path):\($0)" } ?? path } ?? "the pull request"
      let last = thread.comments.last
      // A new comment of a person in the thread is a new request; an answer of the pull request's author is none.
      let lastOfOthers = thread.lastRequest(besides: snapshot?.author)
      let mark = thread.mark(author: snapshot?.author)
      causes.append(
        Cause(
          key: "thread:\(mark)", title: "Open review thread on \(place)",
          link: lastOfOthers?.url ?? last?.url,
          quoted: thread.comments.map { "\($0.author.login): \($0.body)" }.joined(separator: "\n\n"),
          thread: mark, observedAt: observedAt))
    }
    if !causes.isEmpty { return .acts(causes, causes.map(\.title).joined(separator: "; ")) }
    guard let snapshot = currentSnapshot else { return .unproven(staleness) }
    guard snapshot.reviews.isComplete, snapshot.threads.isComplete else {
      return .waits("not all reviews and threads could be read")
    }
    if let strange = snapshot.reviews.elements.first(where: { review in
      if case .unknown = review.verdict { return true } else { return false }
    }) {
      return .waits("the review of \(strange.reviewer.login) says something that is not known")
    }
    return .passes("nothing open")
  }

  /// The threads nobody has resolved, by the last fetch.
  var openThreads: [ReviewThreadFact] { (snapshot?.threads.elements ?? []).filter { !$0.isResolved } }
}
