/// What is asked of people because of the agents: nobody fits, nobody takes it, nobody reviews.
extension Mission {
  /// That work is ready which no living agent fits; nil where there is none.
  func agentNeed(_ roster: AgentRoster) -> Need? {
    guard freePlaces > 0, !isBudgetSpent else { return nil }
    let stranded = orderedItems.filter { item in
      guard let task = assignable(of: item), task.lease == nil else { return false }
      if let author = item.author, task.isFix, roster.isAlive(author) { return false }
      return !isFitted(item, roster)
    }
    guard let first = stranded.first else { return nil }
    let lost = lostHolders(of: first, ofReviews: false, roster)
    if lost.isEmpty, let absent = absentHolder(of: first, ofReviews: false, roster) {
      return Need(
        subject: .lostAgents,
        reason: "'\(first.title)' is ready and nobody else fits it: \(absent.name) \(absent.absence)",
        remedy: absent.remedyOfAbsence)
    }
    if let last = lost.first {
      // Whoever did not take it is asked about by itself.
      if last.tookNothing { return nil }
      let names = lost.map { roster.name(of: $0.agent) }
      return Need(
        subject: .lostAgents,
        reason: "'\(first.title)' is ready and only lost agents fit it: "
          + "\(names.joined(separator: ", ")) gave no sign of life",
        remedy: "start \(names[0]) again: 'signalbox task next --agent \(names[0])', or register another agent")
    }
    return Need(
      subject: .noAgent, reason: "'\(first.title)' is ready and no living agent fits it",
      remedy: (first.details?.specialties.first.map { "'signalbox agent register NAME --specialty \($0)'" }
        ?? "'signalbox agent register NAME --role \(first.ownerRole ?? first.kind.usualRole)'")
        + ", or start one again that 'signalbox agent list' shows")
  }

  /// Whoever let go of an item's work, or of its reviews, and has not shown up since, newest first.
  private func lostHolders(
    of item: WorkItem, ofReviews: Bool, _ roster: AgentRoster
  ) -> [(agent: Identifier<Agent>, tookNothing: Bool)] {
    var seen: Set<Identifier<Agent>> = []
    return tasksOf(item.id).sorted { ($0.updatedAt, $0.id) > ($1.updatedAt, $1.id) }.compactMap { task in
      guard case .cancelled = task.state, task.isReview == ofReviews, let agent = task.lastHolder,
        roster.agent(agent)?.state == .lost, seen.insert(agent).inserted
      else { return nil }
      return (agent, task.startedAt == nil)
    }
  }

  /// Who let go of an item's work, or of its reviews, last because it was stopped or met a limit, and is not there yet.
  private func absentHolder(of item: WorkItem, ofReviews: Bool, _ roster: AgentRoster) -> Agent? {
    let last = tasksOf(item.id).filter { task in
      if case .cancelled = task.state { task.isReview == ofReviews } else { false }
    }.max { ($0.updatedAt, $0.id) < ($1.updatedAt, $1.id) }
    guard let agent = last?.lastHolder.flatMap({ roster.agent($0) }) else { return nil }
    return switch agent.state {
    case .parked, .unavailable: agent
    case .idle, .busy, .lost: nil
    }
  }

  /// Work that was handed to an agent which did not take it, and that nobody has taken since.
  func untakenNeeds(_ roster: AgentRoster) -> [Need] {
    orderedItems.compactMap { item in
      guard let open = openTasksOf(item.id).first(where: \.isUntaken),
        let holder = lostHolders(of: item, ofReviews: open.isReview, roster).first, holder.tookNothing
      else { return nil }
      let name = roster.name(of: holder.agent)
      let isStranded =
        open.state == .pending
        && !roster.livingRoles.contains { AgentMatching.score(role: $0, specialties: [], for: item) > 0 }
      return Need(
        subject: .untaken(item.id),
        reason: "'\(item.title)' was handed to \(name), which did not take it in \(header.policy.takeWithinSeconds) s"
          + (isStranded ? ", and only lost agents fit it" : ""),
        remedy: "start it: 'signalbox task next --agent \(name)', or 'signalbox agent remove \(name)'")
    }
  }

  /// That a review waits which nobody can do, or nobody did for long; nil where none does.
  func reviewerNeed(_ roster: AgentRoster, at now: Timestamp) -> Need? {
    guard !isBudgetSpent else { return nil }
    let waiting = tasks.waitingReviews
    guard let task = waiting.min(by: { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }) else { return nil }
    let title = "'\(items[task.item]?.title ?? "")'"
    let reason: String
    if !livingReviewerExists(roster) {
      let lost = items[task.item].map { lostHolders(of: $0, ofReviews: true, roster) } ?? []
      if lost.isEmpty, let item = items[task.item],
        let absent = absentHolder(of: item, ofReviews: true, roster)
      {
        return Need(
          subject: .noReviewer,
          reason: "\(title) waits for a review and nobody else could do it: \(absent.name) \(absent.absence)",
          remedy: "\(absent.remedyOfAbsence), or 'mission approve ID ITEM'")
      }
      reason =
        lost.isEmpty
        ? "\(title) waits for a review and no reviewer is registered"
        : "\(title) waits for a review and only lost reviewers could do it: "
          + lost.map { roster.name(of: $0.agent) }.joined(separator: ", ")
    } else if now >= task.createdAt.adding(seconds: Self.helpPatience) {
      // Reviewers there are, but all too busy, or all of them worked on it themselves.
      reason = "\(title) has waited for a reviewer for half an hour or more"
    } else {
      return nil
    }
    return Need(
      subject: .noReviewer, reason: reason,
      remedy: "'signalbox agent register NAME --role reviewer', a review on GitHub, or 'mission approve ID ITEM'")
  }
}

extension WorkKind {
  /// The role that usually does such work.
  fileprivate var usualRole: String {
    switch self {
    case .design: "designer"
    case .implement, .followUp, .mergeGate: "backend"
    case .test: "tester"
    case .review: "reviewer"
    case .research: "researcher"
    }
  }
}
