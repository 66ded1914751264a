extension Mission {
  /// What only a person can mend about an item; nil where nothing is.
  func need(of item: WorkItem, by judgement: Judgement) -> Need? {
    if case .needsPerson(let reason, let remedy) = landingNeed(of: item, at: judgement.now) {
      return Need(subject: .item(item.id), reason: "'\(item.title)': \(reason)", remedy: remedy)
    }
    guard !item.isDone else { return nil }
    if let stalled = openTasksOf(item.id).first(where: { stallsAt($0).map { $0 <= judgement.now } ?? false }) {
      return Need(
        subject: .item(item.id),
        reason: "'\(item.title)': the agent of task \(stalled.id) has shown no sign of life for "
          + "\(header.policy.stallSeconds) s or more (stall_secs)",
        remedy: "look at the agent ('signalbox agent logs NAME'); the task goes to another when its lease ends",
        stalled: stalled)
    }
    let name = "'\(item.title)'"
    if case .held(let hold) = item.state {
      // A bot may have pushed what it closed: that is looked at first.
      if case .pullRequestClosed(let reference) = hold, isLandingOpen(reference) { return nil }
      let remedy =
        switch hold {
        case .dependencyUnmerged:
          "reopen and merge it; 'mission note ID resume' goes on without it, 'mission note ID \"skip ITEM\"' drops the item"
        case .dependencyCancelled:
          "'mission note ID resume' goes on without it, 'mission note ID \"skip ITEM\"' drops the item"
        case .issueVanished: "'mission note ID \"skip ITEM\"' drops the item"
        case .pullRequestClosed: "reopen it or open another that closes the issue, or 'mission note ID \"skip ITEM\"'"
        case .exhausted:
          "'mission note ID resume' tries again, 'mission note ID \"redirect ITEM to AGENT\"' with another agent"
        }
      return Need(subject: .item(item.id), reason: "\(name) is held: \(hold.reason)", remedy: remedy)
    }
    for reference in item.pullRequests {
      guard let facts = pullRequests[reference], !facts.state.isOver else { continue }
      if facts.isGone {
        return Need(
          subject: .item(item.id), reason: "\(name): pull request \(reference) does not exist or cannot be seen",
          remedy: "name another that closes its issue, give the token access, or 'mission note ID \"skip ITEM\"'")
      }
      if facts.fetches.areInVain(at: judgement.now) {
        return Need(
          subject: .item(item.id), reason: "\(name): GitHub cannot be asked about pull request \(reference)",
          remedy: "'signalbox doctor' checks the token and the way to GitHub; it is tried again by itself")
      }
    }
    for standing in standings(of: item, by: judgement) {
      guard case .needsPerson(let reason, let remedy) = standing.verdict else { continue }
      return Need(subject: .item(item.id), reason: "\(name): \(reason)", remedy: remedy)
    }
    // What a stranger made holds nothing up, and is asked about all the same.
    guard case .needsPerson(let reason, let remedy) = choiceNeed(of: item) else { return nil }
    return Need(subject: .item(item.id), reason: "\(name): \(reason)", remedy: remedy)
  }

  /// Whether GitHub has yet to be asked where the work of a closed pull request went.
  private func isLandingOpen(_ reference: PullRequestReference) -> Bool {
    guard let facts = pullRequests[reference] else { return false }
    guard let snapshot = facts.snapshot, snapshot.state == facts.state else {
      return facts.currentSnapshot == nil && facts.problem == nil
    }
    guard facts.landingQuestion != nil else { return false }
    return facts.currentLanding == nil
  }
}
