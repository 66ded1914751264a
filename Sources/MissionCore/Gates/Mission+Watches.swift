extension Mission {
  /// Lets every watch of these items that are unfinished look at the facts, and makes, extends or withdraws fix tasks.
  mutating func judgeWatches(of looked: [WorkItem], _ turn: inout Turn) {
    for item in looked where !item.isDone && !item.pullRequests.isEmpty {
      partPullRequests(of: item.id, &turn)
      guard let item = items[item.id] else { continue }
      for facts in item.pullRequests.compactMap({ pullRequests[$0] }) where !facts.state.isOver {
        turn.judgement[facts.reference] = read(facts, at: turn.now)
      }
      followEnds(of: item.id, &turn)
      for kind in WatchKind.allCases { judge(kind, of: item.id, &turn) }
    }
    readings = Readings(turn.judgement)
  }

  /// What the watches say of a pull request now; said again where nothing that they look at has changed.
  func read(_ facts: PullRequestFacts, at now: Timestamp) -> Reading {
    let watched = watched(facts)
    return readings.reading(of: watched, at: now) ?? Reading(of: watched, at: now)
  }

  /// Judges all watches of one kind together: they share one fix task, however many pull requests carry the item.
  private mutating func judge(_ kind: WatchKind, of id: Identifier<WorkItem>, _ turn: inout Turn) {
    var judged: [(watch: Identifier<WatchItem>, head: String?, verdict: Verdict)] = []
    var standing: [StandingCause] = []
    for watch in watches.of(id) where watch.kind == kind {
      guard let reading = turn.judgement[watch.target] else { continue }
      let verdict = reading[kind]
      judged.append((watch.id, reading.head, verdict))
      switch verdict {
      case .passes: items.forgetCauses(of: id, kind.fixKind, on: watch.target)
      case .waits, .unproven, .mends, .needsPerson: break
      case .acts(let causes, _):
        let isOneOfSeveral = items[id]?.pullRequests.count ?? 0 > 1
        standing += causes.map { cause in
          StandingCause(cause: isOneOfSeveral ? cause.naming(watch.target) : cause, head: reading.head ?? "")
        }
      }
    }
    var isFixOpen = false
    if standing.isEmpty {
      withdrawFix(of: id, kind.fixKind, &turn)
    } else {
      isFixOpen = requestFix(for: id, kind.fixKind, standing, &turn)
    }
    for (watch, head, verdict) in judged { write(verdict, to: watch, on: head, isFixOpen: isFixOpen, &turn) }
  }

  private mutating func write(
    _ verdict: Verdict, to id: Identifier<WatchItem>, on head: String?, isFixOpen: Bool, _ turn: inout Turn
  ) {
    guard let watch = watches[id] else { return }
    // What passed on this head stays passed while it is only being looked at again: no news, no record, no log line.
    if case .unproven = verdict, watch.status == .done, watch.passedHead == head { return }
    let status: WatchItem.Status =
      switch verdict {
      case .passes: .done
      case .waits, .unproven, .mends, .needsPerson: .active
      case .acts: isFixOpen ? .snoozed : .active
      }
    let text = verdict.text
    guard watches.write(status, text, on: head, to: id) else { return }
    switch status {
    case .snoozed: turn.log("Watch \(id) triggered action CreateFixTask for \(watch.target): \(text)")
    case .done: turn.log("Watch \(watch.kind.rawValue) on \(watch.target) passed: \(text)")
    case .active: break
    }
  }

  /// Takes note of pull requests that were merged, closed or opened again.
  private mutating func followEnds(of id: Identifier<WorkItem>, _ turn: inout Turn) {
    for reference in items[id]?.pullRequests ?? [] {
      switch pullRequests[reference]?.state {
      case .merged: watches.finish(of: id, on: reference, "merged")
      case .closed: watches.finish(of: id, on: reference, "closed without merging")
      case .open, .unknown: releaseIfReopened(id, reference, &turn)
      case nil: break
      }
    }
    holdIfClosed(id, &turn)
  }

  /// Holds an item all of whose pull requests were closed without merging. Whoever still works on it may bring another;
  /// its report decides.
  private mutating func holdIfClosed(_ id: Identifier<WorkItem>, _ turn: inout Turn) {
    guard let item = items[id], let last = item.pullRequests.last,
      item.pullRequests.allSatisfy({ pullRequests[$0]?.state == .closed })
    else { return }
    switch item.state {
    case .submitted(reporting: nil): break
    case .assigned(let task), .running(let task):
      guard tasks[task]?.isFix ?? false else { return }
    case .pending, .ready, .submitted, .held, .done: return
    }
    cancelOpenTasks(of: id, reason: "pull request \(last) was closed without merging", &turn)
    items.hold(id, for: .pullRequestClosed(last), at: turn.now)
    turn.log("Pull request \(last) was closed without merging: '\(item.title)' needs a decision")
  }

  private mutating func releaseIfReopened(
    _ id: Identifier<WorkItem>, _ reference: PullRequestReference, _ turn: inout Turn
  ) {
    guard case .held(.pullRequestClosed) = items[id]?.state else { return }
    items.release(id, at: turn.now)
    turn.log("'\(items[id]?.title ?? "")' goes on with pull request \(reference)")
  }
}

extension Cause {
  /// The cause with the name of its pull request in its title.
  fileprivate func naming(_ reference: PullRequestReference) -> Cause {
    var cause = self
    cause.title += " (\(reference))"
    return cause
  }
}

extension PullRequestSnapshot.State {
  /// Whether there is nothing left to watch, as long as it stays so.
  var isOver: Bool {
    switch self {
    case .closed, .merged: true
    case .open, .unknown: false
    }
  }
}
