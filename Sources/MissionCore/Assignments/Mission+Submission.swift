extension Mission {
  /// Takes in what a finished work or fix task says.
  mutating func takeIn(_ task: WorkTask, _ report: WorkTask.Report, by agent: Identifier<Agent>, _ turn: inout Turn) {
    guard let before = items[task.item] else { return }
    items.takeInResult(of: task, report, by: agent, at: turn.now)
    follow(report.discovered ?? [], from: before, &turn)
    if case .fix(let kind) = task.kind { endFix(task, kind, at: turn.now) }
    turn.log("Task \(task.id) for '\(before.title)' completed by \(turn.roster.name(of: agent))")
    guard !before.isDone else { return }
    if case .held = before.state { return }
    items.countSubmission(of: task.item)
    if before.liveTask == task.id { items.submit(task.item, at: turn.now) }
    for mention in PullRequestMention.all(in: report.result, home: before.issue?.repository) {
      switch mention {
      case .certain(let reference): submit(task.item, by: reference, &turn)
      case .possible(let reference): considerUnconfirmed(reference, for: task.item, at: turn.now)
      }
    }
    for reference in items[task.item]?.pullRequests ?? [] { pullRequests.touch(reference, at: turn.now) }
  }

  /// Lets a pull request carry an item: four watches, whoever noticed it first.
  mutating func submit(_ id: Identifier<WorkItem>, by reference: PullRequestReference, _ turn: inout Turn) {
    guard let item = items[id], !item.isDone else { return }
    pullRequests.add(reference, at: turn.now)
    guard !item.pullRequests.contains(reference) else { return }
    items.carry(id, by: reference)
    for kind in WatchKind.allCases {
      watches.add(WatchItem(id: header.identifiers.next(), item: id, kind: kind, target: reference))
    }
    dropNeverSeen(of: id, &turn)
    turn.log("Pull request \(reference) carries '\(item.title)': four watches opened")
    switch item.state {
    case .pending, .ready:
      cancelOpenTasks(of: id, reason: "pull request \(reference) carries the work", &turn)
      items.submit(id, at: turn.now)
    case .assigned(let task):
      // Somebody else was faster than the agent that has not even taken the task.
      if tasks[task]?.kind == .work { cancel(task, reason: "pull request \(reference) carries the work", &turn) }
    case .running(let task):
      if tasks[task]?.kind == .work { items.submit(id, reporting: task, at: turn.now) }
    case .held(.pullRequestClosed): items.submit(id, at: turn.now)
    case .submitted:
      if openReview(of: id) != nil { cancelReviews(of: id, reason: "pull request \(reference) joined it", &turn) }
    case .held, .done: break
    }
  }

  /// A fetched pull request proves that a short reference was one.
  mutating func confirm(_ reference: PullRequestReference, _ turn: inout Turn) {
    for item in orderedItems where item.unconfirmed.contains(reference) { submit(item.id, by: reference, &turn) }
  }

  /// GitHub does not know the pull request.
  mutating func takeInPullRequestGone(_ reference: PullRequestReference, reason: String, _ turn: inout Turn) {
    for item in orderedItems where item.unconfirmed.contains(reference) {
      items.discard(reference, of: item.id)
      turn.remark("\(reference), named in the result of '\(item.title)', is not a pull request: \(reason)")
    }
    guard pullRequests[reference] != nil else { return }
    guard !carried(by: reference).isEmpty else {
      return pullRequests.remove(reference)
    }
    let next = turn.now.adding(seconds: max(header.policy.watchIntervalSeconds, 60))
    if pullRequests.noteGone(reference, reason: reason, nextFetchAt: next) {
      turn.remark("Pull request \(reference) cannot be seen: \(reason)")
    }
    for item in carried(by: reference) { dropNeverSeen(of: item.id, &turn) }
  }

  /// Lets go of pull requests that GitHub never knew once another one carries the item: an agent mistyped a number.
  private mutating func dropNeverSeen(of id: Identifier<WorkItem>, _ turn: inout Turn) {
    guard let item = items[id] else { return }
    let unseen = item.pullRequests.filter { pullRequests[$0].map { $0.isGone && $0.head == nil } ?? false }
    guard !unseen.isEmpty, unseen.count < item.pullRequests.count else { return }
    items.drop(unseen, from: id)
    watches.drop(on: unseen, of: id)
    for reference in unseen { turn.remark("\(reference) does not exist: it is no longer waited for") }
  }

  /// Counts a fix's end for each of its causes.
  mutating func endFix(_ task: WorkTask, _ kind: FixKind, at now: Timestamp) {
    items.endFix(of: task.causes, kind, for: task.item, at: now)
    for reference in items[task.item]?.pullRequests ?? [] { pullRequests.touch(reference, at: now) }
  }

  private mutating func considerUnconfirmed(
    _ reference: PullRequestReference, for id: Identifier<WorkItem>, at now: Timestamp
  ) {
    // A known issue's number is no pull request's.
    guard issues[reference.asIssue] == nil, items.consider(reference, for: id) else { return }
    pullRequests.add(reference, at: now)
  }
}
