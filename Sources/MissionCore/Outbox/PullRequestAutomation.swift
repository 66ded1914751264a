/// What a mission does to one of its pull requests by itself, and what came of it: merging, updating its branch,
/// running failed jobs again, resolving threads.
///
/// All but the resolved threads and the place in the merge queue is about one head: another head begins anew.
package struct PullRequestAutomation: Hashable, Sendable, Codable {
  /// How far merging is.
  package enum Merging: Hashable, Sendable, Codable {
    /// It was not asked for on this head.
    case untried
    /// GitHub is being asked to merge it, or to put it into the merge queue.
    case asked
    /// GitHub did so; fetched state has yet to show it.
    case accepted(at: Timestamp)
    /// Fetched state showed it in the merge queue.
    case queued
    /// GitHub said no.
    case refused(MergeRefusal)
  }

  /// GitHub's no, and when to ask again.
  package struct MergeRefusal: Hashable, Sendable, Codable {
    /// What GitHub said, untrusted text.
    package var reason: String
    /// What was known when it was asked; other facts are worth another try.
    package var basis: [String]
    /// When the same facts are worth another try.
    package var retryAt: Timestamp
  }

  /// How far a thing is that is asked for once on a head.
  package enum Request: Hashable, Sendable, Codable {
    /// Not asked for.
    case untried
    /// GitHub is being asked.
    case asked
    /// GitHub said yes; what it does then takes a while.
    case accepted(at: Timestamp)
    /// GitHub said no; says why.
    case refused(String)
  }

  /// A workflow run whose failed jobs were run again.
  package struct Rerun: Hashable, Sendable, Codable {
    /// GitHub's number of the workflow run.
    package let workflowRun: Int
    /// How often that was asked for.
    package fileprivate(set) var count = 0
    /// The check runs that had failed when it was asked for the last time.
    package fileprivate(set) var failed: Set<Int> = []
    /// How far the last time is.
    package fileprivate(set) var request = Request.untried
  }

  /// Which pull request.
  package private(set) var reference: PullRequestReference
  /// The head it is about.
  package private(set) var head: String
  /// How far merging is.
  package private(set) var merging = Merging.untried
  /// How often GitHub refused to merge this head.
  package private(set) var refusals = 0
  /// How far updating its branch is.
  package private(set) var update = Request.untried
  /// The workflow runs that were run again.
  package private(set) var reruns: [Rerun] = []
  /// How often each check was run again, by name and app.
  package private(set) var rerunsByCheck: [String: Int] = [:]
  /// Since when GitHub has not said whether it merges; nil while it says.
  package private(set) var mergeabilityUnknownSince: Timestamp?
  /// Whether that has lasted too long.
  package private(set) var isMergeabilityStuck = false
  /// The head for which the mission asked for a place in the merge queue, until it takes it out again; of every head.
  package private(set) var enqueuedHead: String?
  /// The checks that failed on the merge queue's own commit since it was put there; nil where none did.
  package private(set) var queueFailures: [String]?
  /// The threads that were answered and resolved, each with the comment that was answered; of every head.
  package private(set) var resolvedThreads: Set<ThreadMark> = []

  /// The threads that GitHub would not let us answer or resolve; of every head.
  package private(set) var refusedThreads: Set<String>?

  init(reference: PullRequestReference, head: String) {
    self.reference = reference
    self.head = head
  }

  /// The moments at which time alone changes what is to be done next.
  var moments: [Timestamp] {
    var moments: [Timestamp] = []
    switch merging {
    case .accepted(let at): moments.append(at.adding(seconds: Self.mergePatience))
    case .refused(let refusal): moments.append(refusal.retryAt)
    case .untried, .asked, .queued: break
    }
    for case .accepted(let at) in [update] + reruns.map(\.request) {
      moments.append(at.adding(seconds: Self.patience))
    }
    if let since = mergeabilityUnknownSince { moments.append(since.adding(seconds: Self.mergeabilityPatience)) }
    return moments
  }

  /// The workflow run's entry.
  func rerun(of workflowRun: Int) -> Rerun? { reruns.first { $0.workflowRun == workflowRun } }

  // MARK: Merging

  /// GitHub is asked to merge it, or to put it into the merge queue.
  mutating func askToMerge(byQueue: Bool) {
    merging = .asked
    queueFailures = nil
    if byQueue { enqueuedHead = head }
  }

  /// GitHub said that it does so.
  mutating func noteMergeAccepted(at now: Timestamp) { merging = .accepted(at: now) }

  /// GitHub said no: the same facts are worth another try after a while that grows with each refusal.
  mutating func noteMergeRefused(because reason: String, on basis: [String], at now: Timestamp) {
    refusals = min(refusals + 1, 1_000)
    let pause = BackOff.merging.seconds(afterFailures: refusals)
    merging = .refused(.init(reason: reason, basis: basis, retryAt: now.adding(seconds: pause)))
  }

  /// It is, or was, in the merge queue.
  mutating func noteQueued() { merging = .queued }

  /// GitHub took it out of the merge queue, as it was asked to.
  mutating func noteTakenOut() { merging = .untried }

  /// The mission's place in the merge queue is given up.
  mutating func leaveQueue() { enqueuedHead = nil }

  /// A check of the commit on which the merge queue tries it.
  mutating func noteQueueCheck(_ name: String, isFailing: Bool) {
    let failures = (queueFailures ?? []).filter { $0 != name } + (isFailing ? [name] : [])
    queueFailures = failures.isEmpty ? nil : Array(failures.suffix(10))
  }

  /// GitHub says, or does not say, whether it merges.
  mutating func noteMergeability(isUnknown: Bool, at now: Timestamp) {
    let since = mergeabilityUnknownSince ?? now
    mergeabilityUnknownSince = isUnknown ? since : nil
    isMergeabilityStuck = isUnknown && now >= since.adding(seconds: Self.mergeabilityPatience)
  }

  // MARK: Branch, jobs, threads

  /// How far updating its branch is.
  mutating func noteUpdate(_ request: Request) { update = request }

  /// The failed jobs of a workflow run are to be run again: these check runs, of these checks.
  mutating func askForRerun(of workflowRun: Int, failed: Set<Int>, checks: [String]) {
    changeRerun(of: workflowRun) { rerun in
      rerun.count += 1
      rerun.failed = failed
      rerun.request = .asked
    }
    for check in checks { rerunsByCheck[check, default: 0] += 1 }
  }

  /// How far running the jobs of a workflow run again is.
  mutating func noteRerun(of workflowRun: Int, _ request: Request) {
    changeRerun(of: workflowRun) { $0.request = request }
  }

  /// A thread is answered and resolved, as far as it was written.
  mutating func noteResolved(_ mark: ThreadMark) { resolvedThreads.insert(mark) }

  /// GitHub would not let a thread be answered or resolved.
  mutating func noteRefused(thread: String) { refusedThreads = (refusedThreads ?? []).union([thread]) }

  /// Changes the workflow run's entry; makes it first where there is none.
  private mutating func changeRerun(of workflowRun: Int, _ change: (inout Rerun) -> Void) {
    var rerun = rerun(of: workflowRun) ?? Rerun(workflowRun: workflowRun)
    change(&rerun)
    reruns.removeAll { $0.workflowRun == workflowRun }
    reruns.append(rerun)
  }

  // MARK: Heads and names

  /// The same for another head: only what is about every head stays.
  func onAnotherHead(_ head: String) -> PullRequestAutomation {
    var automation = PullRequestAutomation(reference: reference, head: head)
    automation.resolvedThreads = resolvedThreads
    automation.enqueuedHead = enqueuedHead
    automation.refusedThreads = refusedThreads
    return automation
  }

  /// The same without GitHub's refusals: an operator lets everything be tried again.
  func forgiven() -> PullRequestAutomation {
    var automation = self
    automation.refusals = 0
    if case .refused = merging { automation.merging = .untried }
    if case .refused = update { automation.update = .untried }
    return automation
  }

  /// The same with nothing asked for but what these actions, all that are open on the pull request, ask for.
  func asking(only actions: [Action]) -> PullRequestAutomation {
    var automation = self
    if merging == .asked, !actions.contains(where: { $0.isMerge(of: reference) }) { automation.merging = .untried }
    if update == .asked, !actions.contains(.updateBranch(reference, head: head)) { automation.update = .untried }
    for rerun in reruns where rerun.request == .asked && !actions.contains(where: { $0.reruns(rerun.workflowRun) }) {
      automation.changeRerun(of: rerun.workflowRun) { $0.request = .untried }
    }
    return automation
  }

  /// The same under the names that things have now.
  func following(_ move: ReferenceMove) -> PullRequestAutomation {
    var automation = self
    automation.reference = move.moved(reference)
    return automation
  }

  /// How long GitHub may take to show that it merged what it said it merged, in seconds.
  static let mergePatience = 120
  /// How long it may take to show in the merge queue what it put there, in seconds.
  static let queuePatience = 10
  /// How long it may take until jobs begin again or a branch has its new commit, in seconds.
  static let patience = 300
  /// How long it may compute whether a pull request merges before a person is told, in seconds.
  static let mergeabilityPatience = 600
}

extension Action {
  /// Whether it merges the pull request, at once or by the merge queue.
  func isMerge(of reference: PullRequestReference) -> Bool {
    switch self {
    case .merge(reference, _, _), .enqueue(reference, _): true
    case .merge, .enqueue, .dequeue, .updateBranch, .rerunFailedJobs, .resolveThread, .openPullRequest, .react, .report,
      .check:
      false
    }
  }

  fileprivate func reruns(_ workflowRun: Int) -> Bool {
    guard case .rerunFailedJobs(_, workflowRun, _, _) = self else { return false }
    return true
  }
}

extension PullRequestSnapshot {
  /// What decides whether it can be merged, in a stable order: when GitHub refused and this is unchanged, asking again
  /// at once is of no use.
  var mergeBasis: [String] {
    var basis = ["onto \(base)", mergeState, "\(mergeability)", "draft \(isDraft)"]
    basis.append("queue \(mergeQueue.map { "\($0)" } ?? "")")
    basis.append("threads \(threads.elements.count { !$0.isResolved })")
    basis += checks.elements.map { "check \($0.name) \($0.app ?? "") \($0.state.word)" }.sorted()
    basis += reviews.elements.map { "review \($0.id) \($0.verdict)" }.sorted()
    return basis
  }
}
