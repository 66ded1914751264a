extension PullRequestFacts {
  /// What the people's reviews and threads say.
  func reviewsVerdict() -> Verdict {
    var causes: [Cause] = []
    let observedAt = snapshot?.startedAt ?? headSeenAt
    let told = reviewHints.map { (review: $0.fact, observedAt: $0.observedAt) }
    let hinted = Set(told.map(\.review.reviewer.folded))
    let fetched = (snapshot?.reviews.elements ?? []).filter { !hinted.contains($0.reviewer.folded) }
    for (review, observedAt) in fetched.map({ ($0, observedAt) }) + told.map({ ($0.review, $0.observedAt) })
    where review.verdict == .changesRequested && review.canWrite {
      causes.append(
        Cause(
          key: .init(.review(review.id), on: reference), title: "\(review.reviewer.login) requested changes",
          link: review.url,
          quoted: review.body.isEmpty ? nil : review.body, observedAt: observedAt))
    }
    var strangers: [Account] = []
    for thread in openThreads where ReviewBot.named(thread.comments.first?.author) == nil {
      // On a public repository everybody can open one: whether it is worth any work, a person with a say decides.
      if let request = thread.lastRequest(besides: snapshot?.author), isUnheard(request) {
        strangers.append(request.author)
        continue
      }
      let place = thread.path.map { path in thread.line.map { "\(path):\($0)" } ?? path } ?? "the pull request"
      let last = thread.comments.last
      // A new comment of a person in the thread is a new request; an answer of the pull request's author is none.
      let lastOfOthers = thread.lastRequest(besides: snapshot?.author)
      let mark = thread.mark(author: snapshot?.author)
      causes.append(
        Cause(
          key: .init(.thread(mark), on: reference), title: "Open review thread on \(place)",
          link: lastOfOthers?.url ?? last?.url,
          quoted: thread.comments.filter { !isUnheard($0) }.map { "\($0.author.login): \($0.body)" }
            .joined(separator: "\n\n"),
          thread: mark, observedAt: observedAt))
    }
    if !causes.isEmpty { return .acts(causes, causes.map(\.title).joined(separator: "; ")) }
    if let stranger = strangers.first {
      let count = strangers.count == 1 ? "an open review thread is" : "\(strangers.count) open review threads are"
      return .needsPerson(
        "\(count) by somebody without a say in the repository (\(stranger.login))",
        remedy: "resolve it on GitHub, or say there what is to be done")
    }
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

  /// Whether a comment makes no work: a stranger wrote it, who is neither the pull request's author nor known to have
  /// write access by a review that counts.
  private func isUnheard(_ comment: CommentFact) -> Bool {
    guard comment.isStrangers, comment.author.folded != snapshot?.author.folded else { return false }
    return !(snapshot?.reviews.elements ?? []).contains { $0.canWrite && $0.reviewer.folded == comment.author.folded }
  }

  /// The threads nobody has resolved, by the last fetch.
  var openThreads: [ReviewThreadFact] { (snapshot?.threads.elements ?? []).filter { !$0.isResolved } }
}
