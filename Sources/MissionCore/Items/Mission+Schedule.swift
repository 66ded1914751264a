extension Mission {
  /// Finishes what is merged, wherever it stands, and what its gates release.
  mutating func completeItems(_ looked: [WorkItem], _ turn: inout Turn) {
    for item in looked where item.state == .done(.issueClosed) && isMerged(item) { items.noteMerged(item.id) }
    for item in looked.compactMap({ items[$0.id] }) where !item.isDone {
      if hasLanded(item, at: turn.now), !isUnseenMerge(item) {
        finish(item.id, .merged, because: "merged", &turn)
        continue
      }
      guard case .submitted = item.state, obstacle(to: .completion, of: item, by: turn.judgement) == nil else {
        continue
      }
      finish(item.id, .gatesPassed, because: "all gates passed", &turn)
    }
  }

  /// Finishes an item for good.
  mutating func finish(
    _ id: Identifier<WorkItem>, _ resolution: WorkItem.Resolution, because reason: String, _ turn: inout Turn
  ) {
    guard let item = items[id], !item.isDone else { return }
    for task in openTasksOf(id) {
      // An author still at work on what has been accepted may finish its report; nothing depends on it any more.
      if task.kind == .work, case .running = task.state, resolution != .cancelled, resolution != .skipped { continue }
      cancel(task.id, reason: reason, &turn)
    }
    items.finish(id, resolution, at: turn.now)
    if resolution != .cancelled, resolution != .skipped, let learning = learning(of: item, turn) {
      turn.add(.learn(learning))
    }
    watches.finish(of: id)
    turn.log(
      resolution == .cancelled
        ? "Work item '\(item.title)' cancelled: \(reason)" : "Work item '\(item.title)' completed: \(reason)")
  }

  /// Promotes what its dependencies have released; holds what a cancelled one will never release.
  mutating func promoteItems(_ turn: inout Turn) {
    for item in orderedItems {
      takeBackPromotion(of: item, &turn)
      releaseFromBrokenDependency(item, &turn)
      guard let item = items[item.id], case .pending = item.state else { continue }
      if let hold = brokenDependency(of: item) {
        items.hold(item.id, for: hold, at: turn.now)
        turn.log("'\(item.title)' is held: \(hold.reason)")
      } else if obstacle(to: .begin, of: item, by: turn.judgement) == nil {
        items.promote(item.id, at: turn.now)
        turn.log("Work item '\(item.title)' promoted to ready")
      }
    }
  }

  /// What nobody has begun waits again when something it depends on was opened again.
  private mutating func takeBackPromotion(of item: WorkItem, _ turn: inout Turn) {
    guard case .ready = item.state, item.isUntouched,
      let obstacle = obstacle(to: .begin, of: item, by: turn.judgement)
    else { return }
    items.sendBack(item.id, at: turn.now)
    turn.log("Work item '\(item.title)' waits again: \(obstacle.verdict.text) is open")
  }

  private mutating func releaseFromBrokenDependency(_ item: WorkItem, _ turn: inout Turn) {
    let news: String
    switch item.state {
    case .held(.dependencyCancelled): news = "its dependency is no longer cancelled"
    case .held(.dependencyUnmerged): news = "its dependency is no longer closed without being merged"
    case .pending, .ready, .assigned, .running, .submitted, .held, .done: return
    }
    guard brokenDependency(of: item) == nil else { return }
    items.release(item.id, at: turn.now)
    turn.log("'\(item.title)' goes on: \(news)")
  }

  /// Whether one of its pull requests was merged before the mission knew it, and its review gate is not passed.
  private func isUnseenMerge(_ item: WorkItem) -> Bool {
    !item.unseenMerges.isEmpty && reviewVerdict(of: item).map { !$0.isPassed } ?? false
  }

  /// Whether GitHub merged what carries an item, wherever that landed.
  private func isMerged(_ item: WorkItem) -> Bool {
    let states = item.pullRequests.compactMap { pullRequests[$0]?.state }
    return states.contains(.merged) && states.allSatisfy { $0 == .merged || $0 == .closed }
  }

  /// Why one of its dependencies will never release an item; nil where each may.
  private func brokenDependency(of item: WorkItem) -> WorkItem.Hold? {
    for dependency in item.dependsOn where !item.waivedItems.contains(dependency) {
      if case .done(.cancelled) = items[dependency]?.state {
        return .dependencyCancelled("'\(items[dependency]?.title ?? "")'")
      }
    }
    let outside = item.outsideDependencies.filter { !item.waivedIssues.contains($0) }
    guard let reference = outside.first(where: { issues[$0]?.facts?.state == .notPlanned }) else { return nil }
    return issues.isPullRequest(reference)
      ? .dependencyUnmerged(reference.asPullRequest) : .dependencyCancelled(reference.description)
  }
}
