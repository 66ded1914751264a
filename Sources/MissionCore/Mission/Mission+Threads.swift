extension Mission {
  /// Says in the threads that a fix was made for, and that a new head has answered, that this is so, and resolves them.
  /// Whoever has written there since is waited for.
  mutating func resolveThreads(on reference: PullRequestReference, of item: WorkItem, _ turn: inout Turn) {
    guard header.policy.resolveThreads, let snapshot = pullRequests[reference]?.currentSnapshot else { return }
    let open = snapshot.threads.elements.filter { !$0.isResolved }
    guard !open.isEmpty else { return }
    let answered = tasksOf(item.id).filter { task in
      guard task.kind == .fix(.reviews), case .completed = task.state else { return false }
      return true
    }.flatMap(\.causes)
    for thread in open {
      let mark = thread.mark(author: snapshot.author)
      guard let cause = answered.first(where: { $0.thread == mark }),
        let fixedHead = item.causes[cause.key]?.head, fixedHead != snapshot.head,
        !(conducts[reference]?.resolvedThreads.contains(mark) ?? false)
      else { continue }
      want(.resolveThread(reference, thread: thread.id, head: snapshot.head), for: item.id, &turn)
      note(on: reference) { $0.resolvedThreads.insert(mark) }
    }
  }
}

extension ReviewThreadFact {
  /// The thread together with the last thing that others than the author said in it: what an answer answers.
  func mark(author: Account?) -> String { "\(id):\(lastRequest(besides: author)?.id ?? "")" }

  /// The last comment by others than the pull request's author, Signalbox's own answers apart.
  func lastRequest(besides author: Account?) -> CommentFact? {
    let others = comments.filter { !$0.body.contains(Self.answerMark) }
    return others.last { $0.author.folded != author?.folded } ?? others.first ?? comments.first
  }

  /// The beginning of the invisible mark that Signalbox's answers bear.
  public static let answerMark = "<!-- signalbox:answered:"
}
