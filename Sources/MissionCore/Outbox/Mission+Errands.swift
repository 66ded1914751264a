extension Mission {
  /// Wants something done on GitHub, once: while the same act is open for the item, nothing is added.
  mutating func want(_ act: GitHubAct, for item: Identifier<WorkItem>?, _ turn: inout Turn) {
    guard !errands.values.contains(where: { $0.act == act && $0.item == item }) else { return }
    let errand = Errand(id: header.identifiers.next(), act: act, item: item, createdAt: turn.now)
    errands[errand.id] = errand
  }

  /// Takes in what came of an errand. An errand that is known no more was answered before.
  mutating func end(_ id: Identifier<Errand>, _ outcome: ErrandOutcome, _ turn: inout Turn) {
    guard var errand = errands[id] else { return }
    switch outcome {
    case .done(let text):
      errands[id] = nil
      react(to: errand.act, done: text, &turn)
    case .written(let number):
      errands[id] = nil
      noteReport(errand.act, as: number, &turn)
      if case .openPullRequest(let proposal) = errand.act { noteOpened(proposal, as: number, for: errand.item, &turn) }
    case .refused(let reason):
      errands[id] = nil
      react(to: errand.act, refused: reason, of: errand.item, &turn)
    case .failed(let reason, let retryAt):
      errand.attempts = min(errand.attempts + 1, 1_000)
      errand.problem = reason
      let pause = turn.now.adding(seconds: backOffSeconds(afterFailures: errand.attempts))
      errand.nextAttemptAt = max(pause, retryAt ?? pause)
      errands[id] = errand
      turn.remark("\(errand.act.description) failed and is tried again: \(reason)")
    }
  }

  private mutating func react(to act: GitHubAct, done text: String, _ turn: inout Turn) {
    // A branch that is behind again and again is no progress.
    if case .updateBranch = act {
      turn.remark("\(act.description): \(text)")
    } else if !act.isConversation {
      turn.log("\(act.description): \(text)")
    }
    switch act {
    case .merge, .enqueue, .dequeue, .updateBranch, .rerunFailedJobs, .resolveThread: follow(act, doneAt: turn.now)
    case .react, .openPullRequest: break
    case .report, .check: noteReport(act, as: nil, &turn)
    }
  }

  private mutating func react(
    to act: GitHubAct, refused reason: String, of item: Identifier<WorkItem>?, _ turn: inout Turn
  ) {
    if noteRefusedReport(act, because: reason, &turn) { return }
    turn.remark("\(act.description) was refused: \(reason)")
    switch act {
    case .merge, .enqueue, .dequeue, .updateBranch, .rerunFailedJobs, .resolveThread:
      follow(act, refused: reason, &turn)
    case .openPullRequest: if let item { items[item]?.refusedPullRequest = reason }
    case .react, .report, .check: break
    }
  }
}

extension GitHubAct: CustomStringConvertible {
  /// What is to be done, for people.
  package var description: String {
    switch self {
    case .merge(let reference, let head, _): "Merging \(reference) at \(head.prefix(7))"
    case .enqueue(let reference, let head): "Putting \(reference) at \(head.prefix(7)) into the merge queue"
    case .dequeue(let reference, let head, let reason):
      "Taking \(reference) at \(head.prefix(7)) out of the merge queue, because \(reason)"
    case .updateBranch(let reference, _): "Updating the branch of \(reference)"
    case .rerunFailedJobs(let reference, let run, _, _):
      "Running failed jobs of \(reference) again (workflow run \(run))"
    case .resolveThread(let reference, _, let head): "Resolving a review thread of \(reference) at \(head.prefix(7))"
    case .openPullRequest(let proposal):
      "Opening a pull request for \(UntrustedText.line(proposal.branch)) in \(proposal.repository)"
    case .react(let repository, let comment, let reaction):
      "Reacting with \(reaction.rawValue) to comment \(comment) in \(repository)"
    case .report(let report): "Reporting on \(report.target)"
    case .check(let report): "Reporting by a check on \(report.pullRequest)"
    }
  }
}
