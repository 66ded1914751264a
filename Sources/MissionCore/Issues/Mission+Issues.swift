extension Mission {
  /// When to look again at what is as it should be.
  private func nextLook(after now: Timestamp) -> Timestamp { now.adding(seconds: header.policy.watchIntervalSeconds) }

  /// Takes in the state of an issue.
  mutating func takeInIssue(_ facts: IssueFacts, _ turn: inout Turn) {
    guard let change = issues.takeIn(facts, nextFetchAt: nextLook(after: turn.now), at: turn.now) else { return }
    note(change.find(in: facts), in: facts.reference.repository, &turn)
    repositories.noteReadable(facts.reference.repository)
    completeMoves(to: facts.reference, &turn)
    guard change.isNews else { return }
    if case .planning = header.state { return }
    react(to: facts, wasOpen: change.known.map { $0.state == .open } ?? true, &turn)
    // The text of an issue outside, or another state, changes no plan.
    guard header.objectives.contains(.issue(facts.reference)), change.known?.planText != change.facts.planText else {
      return
    }
    replan(&turn)
  }

  /// Takes in that an issue is as it was.
  mutating func takeInIssueUnchanged(_ reference: IssueReference, at now: Timestamp) {
    issues.noteUnchanged(reference, nextFetchAt: nextLook(after: now))
  }

  /// Takes in that an issue's links may have changed: it is looked at now, and by a fetch that is not put off.
  mutating func takeInIssueTouched(_ reference: IssueReference, at now: Timestamp) {
    issues.touch(reference, at: now)
  }

  private mutating func react(to facts: IssueFacts, wasOpen: Bool, _ turn: inout Turn) {
    guard let item = items.item(of: facts.reference) else { return }
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
        items.release(item.id, at: turn.now)
        turn.log("'\(item.title)' goes on: its issue is there again")
      }
    case .unknown: break
    }
  }

  private mutating func reopen(_ id: Identifier<WorkItem>, _ turn: inout Turn) {
    // Whoever is still to report on the finished round would report on work that is to be done anew.
    cancelOpenTasks(of: id, reason: "its issue was opened again", &turn)
    let over = items[id]?.pullRequests.filter { pullRequests[$0]?.state.isOver ?? true } ?? []
    items.reopen(id, without: over, at: turn.now)
    watches.drop(on: over, of: id)
    turn.log("Work item '\(items[id]?.title ?? "")' is open again: its issue was reopened")
  }

  /// Takes in that GitHub does not know an issue, or not any more: believed once it says so for long enough.
  mutating func takeInIssueNotFound(_ reference: IssueReference, reason: String, _ turn: inout Turn) {
    guard issues.noteNotFound(reference, reason: reason, at: turn.now) else { return }
    takeInIssueGone(reference, reason: reason, &turn)
  }

  /// Takes in that an issue is gone.
  mutating func takeInIssueGone(_ reference: IssueReference, reason: String, _ turn: inout Turn) {
    guard issues.noteGone(reference, reason: reason, nextFetchAt: nextLook(after: turn.now)) else { return }
    turn.remark("Issue \(reference) is gone: \(reason)")
    for former in issues.moved(to: reference) {
      issues.forgetMove(of: former)
      takeInIssueGone(former, reason: "transferred to \(reference), which cannot be read", &turn)
    }
    guard let item = items.item(of: reference), !item.isDone else { return }
    cancelOpenTasks(of: item.id, reason: "its issue is gone: \(reason)", &turn)
    items.hold(item.id, for: .issueVanished(reason), at: turn.now)
  }
}

extension IssueFacts {
  /// Whether the other facts are later. Of two webhooks within one second of GitHub's clock the one that closes wins;
  /// a fetched answer (which names the links) is true as of its moment.
  func isOvertaken(by known: IssueFacts) -> Bool {
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
