/// Taking back places in merge queues.
///
/// What is in a merge queue is merged by GitHub on its own, whatever becomes of the mission. So a mission takes back
/// every place that it asked for as soon as it would no longer ask for it: a gate is known to be red, the head is
/// another, its work is begun again or dropped, or the mission is stopped, paused or given up. What people put there
/// stays there, and so does what is merely being looked at again.
extension Mission {
  /// Takes out of their merge queues what must not be merged any more: once for each place that was asked for.
  mutating func takeOutOfQueue(_ turn: inout Turn) {
    for (reference, automation) in outbox.automations.sorted(by: { $0.key < $1.key }) {
      guard let head = automation.enqueuedHead else { continue }
      guard pullRequests[reference]?.state == .open else {
        outbox.leaveQueue(reference)
        continue
      }
      guard let objection = objection(toMerging: reference, queuedAt: head, by: turn.judgement) else { continue }
      outbox.leaveQueue(reference)
      guard mayBeInQueue(reference, automation) else { continue }
      let action = Action.dequeue(reference, head: head, because: objection)
      want(action, for: carried(by: reference).first?.id, &turn)
      turn.log("Pull request \(reference) is taken out of the merge queue: \(objection)")
      guard automation.merging == .asked else { continue }
      // GitHub may just now be putting it there: that must be over before there is anything to take out.
      outbox.delay(action, until: turn.now.adding(seconds: PullRequestAutomation.queuePatience))
    }
  }

  /// What is said of a pull request that is being taken out of its merge queue; nil when it is not.
  func leavingQueue(_ reference: PullRequestReference) -> String? {
    for pending in outbox.pending.values.sorted(by: { $0.id < $1.id }) {
      guard case .dequeue(reference, _, let reason) = pending.action else { continue }
      let problem = pending.attempts.problem.map { ", which could not be done yet: \($0)" } ?? ""
      return "is being taken out of the merge queue because \(reason)\(problem)"
    }
    return nil
  }

  /// Whether anything known leaves room for its being in the queue.
  private func mayBeInQueue(_ reference: PullRequestReference, _ automation: PullRequestAutomation) -> Bool {
    switch automation.merging {
    case .refused: false
    // It was taken back while it may have been under way.
    case .untried: pullRequests[reference]?.currentSnapshot?.mergeQueue != .outside
    case .asked, .accepted, .queued: true
    }
  }

  /// What is known to speak against merging a pull request that this mission put into a merge queue; nil while nothing
  /// is known, be it only for being asked anew.
  private func objection(
    toMerging reference: PullRequestReference, queuedAt head: String, by judgement: Judgement
  ) -> String? {
    if isHalted || isOver, header.state != .completed { return "the mission is \(haltWord)" }
    guard let facts = pullRequests[reference] else { return nil }
    if let now = facts.head, now != head { return "its head is another by now" }
    if facts.isDraft { return "it is a draft" }
    let carried = carried(by: reference)
    let open = carried.filter { !$0.isDone }
    guard !open.isEmpty else {
      let dropped = carried.first { $0.state == .done(.cancelled) || $0.state == .done(.skipped) }
      return dropped.map { "'\($0.title)' was dropped" }
    }
    let standings = open.map { ($0, self.standings(of: $0, by: judgement)) }
    let watched = standings.lazy.flatMap { $0.1 }.first { $0.pullRequest == reference && $0.objection != nil }
    return watched?.objection ?? standings.lazy.compactMap { objection(of: $0, $1) }.first
  }

  private func objection(of item: WorkItem, _ standings: [Standing]) -> String? {
    switch item.state {
    case .submitted: break
    case .held(let hold): return hold.reason
    case .pending, .ready, .assigned, .running, .done: return "'\(item.title)' is worked on again"
    }
    // What speaks against another pull request of the item does not speak against this one.
    return standings.first { $0.pullRequest == nil && $0.objection != nil }?.objection
  }

  private var haltWord: String {
    switch header.state {
    case .blocked(.stopped): "stopped"
    case .blocked(.paused): "paused"
    case .failed: "given up"
    case .planning, .running, .blocked(.waiting), .completed: "over"
    }
  }
}
