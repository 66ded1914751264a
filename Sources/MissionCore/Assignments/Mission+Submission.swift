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
    for mention in PullRequestMention.all(in: report.result, home: home(of: before), on: turn.hosts) {
      switch mention {
      case .certain(let reference), .possible(let reference):
        guard owns(reference.repository) else {
          turn.remark(
            "\(reference), named in the result of '\(before.title)', is in none of the mission's repositories")
          continue
        }
        if case .certain = mention {
          name(reference, for: task.item, &turn)
        } else {
          considerUnconfirmed(reference, for: task.item, at: turn.now)
        }
      }
    }
    for reference in items[task.item]?.pullRequests ?? [] { pullRequests.touch(reference, at: turn.now) }
  }

  /// Lets a pull request carry an item by its author's word. Whether it can is decided by what GitHub shows of it
  /// first.
  mutating func name(_ reference: PullRequestReference, for id: Identifier<WorkItem>, _ turn: inout Turn) {
    items.noteAgentPullRequest(reference, of: id)
    guard let item = items[id], !item.isDone, !item.pullRequests.contains(reference) else { return }
    items.noteNaming(of: reference, for: id, at: turn.now)
    submit(id, by: reference, &turn)
  }

  /// Lets a pull request carry an item: four watches, whoever noticed it first.
  mutating func submit(_ id: Identifier<WorkItem>, by reference: PullRequestReference, _ turn: inout Turn) {
    guard let item = items[id], !item.isDone else { return }
    pullRequests.add(reference, at: turn.now)
    guard !item.pullRequests.contains(reference) else { return }
    items.carry(id, by: reference)
    items.forgetRivals([reference], of: id)
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

  /// A fetched pull request proves that a short reference was one, and whether it can be the work of who named it.
  mutating func confirm(_ snapshot: PullRequestSnapshot, _ turn: inout Turn) {
    let reference = snapshot.reference
    for item in orderedItems {
      guard let naming = item.namings.first(where: { $0.reference == reference }) else {
        if item.unconfirmed.contains(reference) { submit(item.id, by: reference, &turn) }
        continue
      }
      guard let objection = objection(to: snapshot, named: naming.at, for: item) else {
        adopt(snapshot, named: naming.at, for: item.id)
        submit(item.id, by: reference, &turn)
        continue
      }
      turn.remark("\(reference), named in the result of '\(item.title)', does not count: \(objection)")
      reject(reference, of: item, because: objection, &turn)
    }
  }

  /// Why a pull request cannot be an item's work; nil when it can. Open when it was named, or made after the work was
  /// handed out: what was over before is somebody else's. GitHub's times have whole seconds.
  func objection(to snapshot: PullRequestSnapshot, named at: Timestamp, for item: WorkItem) -> String? {
    let word: String
    switch snapshot.state {
    case .open, .unknown: return nil
    case .merged: word = "merged"
    case .closed: word = "closed"
    }
    if let closedAt = snapshot.closedAt, closedAt.adding(milliseconds: 999) >= at { return nil }
    let handedOut = tasks.of(item.id).filter { $0.kind == .work }.map { $0.startedAt ?? $0.createdAt }.min()
    if let handedOut, let openedAt = snapshot.openedAt, openedAt.adding(milliseconds: 999) >= handedOut { return nil }
    return "it was \(word) before it was named, and opened before the work was handed out"
  }

  /// Takes a pull request over as an item's own. What was merged before has passed none of the mission's gates.
  mutating func adopt(_ snapshot: PullRequestSnapshot, named at: Timestamp, for id: Identifier<WorkItem>) {
    items.endNaming(of: snapshot.reference, for: id)
    guard snapshot.state == .merged else { return }
    if let closedAt = snapshot.closedAt, closedAt.adding(milliseconds: 999) >= at { return }
    items.noteUnseenMerge(of: snapshot.reference, for: id)
  }

  private mutating func reject(
    _ reference: PullRequestReference, of item: WorkItem, because objection: String, _ turn: inout Turn
  ) {
    items.discard(reference, of: item.id)
    guard item.pullRequests.contains(reference) else { return }
    items.drop([reference], from: item.id)
    watches.drop(on: [reference], of: item.id)
    if carried(by: reference).isEmpty { pullRequests.remove(reference) }
    guard let item = items[item.id], item.pullRequests.isEmpty, item.state == .submitted(reporting: nil) else { return }
    items.noteWorkFailure(
      of: item.id, because: "\(reference): \(objection)", allowed: header.policy.maxAttempts, at: turn.now)
  }

  /// GitHub does not know the pull request.
  mutating func takeInPullRequestGone(_ reference: PullRequestReference, reason: String, _ turn: inout Turn) {
    answerClaims(on: reference, by: .failure(.gone(reason)), &turn)
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
    guard issues[reference.asIssue] == nil else { return }
    items.noteAgentPullRequest(reference, of: id)
    guard items.consider(reference, for: id) else { return }
    items.noteNaming(of: reference, for: id, at: now)
    pullRequests.add(reference, at: now)
  }
}
