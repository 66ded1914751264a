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

  /// Hands out what can be handed out now: open fixes and reviews first, then ready items, all in the order of their
  /// items. Never more than the policy's parallel places, never two live assignments of one item or one agent.
  mutating func assignTasks(_ turn: inout Turn) {
    for item in orderedItems where item.state == .ready { ensureWorkTask(for: item, at: turn.now) }
    forgetLostReservations(&turn)
    guard !isBudgetSpent else { return }
    assignReviews(&turn)
    assignValidations(&turn)
    var places = freePlaces
    // Reviewers are kept free while a review is due, here or in another mission.
    let isReviewDue = turn.roster.reviewIsDueElsewhere || !tasks.waitingReviews.isEmpty
    for item in orderedItems where places > 0 {
      guard let task = assignable(of: item), task.isDue(at: turn.now),
        let agent = bestAgent(for: task, item, isReviewDue: isReviewDue, roster: turn.roster)
      else { continue }
      assign(task, to: agent, &turn)
      places -= 1
    }
  }

  /// How many more items may be taken in hand.
  var freePlaces: Int { max(0, header.policy.maxParallelItems - items.values.filter(\.isInHand).count) }

  /// The task that would put the item in hand, if it has one and no live assignment.
  func assignable(of item: WorkItem) -> WorkTask? {
    switch item.state {
    case .ready, .submitted(reporting: nil): break
    case .pending, .assigned, .running, .submitted, .held, .done: return nil
    }
    let waiting = tasksOf(item.id).filter { $0.state == .pending && !$0.isReview }
    return waiting.min { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
  }

  /// The agent a waiting task goes to now: a fix to the item's author while it lives, everything else to the best fit.
  private func bestAgent(
    for task: WorkTask, _ item: WorkItem, isReviewDue: Bool, roster: AgentRoster
  ) -> Agent? {
    if let reserved = task.reservedFor { return roster.idleAgent(reserved) }
    if task.isFix, let author = item.author, roster.isAlive(author), !task.avoids.contains(author) {
      return roster.idleAgent(author)
    }
    let candidates = roster.idle.filter { agent in
      !(isReviewDue && agent.lane == .reviewer && item.kind != .review)
    }
    let preferred = candidates.filter { !task.avoids.contains($0.id) }
    let special = roster.livingSpecialties
    return AgentMatching.best(of: preferred, for: item, livingSpecialties: special)
      ?? AgentMatching.best(of: candidates, for: item, livingSpecialties: special)
  }

  private mutating func ensureWorkTask(for item: WorkItem, at now: Timestamp) {
    guard openTasksOf(item.id).isEmpty else { return }
    var task = WorkTask(id: header.identifiers.next(), item: item.id, kind: .work, createdAt: now)
    // Whoever failed at it or let it go does not get it again while another fits.
    for earlier in tasksOf(item.id) where earlier.kind == .work {
      if case .failed = earlier.state, let holder = earlier.lastHolder { task.avoids.insert(holder) }
    }
    task.notBefore = pauseEnd(afterFailures: min(item.workFailures, failuresInARow(of: item.id, .work)), at: now)
    tasks.add(task)
  }

  /// A task kept for an agent that is gone or let a lease end goes to whoever fits.
  private mutating func forgetLostReservations(_ turn: inout Turn) {
    for task in tasks.waiting {
      guard let agent = task.reservedFor, !turn.roster.isAlive(agent) else { continue }
      tasks.dropReservation(of: task.id)
      turn.remark("Task \(task.id) is no longer kept for \(turn.roster.name(of: agent)), which is not there")
    }
  }

  private mutating func assignReviews(_ turn: inout Turn) {
    for task in tasks.waitingReviews where task.isDue(at: turn.now) {
      let reviewers = turn.roster.idle.filter { agent in
        agent.lane == .reviewer && !task.avoids.contains(agent.id)
          && (task.reservedFor == nil || task.reservedFor == agent.id)
      }
      guard let reviewer = reviewers.min(by: { ($0.lastActiveAt, $0.id) < ($1.lastActiveAt, $1.id) }) else { continue }
      assign(task, to: reviewer, &turn)
    }
  }

  private mutating func assign(_ task: WorkTask, to agent: Agent, _ turn: inout Turn) {
    guard let item = items[task.item] else { return }
    let lease = WorkTask.Lease(agent: agent.id, endsAt: turn.now.adding(seconds: header.policy.takeWithinSeconds))
    tasks.assign(task.id, lease, at: turn.now)
    if !task.isReview { items.assign(item.id, to: task.id, at: turn.now) }
    turn.roster.occupy(agent.id, with: task.id, of: self.id)
    turn.add(.assign(task.id, to: agent.id))
    turn.log("Assigned '\(item.title)' to agent '\(agent.name)' as task \(task.id)")
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
