extension Mission {
  /// Takes in what a finished work or fix task says.
  mutating func takeIn(_ task: WorkTask, _ report: WorkTask.Report, by agent: Identifier<Agent>, _ turn: inout Turn) {
    guard let before = items[task.item] else { return }
    items[task.item]?.author = agent
    items[task.item]?.contributors.insert(agent)
    items[task.item]?.artifacts.append("task:\(task.id)")
    if !report.result.isEmpty { items[task.item]?.artifacts.append(report.result) }
    items[task.item]?.details?.proof = report.proof ?? before.details?.proof
    items[task.item]?.details?.summary = report.summary ?? before.details?.summary
    follow(report.discovered ?? [], from: before, &turn)
    // "Mended the lint" says nothing about the work itself: only a summary replaces what dependents are told.
    items[task.item]?.result = report.summary ?? (task.isFix ? before.result : nil) ?? report.result
    items[task.item]?.updatedAt = turn.now
    if case .fix(let kind) = task.kind { endFix(task, kind, at: turn.now) }
    turn.log("Task \(task.id) for '\(before.title)' completed by \(turn.roster.name(of: agent))")
    guard !before.isDone else { return }
    if case .held = before.state { return }
    items[task.item]?.workFailures = 0
    items[task.item]?.submissions += 1
    if before.liveTask == task.id { items[task.item]?.become(.submitted(reporting: nil), at: turn.now) }
    for mention in PullRequestMention.all(in: report.result, home: before.issue?.repository) {
      switch mention {
      case .certain(let reference): submit(task.item, by: reference, &turn)
      case .possible(let reference): considerUnconfirmed(reference, for: task.item, at: turn.now)
      }
    }
    for reference in items[task.item]?.pullRequests ?? [] { pullRequests[reference]?.touch(at: turn.now) }
  }

  /// Lets a pull request carry an item: four watches, whoever noticed it first.
  mutating func submit(_ id: Identifier<WorkItem>, by reference: PullRequestReference, _ turn: inout Turn) {
    guard let item = items[id], !item.isDone else { return }
    if pullRequests[reference] == nil {
      pullRequests[reference] = PullRequestFacts(reference: reference, now: turn.now)
    }
    guard !item.pullRequests.contains(reference) else { return }
    items[id]?.pullRequests.append(reference)
    items[id]?.unconfirmed.removeAll { $0 == reference }
    for kind in WatchKind.allCases {
      add(WatchItem(id: header.identifiers.next(), item: id, kind: kind, target: reference))
    }
    dropNeverSeen(of: id, &turn)
    turn.log("Pull request \(reference) carries '\(item.title)': four watches opened")
    switch item.state {
    case .pending, .ready:
      cancelOpenTasks(of: id, reason: "pull request \(reference) carries the work", &turn)
      items[id]?.become(.submitted(reporting: nil), at: turn.now)
    case .assigned(let task):
      // Somebody else was faster than the agent that has not even taken the task.
      if tasks[task]?.kind == .work { cancel(task, reason: "pull request \(reference) carries the work", &turn) }
    case .running(let task):
      if tasks[task]?.kind == .work { items[id]?.become(.submitted(reporting: task), at: turn.now) }
    case .held(.pullRequestClosed): items[id]?.become(.submitted(reporting: nil), at: turn.now)
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
      items[item.id]?.unconfirmed.removeAll { $0 == reference }
      turn.remark("\(reference), named in the result of '\(item.title)', is not a pull request: \(reason)")
    }
    guard var facts = pullRequests[reference] else { return }
    guard items.values.contains(where: { $0.pullRequests.contains(reference) }) else {
      pullRequests[reference] = nil
      return
    }
    if facts.problem != reason { turn.remark("Pull request \(reference) cannot be seen: \(reason)") }
    facts.problem = reason
    facts.isGone = true
    facts.consecutiveFailures = 0
    facts.snapshot = nil
    facts.nextFetchAt = turn.now.adding(seconds: max(header.policy.watchIntervalSeconds, 60))
    pullRequests[reference] = facts
    for item in orderedItems where item.pullRequests.contains(reference) { dropNeverSeen(of: item.id, &turn) }
  }

  /// Lets go of pull requests that GitHub never knew once another one carries the item: an agent mistyped a number.
  private mutating func dropNeverSeen(of id: Identifier<WorkItem>, _ turn: inout Turn) {
    guard let item = items[id] else { return }
    let unseen = item.pullRequests.filter { pullRequests[$0].map { $0.isGone && $0.head == nil } ?? false }
    guard !unseen.isEmpty, unseen.count < item.pullRequests.count else { return }
    items[id]?.pullRequests.removeAll { unseen.contains($0) }
    for watch in watchesOf(id) where unseen.contains(watch.target) { remove(watch) }
    for reference in unseen { turn.remark("\(reference) does not exist: it is no longer waited for") }
  }

  /// Counts a fix's end for each of its causes.
  mutating func endFix(_ task: WorkTask, _ kind: FixKind, at now: Timestamp) {
    for cause in task.causes { items[task.item]?.causes[cause.key, default: CauseHistory()].attempts += 1 }
    items[task.item]?.fixEndedAt[kind] = now
    for reference in items[task.item]?.pullRequests ?? [] { pullRequests[reference]?.touch(at: now) }
  }

  private mutating func considerUnconfirmed(
    _ reference: PullRequestReference, for id: Identifier<WorkItem>, at now: Timestamp
  ) {
    // A known issue's number is no pull request's.
    guard let item = items[id], issues[reference.asIssue] == nil, !item.pullRequests.contains(reference),
      !item.unconfirmed.contains(reference), item.unconfirmed.count < 20
    else { return }
    items[id]?.unconfirmed.append(reference)
    if pullRequests[reference] == nil { pullRequests[reference] = PullRequestFacts(reference: reference, now: now) }
  }
}
