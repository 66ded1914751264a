extension Mission {
  /// How long a change may settle before it is reported, in seconds: what passes by in that time nobody wants to read.
  private static let settleSeconds = 3
  /// How long a refused report rests, in seconds.
  private static let refusalRest = 3_600

  /// Sees to it that what is reported is where it belongs: one comment for each issue and pull request, or one check
  /// run for each head, edited in place at most once a minute, and only when its text changed. The last state wins.
  mutating func updateReports(_ turn: inout Turn) {
    if case .planning(problem: nil) = header.state { return }
    let policy = header.policy.report
    guard policy != .off || !conversation.asked.isEmpty else { return }
    let targets = conversationTargets.sorted()
    // A mission with many targets must not use up what GitHub allows to be written in a minute.
    let pause = max(60, 5 * targets.count)
    for target in targets {
      let isChecked = policy == .check && !conversation.cannotCheck
      // One that is over gets no check any more, but the one it has says the last word.
      if isChecked, let facts = pullRequests[target.asPullRequest], let head = facts.head,
        facts.state == .open || conversation.checks[facts.reference]?.head == head
      {
        updateCheck(on: facts.reference, head: head, pause: pause, &turn)
      }
      let isCommented = policy == .comment || policy == .check && conversation.cannotCheck
      if isCommented || conversation.asked.contains(target) { updateComment(on: target, pause: pause, &turn) }
    }
  }

  /// A snapshot without our own check runs, whichever mission wrote them: they say what we think of it, not whether it
  /// is good.
  func withoutOwnChecks(_ snapshot: PullRequestSnapshot) -> PullRequestSnapshot {
    guard snapshot.checks.elements.contains(where: isOwn) else { return snapshot }
    var snapshot = snapshot
    snapshot.checks.elements.removeAll(where: isOwn)
    // Where the branch requires it, it is there; that it is ours must not keep the mission waiting for itself.
    snapshot.requiredChecks.elements.removeAll { $0.name == StatusCheck.name }
    return snapshot
  }

  private func isOwn(_ check: CheckFact) -> Bool {
    guard check.source == .checkRun else { return false }
    if let runID = check.runID, conversation.ownCheckRuns.contains(runID) { return true }
    return check.isReport
  }

  // MARK: Writing

  private mutating func updateComment(on target: IssueReference, pause: Int, _ turn: inout Turn) {
    let text = reportText(on: target, roster: turn.roster)
    var posting = conversation.comments[target] ?? .init()
    let action = Action.report(
      StatusComment(mission: id, target: target, comment: posting.number, since: header.createdAt, text: text))
    let isAsked = conversation.asked.contains(target)
    update(&posting, action, saying: text, isUrgent: isAsked, pause: pause, &turn)
    conversation.keep(posting, on: target)
    // It says it already.
    if posting.action == nil { conversation.noteAnswered(under: target) }
  }

  private mutating func updateCheck(
    on reference: PullRequestReference, head: String, pause: Int, _ turn: inout Turn
  ) {
    var posting = conversation.checks[reference] ?? .init(head: head)
    if posting.head != head {
      if let action = posting.action { outbox.remove(action) }
      posting = .init(head: head)
    }
    let items = carried(by: reference)
    let report = StatusCheck(
      mission: id, pullRequest: reference, head: head, run: posting.number,
      isPassing: !items.isEmpty && items.allSatisfy(\.isDone), title: reportTitle(on: reference.asIssue, turn.roster),
      text: reportText(on: reference.asIssue, roster: turn.roster))
    update(&posting, .check(report), saying: report.written, isUrgent: false, pause: pause, &turn)
    conversation.keep(posting, on: reference)
  }

  private mutating func update(
    _ posting: inout Conversation.Posting, _ action: Action, saying text: String, isUrgent: Bool, pause: Int,
    _ turn: inout Turn
  ) {
    let isWritten = posting.written == Conversation.Posting.digest(text)
    let soon = isUrgent ? turn.now : turn.now.adding(seconds: Self.settleSeconds)
    let due = posting.writtenAt.map { max(soon, $0.adding(seconds: pause)) } ?? soon
    if let id = posting.action, let pending = outbox.pending[id] {
      // From this time on a courier may have it in hand: the next report says what has changed since.
      guard pending.attempts.nextAt > turn.now else { return }
      guard isWritten else { return outbox.replace(id, by: action, due: due) }
      outbox.remove(id)
      posting.action = nil
      return
    }
    posting.action = nil
    guard !isWritten else { return }
    if let refusedAt = posting.refusedAt, turn.now.seconds(since: refusedAt) < Self.refusalRest { return }
    let pending = PendingAction(
      id: header.identifiers.next(), action: action, item: nil, createdAt: turn.now, due: due)
    outbox.add(pending)
    posting.action = pending.id
  }
}

extension CheckFact {
  /// Whether it is a mission's report. Those are never red nor pending: what is so is none of ours, whatever it is
  /// called.
  fileprivate var isReport: Bool {
    guard name == StatusCheck.name, externalID?.hasPrefix(StatusCheck.identityStart) ?? false else { return false }
    return state == .success || state == .neutral
  }
}
