extension Mission {
  /// Takes in the state of an issue.
  mutating func takeInIssue(_ facts: IssueFacts, _ turn: inout Turn) {
    guard var issue = issues[facts.reference] else { return }
    issue.fetches.succeed()
    issue.notFoundSince = nil
    issue.nextFetchAt = turn.now.adding(seconds: header.policy.watchIntervalSeconds)
    let known = issue.facts
    // A late or doubled event says nothing new; a fetched answer of the same age may add the links a webhook lacks.
    if let known, facts.isOvertaken(by: known) {
      if facts.updatedAt == known.updatedAt { issue.nextFetchAt = turn.now }
      issues[facts.reference] = issue
      return
    }
    let wasGone = issue.gone != nil
    issue.gone = nil
    issue.movedTo = nil
    issue.facts = facts
    if facts.blockedBy == nil { issue.facts?.blockedBy = known?.blockedBy }
    issues[facts.reference] = issue
    // Webhooks tell of no links: only a fetch does.
    if known?.blockedBy != nil, facts.blockedBy != nil, issue.facts != known {
      noteMissed(in: facts.reference.repository, at: turn.now)
    }
    noteReadable(facts.reference.repository)
    completeMoves(to: facts.reference, &turn)
    guard issue.facts != known || wasGone else { return }
    if case .planning = header.state { return }
    react(to: facts, wasOpen: known.map { $0.state == .open } ?? true, &turn)
    // The text of an issue outside, or another state, changes no plan.
    guard header.objectives.contains(.issue(facts.reference)), known?.planText != issue.facts?.planText else { return }
    replan(&turn)
  }

  /// Takes in that an issue is as it was.
  mutating func takeInIssueUnchanged(_ reference: IssueReference, at now: Timestamp) {
    guard var issue = issues[reference] else { return }
    issue.fetches.succeed()
    issue.notFoundSince = nil
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
        items[item.id]?.become(item.stateAfterHold, at: turn.now)
        turn.log("'\(item.title)' goes on: its issue is there again")
      }
    case .unknown: break
    }
  }

  private mutating func reopen(_ id: Identifier<WorkItem>, _ turn: inout Turn) {
    // Whoever is still to report on the finished round would report on work that is to be done anew.
    cancelOpenTasks(of: id, reason: "its issue was opened again", &turn)
    items[id]?.beginAgain(at: turn.now)
    // What was merged or closed belongs to the finished round; the new round brings its own pull request.
    let over = items[id]?.pullRequests.filter { pullRequests[$0]?.state.isOver ?? true } ?? []
    items[id]?.pullRequests.removeAll { over.contains($0) }
    for watch in watchesOf(id) where over.contains(watch.target) { remove(watch) }
    turn.log("Work item '\(items[id]?.title ?? "")' is open again: its issue was reopened")
  }

  /// How long GitHub must say that it does not know an issue it knew before, in seconds: running work ends by it.
  private static let notFoundPatience = 60

  /// Takes in that GitHub does not know an issue, or not any more: believed once it says so for long enough.
  mutating func takeInIssueNotFound(_ reference: IssueReference, reason: String, _ turn: inout Turn) {
    guard var issue = issues[reference], issue.gone == nil, issue.facts != nil else {
      return takeInIssueGone(reference, reason: reason, &turn)
    }
    let since = issue.notFoundSince ?? turn.now
    let patienceEnd = since.adding(seconds: Self.notFoundPatience)
    guard turn.now < patienceEnd else { return takeInIssueGone(reference, reason: reason, &turn) }
    issue.notFoundSince = since
    issue.problem = reason
    issue.nextFetchAt = patienceEnd
    issues[reference] = issue
  }

  /// Takes in that an issue is gone.
  mutating func takeInIssueGone(_ reference: IssueReference, reason: String, _ turn: inout Turn) {
    guard var issue = issues[reference], issue.gone != reason else {
      issues[reference]?.nextFetchAt = turn.now.adding(seconds: header.policy.watchIntervalSeconds)
      return
    }
    issue.gone = reason
    issue.problem = nil
    issue.notFoundSince = nil
    issue.nextFetchAt = turn.now.adding(seconds: header.policy.watchIntervalSeconds)
    issues[reference] = issue
    turn.remark("Issue \(reference) is gone: \(reason)")
    for former in issues.values where former.movedTo == reference {
      issues[former.reference]?.movedTo = nil
      takeInIssueGone(former.reference, reason: "transferred to \(reference), which cannot be read", &turn)
    }
    guard let item = items.values.first(where: { $0.issue == reference }), !item.isDone else { return }
    cancelOpenTasks(of: item.id, reason: "its issue is gone: \(reason)", &turn)
    items[item.id]?.become(.held(.issueVanished(reason)), at: turn.now)
  }

  /// Takes in that an issue could not be read.
  mutating func takeInIssueUnavailable(_ reference: IssueReference, reason: String, at now: Timestamp) {
    guard var issue = issues[reference] else { return }
    issue.fetches.fail(reason, at: now)
    issues[reference] = issue
  }
}

extension WorkItem {
  /// Back to the start: nothing that was judged in the finished round counts in the next.
  fileprivate mutating func beginAgain(at now: Timestamp) {
    become(.pending, at: now)
    review = .open
    submissions = 0
    workFailures = 0
    reviewFailures = 0
    causes = [:]
    inVain = [:]
  }
}

extension IssueFacts {
  /// Whether the other facts are later. Of two webhooks within one second of GitHub's clock the one that closes wins;
  /// a fetched answer (which names the links) is true as of its moment.
  fileprivate func isOvertaken(by known: IssueFacts) -> Bool {
    if updatedAt != known.updatedAt { return updatedAt < known.updatedAt }
    return blockedBy == nil && state == .open && known.state != .open
  }

  /// What the plan is made of.
  fileprivate var planText: PlanText {
    PlanText(title: title, body: body, labels: labels, blockedBy: blockedBy)
  }

  fileprivate struct PlanText: Equatable {
    var title: String
    var body: String
    var labels: [String]
    var blockedBy: [IssueReference]?
  }
}
