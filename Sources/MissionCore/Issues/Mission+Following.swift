extension Mission {
  /// Carries every reference the mission holds over to the new name. What is known under both names keeps what was
  /// known under the old one: that is what the mission worked with.
  mutating func follow(_ move: ReferenceMove) {
    header.follow(move)
    items.follow(move)
    watches.follow(move)
    tasks.follow(move)
    outbox.follow(move)
    pullRequests.follow(move)
    issues.follow(move)
    conversation.follow(move)
  }
}

extension Dictionary {
  /// The same values under the keys' names of now; of two that meet, the one that moved stays.
  func following(_ moved: (Key) -> Key) -> Self {
    Dictionary(
      map { (key: moved($0.key), hasMoved: moved($0.key) != $0.key, value: $0.value) }.sorted { left, _ in
        left.hasMoved
      }.map { ($0.key, $0.value) }
    ) { first, _ in first }
  }
}

extension Manifest {
  mutating func follow(_ move: ReferenceMove) {
    for index in overrides.indices {
      overrides[index].issue = move.moved(overrides[index].issue)
      overrides[index].dependsOn = overrides[index].dependsOn?.map(move.moved)
    }
  }
}

extension Policy {
  mutating func follow(_ move: ReferenceMove) { repositories = repositories.map(move.moved) }
}

extension HelpRequest {
  mutating func follow(_ move: ReferenceMove) {
    switch subject {
    case .dependency(let reference): subject = .dependency(move.moved(reference))
    case .repository(let name): subject = .repository(move.moved(name))
    case .plan, .noAgent, .lostAgents, .untaken, .noReviewer, .budget, .noProgress, .item, .milestone: break
    }
  }
}

extension WorkItem {
  func following(_ move: ReferenceMove) -> WorkItem {
    var item = self
    item.objective = move.moved(objective)
    item.outsideDependencies = outsideDependencies.map(move.moved)
    item.waivedIssues = waivedIssues.map(move.moved)
    item.pullRequests = pullRequests.map(move.moved)
    item.unconfirmed = unconfirmed.map(move.moved)
    item.namings = namings.map { .init(reference: move.moved($0.reference), at: $0.at) }
    item.unseenMerges = unseenMerges.map(move.moved)
    item.agentPullRequests = agentPullRequests.map(move.moved)
    item.declinedPullRequests = declinedPullRequests.map(move.moved)
    for index in item.rivals.indices { item.rivals[index].reference = move.moved(item.rivals[index].reference) }
    item.causes = causes.following(move.moved)
    item.followInState(move)
    return item
  }
}

extension WorkTask {
  func following(_ move: ReferenceMove) -> WorkTask {
    var task = self
    for index in causes.indices { task.causes[index].key = move.moved(causes[index].key) }
    if let claim { task.claim?.reference = move.moved(claim.reference) }
    return task
  }
}

extension WatchItem {
  func following(_ move: ReferenceMove) -> WatchItem {
    var watch = self
    watch.target = move.moved(target)
    return watch
  }
}

extension PullRequestFacts {
  func following(_ move: ReferenceMove) -> PullRequestFacts {
    var facts = self
    facts.reference = move.moved(reference)
    facts.snapshot?.reference = facts.reference
    facts.snapshot?.closes = snapshot?.closes.map(move.moved) ?? []
    facts.stackedOn = stackedOn.map(move.moved)
    facts.snapshot?.stackedOn = snapshot?.stackedOn.map(move.moved)
    return facts
  }
}

extension TrackedIssue {
  func following(_ move: ReferenceMove) -> TrackedIssue {
    var issue = self
    issue.reference = move.moved(reference)
    issue.facts?.reference = issue.reference
    issue.movedTo = movedTo.map(move.moved)
    issue.facts?.blockedBy = facts?.blockedBy?.map(move.moved)
    return issue
  }
}
