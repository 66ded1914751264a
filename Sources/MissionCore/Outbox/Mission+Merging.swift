extension PullRequestFacts {
  /// Whether GitHub says that the base branch requires a review that it does not have.
  var lacksApproval: Bool { snapshotOfHead?.reviewDecision == "review_required" }
}

extension Mission {
  /// Why an item whose gates have all passed is not merged yet; nil when it need not be.
  func mergeProblem(of item: WorkItem, by judgement: Judgement) -> String? {
    guard header.policy.completeOn == .merge || header.policy.autoMerge else { return nil }
    let open = item.pullRequests.filter { pullRequests[$0]?.state != .merged && pullRequests[$0]?.state != .closed }
    guard let first = open.first else {
      return item.pullRequests.isEmpty ? nil : "its pull request waits to be merged"
    }
    let problems = open.map { mergeProblem(of: $0, item, by: judgement) }
    return problems.first { $0 != nil } ?? "its pull request waits to be merged: \(first)"
  }

  /// What a person must do about merging an item, if anything.
  func mergeNeed(of item: WorkItem, by judgement: Judgement) -> Verdict? {
    for reference in item.pullRequests where pullRequests[reference]?.state == .open {
      if header.policy.autoMerge, pullRequests[reference]?.lacksApproval ?? false,
        carried(by: reference).allSatisfy({ isUnhindered($0, by: judgement) })
      {
        return .needsPerson(
          "GitHub does not let pull request \(reference) be merged without an approving review there",
          remedy: "approve it on GitHub: an approval that only Signalbox knows does not count for the branch's rules")
      }
      guard let automation = automation(of: reference), automation.refusals >= 3,
        case .refused(let refusal) = automation.merging
      else { continue }
      return .needsPerson(
        "merging was refused three times or more: \(refusal.reason)\(queueFailures(of: reference)) "
          + "(pull request \(reference))",
        remedy: "do on GitHub what it asks for, or merge it by hand; 'mission note ID resume' tries again")
    }
    return nil
  }

  /// Whether nothing that is known keeps an item from being merged. What is asked about it then stands while GitHub is
  /// merely asked again.
  func isUnhindered(_ item: WorkItem, by judgement: Judgement) -> Bool {
    guard !item.isDone else { return true }
    guard case .submitted(reporting: nil) = item.state else { return false }
    return mayOnlyLackProof(of: .merge, item, by: judgement)
  }

  /// Whether nothing but the merge itself keeps any of the items that a pull request carries.
  func isReadyToMerge(_ reference: PullRequestReference, by judgement: Judgement) -> Bool {
    carried(by: reference).allSatisfy { item in
      guard !item.isDone else { return true }
      guard case .submitted(reporting: nil) = item.state else { return false }
      return obstacle(to: .merge, of: item, by: judgement) == nil
    }
  }

  /// Asks GitHub to merge an item's pull requests once nothing else keeps it.
  mutating func merge(_ item: WorkItem, _ turn: inout Turn) {
    guard header.policy.autoMerge, let item = items[item.id], !item.isDone else { return }
    let open = item.pullRequests.compactMap { pullRequests[$0] }.filter { $0.state == .open }
    // Whatever else a pull request carries is merged with it, and so must be ready, too.
    guard open.allSatisfy({ isReadyToMerge($0.reference, by: turn.judgement) }) else { return }
    // Green is only what was fetched after the last word about it: of all of them, before any of them is merged.
    guard !open.isEmpty, open.allSatisfy({ $0.currentSnapshot != nil }) else { return }
    for facts in open { merge(facts, for: item.id, &turn) }
  }

  private mutating func merge(_ facts: PullRequestFacts, for item: Identifier<WorkItem>, _ turn: inout Turn) {
    guard let snapshot = facts.currentSnapshot, !snapshot.isDraft, snapshot.state == .open,
      snapshot.mergeability == .mergeable, !facts.lacksApproval
    else { return }
    switch automation(of: facts.reference)?.merging ?? .untried {
    case .untried: break
    case .asked, .queued: return
    case .accepted(let at):
      let isForQueue = snapshot.mergeQueue == .outside
      let end = at.adding(
        seconds: isForQueue ? PullRequestAutomation.queuePatience : PullRequestAutomation.mergePatience)
      guard snapshot.startedAt >= end else {
        pullRequests.look(at: facts.reference, by: end)
        return
      }
      let reason = isForQueue ? Self.leftQueue : "GitHub said yes, but nothing came of it"
      return noteMergeRefusal(of: facts.reference, reason, &turn)
    case .refused(let refusal):
      guard turn.now >= refusal.retryAt || snapshot.mergeBasis != refusal.basis else { return }
    }
    let action: Action
    switch snapshot.mergeQueue {
    case .entered: return
    case .outside: action = .enqueue(facts.reference, head: snapshot.head)
    case .noQueue, nil:
      // One at a time into a branch: the next is judged against what the first has made of it.
      guard !isMergingInto(snapshot.base, of: facts.reference.repository) else { return }
      action = .merge(facts.reference, head: snapshot.head, method: header.policy.mergeMethod)
    }
    want(action, for: item, &turn)
    note(on: facts.reference) { $0.askToMerge(byQueue: snapshot.mergeQueue == .outside) }
  }

  private func isMergingInto(_ base: String, of repository: RepositoryName) -> Bool {
    outbox.pending.values.contains { pending in
      guard case .merge(let reference, _, _) = pending.action else { return false }
      return reference.repository == repository && pullRequests[reference]?.base == base
    }
  }

  /// Takes note of fetched state that shows it in the merge queue, or no more in it.
  mutating func followQueue(_ reference: PullRequestReference, _ turn: inout Turn) {
    guard header.policy.autoMerge, let snapshot = pullRequests[reference]?.currentSnapshot else { return }
    // What is fetched meanwhile may be of before or after.
    guard leavingQueue(reference) == nil else { return }
    let merging = automation(of: reference)?.merging ?? .untried
    if case .entered = snapshot.mergeQueue {
      guard merging != .queued else { return }
      note(on: reference) { $0.noteQueued() }
      turn.log("Pull request \(reference) is in the merge queue")
    } else if merging == .queued, snapshot.mergeQueue != nil {
      noteMergeRefusal(of: reference, Self.leftQueue, &turn)
      turn.log("Pull request \(reference): \(Self.leftQueue)\(queueFailures(of: reference))")
    }
  }

  /// Takes note of a webhook that it is out of the queue: it was in it, though no fetch may have seen it there. The
  /// next one tells whether it is merged.
  mutating func noteDequeued(_ reference: PullRequestReference) {
    guard header.policy.autoMerge, case .accepted = automation(of: reference)?.merging else { return }
    note(on: reference) { $0.noteQueued() }
  }

  private static let leftQueue = "it left the merge queue without being merged"

  /// What failed in the queue, on a commit of the queue's own. Looked up when it is told: the word about such a check
  /// may come after the fetch that shows what became of the pull request.
  private func queueFailures(of reference: PullRequestReference) -> String {
    let failed = (automation(of: reference)?.queueFailures ?? []).map { UntrustedText.line($0, limit: 100) }
    return failed.isEmpty ? "" : "; failed there: \(failed.joined(separator: ", "))"
  }

  /// Takes note of a check of the commit on which the merge queue tries pull requests.
  mutating func noteQueueCheck(_ hint: CheckHint) {
    guard header.policy.autoMerge, hint.isOfMergeQueue == true else { return }
    for reference in hint.pullRequests where automation(of: reference)?.enqueuedHead != nil {
      let isFailing = hint.check.state.isRed || hint.check.state == .cancelled
      note(on: reference) { $0.noteQueueCheck(hint.check.name, isFailing: isFailing) }
    }
  }

  /// Takes note of a no to merging the current head; where a head is named, if it is that one.
  mutating func noteMergeRefusal(
    of reference: PullRequestReference, at head: String? = nil, _ reason: String, _ turn: inout Turn
  ) {
    if let head, automation(of: reference)?.head != head { return }
    let basis = pullRequests[reference]?.snapshotOfHead?.mergeBasis ?? []
    note(on: reference) { $0.noteMergeRefused(because: reason, on: basis, at: turn.now) }
  }

  private func mergeProblem(
    of reference: PullRequestReference, _ item: WorkItem, by judgement: Judgement
  ) -> String? {
    let facts = pullRequests[reference]
    if let sentence = leavingQueue(reference) { return "its pull request \(sentence)" }
    if case .entered(let word) = facts?.snapshotOfHead?.mergeQueue {
      return "its pull request waits in the merge queue" + (word.isEmpty ? "" : " (\(word))")
    }
    let prefix = "its pull request waits to be merged"
    guard header.policy.autoMerge else {
      return "\(prefix) by a person"
        + (facts?.lacksApproval ?? false ? ", after an approving review that GitHub requires" : "")
    }
    if case .submitted(_?) = item.state { return "\(prefix): first its author reports" }
    if let obstacle = obstacle(to: .merge, of: item, by: judgement) {
      return "\(prefix): first \(obstacle.verdict.text)"
    }
    if facts?.lacksApproval ?? false { return "\(prefix): GitHub requires an approving review" }
    switch automation(of: reference)?.merging ?? .untried {
    case .refused(let refusal):
      return "\(prefix): merging was refused: \(refusal.reason)\(queueFailures(of: reference))"
    case .asked:
      let pending = outbox.pending.values.filter { $0.action.isMerge(of: reference) }.min { $0.id < $1.id }
      return prefix
        + (pending?.attempts.problem.map { ": it could not be done yet: \($0)" } ?? ": GitHub is being asked")
    case .accepted: return "\(prefix): GitHub said yes and is asked whether it is done"
    case .queued, .untried:
      guard facts?.currentSnapshot != nil else { return "\(prefix): \(facts?.staleness ?? "not looked at yet")" }
      return nil
    }
  }
}
