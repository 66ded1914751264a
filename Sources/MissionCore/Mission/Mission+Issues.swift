extension Mission {
  /// Takes in a fact about GitHub.
  mutating func observe(_ observation: Observation, _ turn: inout Turn) {
    guard !isOver else { return }
    switch observation {
    case .issue(let facts): observe(facts, &turn)
    case .issueUnchanged(let reference): confirmUnchanged(reference, at: turn.now)
    case .issueGone(let reference, let reason): lose(reference, reason: reason, &turn)
    case .issueUnavailable(let reference, let reason): backOff(reference, reason: reason, at: turn.now)
    case .pullRequest(let hint): observe(hint, &turn)
    case .check(let hint): observe(hint, &turn)
    case .review(let reference, let review, let dismissed):
      observe(review, dismissed: dismissed, on: reference, &turn)
    case .comment(let reference, let comment, let path, let line):
      observe(comment, path: path, line: line, on: reference, &turn)
    case .stir(let reference): pullRequests[reference]?.touch(at: turn.now)
    case .commitStirred(let repository, let sha): stir(sha, in: repository, &turn)
    case .pushed(let repository, let branch): observePush(to: branch, of: repository, &turn)
    case .snapshot(let snapshot): observe(snapshot, &turn)
    case .pullRequestGone(let reference, let reason): lose(reference, reason: reason, &turn)
    case .pullRequestUnavailable(let reference, let reason): backOff(reference, reason: reason, at: turn.now)
    case .openPullRequests(let repository, let hints):
      header.nextPullRequestSearchAt[repository] = turn.now.adding(seconds: header.policy.watchIntervalSeconds)
      for hint in hints { observe(hint, &turn) }
    case .openPullRequestsUnchanged(let repository), .openPullRequestsUnavailable(let repository, _):
      header.nextPullRequestSearchAt[repository] = turn.now.adding(seconds: header.policy.watchIntervalSeconds)
    }
  }

  private mutating func observe(_ facts: IssueFacts, _ turn: inout Turn) {
    guard var issue = issues[facts.reference] else { return }
    issue.problem = nil
    issue.consecutiveFailures = 0
    issue.nextFetchAt = turn.now.adding(seconds: header.policy.watchIntervalSeconds)
    let known = issue.facts
    // A late or doubled event says nothing new; a fetched answer of the same age may add the links a webhook lacks.
    if let known, facts.updatedAt < known.updatedAt {
      issues[facts.reference] = issue
      return
    }
    issue.gone = nil
    issue.facts = facts
    if facts.blockedBy == nil { issue.facts?.blockedBy = known?.blockedBy }
    issues[facts.reference] = issue
    guard issue.facts != known else { return }
    if case .planning = header.state { return }
    react(to: facts, wasOpen: known.map { $0.state == .open } ?? true, &turn)
    replan(&turn)
  }

  private mutating func confirmUnchanged(_ reference: IssueReference, at now: Timestamp) {
    guard var issue = issues[reference] else { return }
    issue.problem = nil
    issue.consecutiveFailures = 0
    issue.nextFetchAt = now.adding(seconds: header.policy.watchIntervalSeconds)
    issues[reference] = issue
  }

  private mutating func react(to facts: IssueFacts, wasOpen: Bool, _ turn: inout Turn) {
    guard let item = items.values.first(where: { $0.issue == facts.reference }) else { return }
    switch facts.state {
    case .completed:
      guard !item.isDone else { return }
      finish(item.id, .issueClosed, because: "issue \(facts.reference) was closed as completed", &turn)
    case .notPlanned:
      guard !item.isDone else { return }
      finish(item.id, .cancelled, because: "issue \(facts.reference) was closed as not planned", &turn)
    case .open:
      if item.isDone, !wasOpen {
        reopen(item.id, &turn)
      } else if case .held(.issueVanished) = item.state {
        items[item.id]?.become(item.pullRequests.isEmpty ? .pending : .submitted(reporting: nil), at: turn.now)
      }
    case .unknown: break
    }
  }

  private mutating func reopen(_ id: Identifier<WorkItem>, _ turn: inout Turn) {
    items[id]?.become(.pending, at: turn.now)
    items[id]?.approval = nil
    // What was merged or closed belongs to the finished round; the new round brings its own pull request.
    let over = items[id]?.pullRequests.filter { pullRequests[$0]?.state != .open } ?? []
    items[id]?.pullRequests.removeAll { over.contains($0) }
    for (watch, item) in watches where item.item == id && over.contains(item.target) { watches[watch] = nil }
    turn.log("Work item '\(items[id]?.title ?? "")' is open again: its issue was reopened")
  }

  private mutating func lose(_ reference: IssueReference, reason: String, _ turn: inout Turn) {
    guard var issue = issues[reference], issue.gone != reason else {
      issues[reference]?.nextFetchAt = turn.now.adding(seconds: header.policy.watchIntervalSeconds)
      return
    }
    issue.gone = reason
    issue.problem = nil
    issue.nextFetchAt = turn.now.adding(seconds: header.policy.watchIntervalSeconds)
    issues[reference] = issue
    turn.remark("Issue \(reference) is gone: \(reason)")
    guard let item = items.values.first(where: { $0.issue == reference }), !item.isDone else { return }
    cancelOpenTasks(of: item.id, reason: "its issue is gone: \(reason)", &turn)
    items[item.id]?.become(.held(.issueVanished(reason)), at: turn.now)
  }

  private mutating func backOff(_ reference: IssueReference, reason: String, at now: Timestamp) {
    guard var issue = issues[reference] else { return }
    issue.consecutiveFailures = min(issue.consecutiveFailures + 1, 1_000)
    issue.problem = reason
    issue.nextFetchAt = now.adding(seconds: backOffSeconds(afterFailures: issue.consecutiveFailures))
    issues[reference] = issue
  }
}
