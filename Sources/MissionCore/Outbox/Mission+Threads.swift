extension Mission {
  /// Says in the threads that a fix was made for, and that a new head has answered, that this is so, and resolves them:
  /// people's threads and review bots'. Whoever has written there since is waited for, and so is a bot that has yet to
  /// look at the new head. A thread that no fix was made for is nobody's to resolve.
  mutating func resolveThreads(on reference: PullRequestReference, of item: WorkItem, _ turn: inout Turn) {
    guard header.policy.resolveThreads, let facts = pullRequests[reference], let snapshot = facts.currentSnapshot
    else { return }
    let open = snapshot.threads.elements.filter { !$0.isResolved }
    guard !open.isEmpty else { return }
    let answered = answeredCauses(of: item)
    for thread in open {
      let mark = thread.mark(author: snapshot.author)
      guard answered.contains(where: { isAnswered(mark, by: $0, of: item, on: snapshot.head) }),
        !(outbox.automations[reference]?.resolvedThreads.contains(mark) ?? false),
        !facts.mayStillBeFound(thread, at: turn.now)
      else { continue }
      want(.resolveThread(reference, thread: thread.id, head: snapshot.head), for: item.id, &turn)
      note(on: reference) { $0.noteResolved(mark) }
    }
  }

  /// Whether a bot's finding stands only until its threads are resolved: a fix was made for each of them, and the head
  /// is a new one. A fix of the same again would be for nothing; where the bot finds it again, it says so in another
  /// thread.
  func isBeingResolved(_ entry: StandingCause, of item: WorkItem, _ kind: FixKind) -> Bool {
    let threads = entry.cause.threads
    guard kind == .bots, header.policy.resolveThreads, !threads.isEmpty else { return false }
    let refused = item.pullRequests.reduce(into: Set<String>()) {
      $0.formUnion(outbox.automations[$1]?.refusedThreads ?? [])
    }
    let answered = answeredCauses(of: item)
    return threads.allSatisfy { mark in
      !(mark.thread.map(refused.contains) ?? false)
        && answered.contains { isAnswered(mark, by: $0, of: item, on: entry.head) }
    }
  }

  /// What fixes were made for that have ended well.
  private func answeredCauses(of item: WorkItem) -> [Cause] {
    tasksOf(item.id).filter { task in
      guard case .completed = task.state else { return false }
      return task.kind == .fix(.reviews) || task.kind == .fix(.bots)
    }.flatMap(\.causes)
  }

  private func isAnswered(_ mark: ThreadMark, by cause: Cause, of item: WorkItem, on head: String) -> Bool {
    guard cause.isAbout(mark), let fixedHead = cause.head ?? item.causes[cause.key]?.head else { return false }
    return fixedHead != head
  }
}

extension PullRequestFacts {
  /// Whether the review bot that opened the thread looks at every push and has yet to look at this one: what it finds
  /// again it says again.
  fileprivate func mayStillBeFound(_ thread: ReviewThreadFact, at now: Timestamp) -> Bool {
    guard !thread.isOutdated, let bot = ReviewBot.named(thread.comments.first?.author), bot.looksAtEveryPush else {
      return false
    }
    return !hasLooked(bot) && !isOverdue(bot, at: now)
  }
}

extension ReviewThreadFact {
  /// The thread together with the last thing that others than the author said in it: what an answer answers.
  func mark(author: Account?) -> ThreadMark {
    ThreadMark(thread: id, comment: lastRequest(besides: author)?.id ?? "")
  }

  /// The last comment by others than the pull request's author, Signalbox's own answers apart; of those, who have a say
  /// come before strangers.
  func lastRequest(besides author: Account?) -> CommentFact? {
    let others = comments.filter { !$0.body.contains(Self.answerMark) }
    let requests = others.filter { $0.author.folded != author?.folded }
    return requests.last { !$0.isStrangers } ?? requests.last ?? others.first ?? comments.first
  }

  /// The beginning of the invisible mark that Signalbox's answers bear.
  package static let answerMark = "<!-- signalbox:answered:"
}

extension CommentFact {
  /// Whether anybody on the internet may have written it: GitHub says that its author is nothing to the repository. A
  /// bot was let in by whoever installed it.
  var isStrangers: Bool { hasSay == false && !author.isBot }
}
