extension Mission {
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

  /// Hands a task to an agent, which has a while to take it.
  mutating func assign(_ task: WorkTask, to agent: Agent, _ turn: inout Turn) {
    let lease = WorkTask.Lease(agent: agent.id, endsAt: turn.now.adding(seconds: header.policy.takeWithinSeconds))
    tasks.assign(task.id, lease, at: turn.now)
    if task.milestone == nil, !task.isReview { items.assign(task.item, to: task.id, at: turn.now) }
    turn.roster.occupy(agent.id, with: task.id, of: self.id)
    turn.add(.assign(task.id, to: agent.id))
    let work = task.milestone == nil ? name(of: task) : "the validation of \(name(of: task))"
    turn.log("Assigned \(work) to agent '\(agent.name)' as task \(task.id)")
  }
}
