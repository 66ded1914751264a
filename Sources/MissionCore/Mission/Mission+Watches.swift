extension Mission {
  /// Lets every watch of every unfinished item look at the facts, and makes, extends or withdraws fix tasks.
  mutating func judgeWatches(_ turn: inout Turn) {
    for item in orderedItems where !item.isDone {
      for reference in item.pullRequests {
        guard let facts = pullRequests[reference] else { continue }
        switch facts.state {
        case .merged: finishWatches(of: item.id, on: reference, "merged")
        case .closed:
          finishWatches(of: item.id, on: reference, "closed without merging")
          holdForClosedPullRequest(item.id, reference, &turn)
        case .open, .unknown:
          releaseIfReopened(item.id, reference, &turn)
          for watch in watchesOf(item.id, on: reference) { judge(watch.id, facts, &turn) }
        }
      }
    }
  }

  /// The watches of an item on a pull request, in a stable order.
  func watchesOf(_ item: Identifier<WorkItem>, on reference: PullRequestReference) -> [WatchItem] {
    watches.values.filter { $0.item == item && $0.target == reference }.sorted { $0.kind < $1.kind }
  }

  private mutating func judge(_ id: Identifier<WatchItem>, _ facts: PullRequestFacts, _ turn: inout Turn) {
    guard let watch = watches[id] else { return }
    let verdict =
      switch watch.kind {
      case .checks: facts.checksVerdict(policy: header.policy, at: turn.now)
      case .bots: facts.botsVerdict(at: turn.now)
      case .reviews: facts.reviewsVerdict(at: turn.now)
      case .mergeability: facts.mergeabilityVerdict()
      }
    switch verdict {
    case .passes(let text):
      settle(id, .done, text, &turn)
      withdrawFix(of: watch.item, watch.kind.fixKind, keeping: [], &turn)
      forgetCauses(of: watch.item, watch.kind)
    case .waits(let text), .needsPerson(let text):
      settle(id, .active, text, &turn)
      withdrawFix(of: watch.item, watch.kind.fixKind, keeping: [], &turn)
    case .acts(let causes, let text):
      let isFixOpen = requestFix(for: watch.item, watch.kind.fixKind, causes, head: facts.head ?? "", &turn)
      settle(id, isFixOpen ? .snoozed : .active, text, &turn)
    }
  }

  private mutating func settle(
    _ id: Identifier<WatchItem>, _ status: WatchItem.Status, _ verdict: String, _ turn: inout Turn
  ) {
    guard let watch = watches[id], watch.status != status || watch.verdict != verdict else { return }
    watches[id]?.status = status
    watches[id]?.verdict = verdict
    guard watch.status != status else { return }
    switch status {
    case .snoozed: turn.log("Watch \(id) triggered action CreateFixTask for \(watch.target): \(verdict)")
    case .done: turn.log("Watch \(watch.kind.rawValue) on \(watch.target) passed: \(verdict)")
    case .active: turn.log("Watch \(watch.kind.rawValue) on \(watch.target) is open: \(verdict)")
    }
  }

  private mutating func finishWatches(
    of item: Identifier<WorkItem>, on reference: PullRequestReference, _ verdict: String
  ) {
    for watch in watchesOf(item, on: reference) {
      watches[watch.id]?.status = .done
      watches[watch.id]?.verdict = verdict
    }
  }

  private mutating func holdForClosedPullRequest(
    _ id: Identifier<WorkItem>, _ reference: PullRequestReference, _ turn: inout Turn
  ) {
    guard let item = items[id] else { return }
    // Another open pull request carries the item on: the closed one no longer matters.
    if item.pullRequests.contains(where: { pullRequests[$0]?.state == .open }) { return }
    guard item.state != .held(.pullRequestClosed(reference)) else { return }
    if case .held = item.state { return }
    if case .running(let task) = item.state, tasks[task]?.kind == .work { return }
    cancelOpenTasks(of: id, reason: "pull request \(reference) was closed without merging", &turn)
    items[id]?.become(.held(.pullRequestClosed(reference)), at: turn.now)
    turn.log("Pull request \(reference) was closed without merging: '\(item.title)' needs a decision")
  }

  private mutating func releaseIfReopened(
    _ id: Identifier<WorkItem>, _ reference: PullRequestReference, _ turn: inout Turn
  ) {
    guard case .held(.pullRequestClosed) = items[id]?.state else { return }
    items[id]?.become(.submitted(reporting: nil), at: turn.now)
    for watch in watchesOf(id, on: reference) { watches[watch.id]?.status = .active }
    turn.log("'\(items[id]?.title ?? "")' goes on with pull request \(reference)")
  }

  private mutating func forgetCauses(of item: Identifier<WorkItem>, _ kind: WatchKind) {
    let prefixes =
      switch kind {
      case .checks: ["check:"]
      case .bots: ["bot:"]
      case .reviews: ["review:", "thread:"]
      case .mergeability: ["conflict", "behind"]
      }
    guard let known = items[item]?.causes, !known.isEmpty else { return }
    items[item]?.causes = known.filter { cause in !prefixes.contains { cause.key.hasPrefix($0) } }
  }
}
