extension Mission {
  /// Does to the pull requests what the policy lets the mission do by itself, and takes back what is no longer wanted.
  mutating func tendPullRequests(_ turn: inout Turn) {
    takeOutOfQueue(&turn)
    dropForgottenConducts()
    withdrawErrands(by: turn.judgement)
    for item in orderedItems where !item.isDone {
      for reference in item.pullRequests where pullRequests[reference]?.state == .open {
        followMergeability(of: reference, at: turn.now)
        followQueue(reference, &turn)
        runAgain(reference, for: item.id, &turn)
        updateBranch(reference, for: item, &turn)
        resolveThreads(on: reference, of: item, &turn)
      }
      merge(item, &turn)
    }
  }

  /// The moments at which time alone changes what is to be done to pull requests.
  var conductMoments: [Timestamp] {
    conducts.values.flatMap { $0.moments }
  }

  /// An operator lets everything be tried again that GitHub refused.
  mutating func forgiveRefusals() {
    for (reference, var conduct) in conducts {
      conduct.refusals = 0
      if case .refused = conduct.merging { conduct.merging = .untried }
      if case .refused = conduct.update { conduct.update = .untried }
      conducts[reference] = conduct
    }
  }

  /// The errand, if it may be done now: a stopped mission and one that is over do nothing more than to say where they
  /// stand and to take back what must not go on without them.
  package func errandToPerform(_ id: Identifier<Errand>) -> Errand? {
    guard let errand = errands[id], errand.act.outlivesMission || !isOver && !isHalted else { return nil }
    return errand
  }

  // MARK: Conduct

  /// What was done to the pull request on its current head.
  func conduct(of reference: PullRequestReference) -> PullRequestConduct? {
    guard let conduct = conducts[reference], conduct.head == pullRequests[reference]?.head else { return nil }
    return conduct
  }

  /// Changes what is noted of the pull request's current head.
  mutating func note(on reference: PullRequestReference, _ change: (inout PullRequestConduct) -> Void) {
    guard let head = pullRequests[reference]?.head else { return }
    var conduct = conducts[reference] ?? PullRequestConduct(reference: reference, head: head)
    if conduct.head != head {
      let before = conduct
      conduct = PullRequestConduct(reference: reference, head: head)
      conduct.resolvedThreads = before.resolvedThreads
      conduct.enqueuedHead = before.enqueuedHead
      conduct.refusedThreads = before.refusedThreads
    }
    change(&conduct)
    guard conduct != conducts[reference] else { return }
    conducts[reference] = conduct
  }

  private mutating func dropForgottenConducts() {
    guard !conducts.isEmpty else { return }
    let carrying = Set(items.values.filter { !$0.isDone }.flatMap(\.pullRequests))
    for reference in conducts.keys where !carrying.contains(reference) { conducts[reference] = nil }
  }

  private mutating func followMergeability(of reference: PullRequestReference, at now: Timestamp) {
    guard let snapshot = pullRequests[reference]?.snapshotOfHead else { return }
    let isUnknown = snapshot.mergeability == .unknown || snapshot.mergeState == "unknown"
    guard isUnknown || conduct(of: reference)?.mergeabilityUnknownSince != nil else { return }
    note(on: reference) { conduct in
      let since = conduct.mergeabilityUnknownSince ?? now
      conduct.mergeabilityUnknownSince = isUnknown ? since : nil
      conduct.isMergeabilityStuck =
        isUnknown && now >= since.adding(seconds: PullRequestConduct.mergeabilityPatience)
    }
  }

  // MARK: What came of it

  /// Takes note of what was done.
  mutating func follow(_ act: GitHubAct, doneAt now: Timestamp) {
    switch act {
    case .merge(let reference, let head, _):
      // What else goes onto that branch must be looked at against its new commit.
      if let base = pullRequests[reference]?.base { touchOthers(onto: base, except: reference, at: now) }
      if conduct(of: reference)?.head == head { note(on: reference) { $0.merging = .accepted(at: now) } }
    case .enqueue(let reference, let head):
      if conduct(of: reference)?.head == head { note(on: reference) { $0.merging = .accepted(at: now) } }
    case .dequeue(let reference, let head, _):
      // Once nothing speaks against it any more it is put there again.
      if conduct(of: reference)?.head == head { note(on: reference) { $0.merging = .untried } }
    case .updateBranch(let reference, let head):
      if conduct(of: reference)?.head == head { note(on: reference) { $0.update = .accepted(at: now) } }
    case .rerunFailedJobs(let reference, let workflowRun, _, _):
      guard conduct(of: reference)?.rerun(of: workflowRun) != nil else { break }
      note(on: reference) { conduct in conduct.changeRerun(of: workflowRun) { $0.request = .accepted(at: now) } }
    case .resolveThread, .react, .report, .check: break
    }
    // The fetched state alone says what became of it.
    if let reference = act.pullRequest { pullRequests.touch(reference, at: now) }
  }

  /// Takes note of GitHub's no.
  mutating func follow(_ act: GitHubAct, refused reason: String, _ turn: inout Turn) {
    switch act {
    case .merge(let reference, let head, _), .enqueue(let reference, let head):
      if conduct(of: reference)?.head == head { noteMergeRefusal(of: reference, reason, &turn) }
    case .updateBranch(let reference, let head):
      if conduct(of: reference)?.head == head { note(on: reference) { $0.update = .refused(reason) } }
    case .rerunFailedJobs(let reference, let workflowRun, _, _):
      guard conduct(of: reference)?.rerun(of: workflowRun) != nil else { break }
      note(on: reference) { conduct in conduct.changeRerun(of: workflowRun) { $0.request = .refused(reason) } }
    case .resolveThread(let reference, let thread, _):
      note(on: reference) { $0.refusedThreads = ($0.refusedThreads ?? []).union([thread]) }
    // It stays where it is; what becomes of it is fetched.
    case .dequeue, .react, .report, .check: break
    }
    if let reference = act.pullRequest { pullRequests.touch(reference, at: turn.now) }
  }

  private mutating func touchOthers(onto base: String, except reference: PullRequestReference, at now: Timestamp) {
    pullRequests.touch(at: now) { facts in
      facts.reference != reference && facts.reference.repository == reference.repository && facts.base == base
        && facts.state == .open
    }
  }

  /// Takes back what is not wanted any more: the head has moved, a gate has closed, the pull request is not open. What is
  /// under way already is guarded by its head.
  private mutating func withdrawErrands(by judgement: Judgement) {
    for errand in errands.values where !isStillWanted(errand, by: judgement) { errands[errand.id] = nil }
    // Nothing counts as asked for without its errand.
    for (reference, var conduct) in conducts {
      let acts = errands.values.map(\.act).filter { $0.pullRequest == reference }
      if conduct.merging == .asked, !acts.contains(where: { $0.isMerge(of: reference) }) { conduct.merging = .untried }
      if conduct.update == .asked, !acts.contains(.updateBranch(reference, head: conduct.head)) {
        conduct.update = .untried
      }
      for rerun in conduct.reruns where rerun.request == .asked && !acts.contains(where: { $0.reruns(rerun) }) {
        conduct.changeRerun(of: rerun.workflowRun) { $0.request = .untried }
      }
      if conduct != conducts[reference] { conducts[reference] = conduct }
    }
  }

  private func isStillWanted(_ errand: Errand, by judgement: Judgement) -> Bool {
    switch errand.act {
    case .merge(let reference, let head, _), .enqueue(let reference, let head):
      guard let item = openItem(of: errand, on: reference), let facts = pullRequests[reference], facts.head == head,
        !facts.isDraft, header.policy.autoMerge, case .submitted(reporting: nil) = item.state
      else { return false }
      if watches.of(item.id, on: reference).contains(where: { $0.status != .done }) { return false }
      // While GitHub is only being asked anew nothing is known to be wrong.
      return facts.currentSnapshot == nil || isReadyToMerge(reference, by: judgement)
    case .dequeue(let reference, _, _): return pullRequests[reference]?.state == .open
    case .updateBranch(let reference, let head):
      return openItem(of: errand, on: reference) != nil && pullRequests[reference]?.head == head
    case .rerunFailedJobs(let reference, let workflowRun, _, _):
      return openItem(of: errand, on: reference) != nil && conduct(of: reference)?.rerun(of: workflowRun) != nil
    case .resolveThread(let reference, _, _): return openItem(of: errand, on: reference) != nil
    // What is said is also said of what is over.
    case .react, .report, .check: return true
    }
  }

  /// The unfinished item an errand is for, while the pull request is open.
  private func openItem(of errand: Errand, on reference: PullRequestReference) -> WorkItem? {
    guard let item = errand.item.flatMap({ items[$0] }), !item.isDone, pullRequests[reference]?.state == .open else {
      return nil
    }
    return item
  }
}

extension GitHubAct {
  /// The pull request it is done to, if it is done to one; what is only said about it does nothing to it.
  var pullRequest: PullRequestReference? {
    switch self {
    case .merge(let reference, _, _), .enqueue(let reference, _), .dequeue(let reference, _, _),
      .updateBranch(let reference, _), .rerunFailedJobs(let reference, _, _, _), .resolveThread(let reference, _, _):
      reference
    case .react, .report, .check: nil
    }
  }

  /// Whether it merges the pull request, at once or by the merge queue.
  func isMerge(of reference: PullRequestReference) -> Bool {
    switch self {
    case .merge(reference, _, _), .enqueue(reference, _): true
    case .merge, .enqueue, .dequeue, .updateBranch, .rerunFailedJobs, .resolveThread, .react, .report, .check: false
    }
  }

  fileprivate func reruns(_ rerun: PullRequestConduct.Rerun) -> Bool {
    switch self {
    case .rerunFailedJobs(_, let workflowRun, _, _): workflowRun == rerun.workflowRun
    case .merge, .enqueue, .dequeue, .updateBranch, .resolveThread, .react, .report, .check: false
    }
  }
}
