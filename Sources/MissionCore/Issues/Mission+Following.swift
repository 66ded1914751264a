extension Mission {
  /// Carries every reference the mission holds over to the new name. What is known under both names keeps what was
  /// known under the old one: that is what the mission worked with.
  mutating func follow(_ move: ReferenceMove) {
    header.objectives = header.objectives.map(move.moved)
    header.manifest.follow(move)
    header.nextPullRequestSearchAt = header.nextPullRequestSearchAt.following(move.moved)
    for index in header.help.indices { header.help[index].follow(move) }
    items.follow(move)
    watches.follow(move)
    tasks.follow(move)
    errands = errands.mapValues { $0.following(move) }
    pullRequests.follow(move)
    conducts = conducts.mapValues { $0.following(move) }.following(move.moved)
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
  fileprivate mutating func follow(_ move: ReferenceMove) {
    for index in overrides.indices {
      overrides[index].issue = move.moved(overrides[index].issue)
      overrides[index].dependsOn = overrides[index].dependsOn?.map(move.moved)
    }
  }
}

extension HelpRequest {
  fileprivate mutating func follow(_ move: ReferenceMove) {
    switch subject {
    case .dependency(let reference): subject = .dependency(move.moved(reference))
    case .repository(let name): subject = .repository(move.moved(name))
    case .plan, .noAgent, .noReviewer, .noProgress, .item: break
    }
  }
}

extension WorkItem {
  func following(_ move: ReferenceMove) -> WorkItem {
    var item = self
    item.objective = move.moved(objective)
    item.outsideDependencies = outsideDependencies.map(move.moved)
    item.pullRequests = pullRequests.map(move.moved)
    item.unconfirmed = unconfirmed.map(move.moved)
    item.causes = causes.following(move.moved)
    item.followInState(move)
    return item
  }
}

extension WorkTask {
  func following(_ move: ReferenceMove) -> WorkTask {
    var task = self
    for index in causes.indices { task.causes[index].key = move.moved(causes[index].key) }
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

extension Errand {
  fileprivate func following(_ move: ReferenceMove) -> Errand {
    var errand = self
    errand.act = act.following(move)
    return errand
  }
}

extension GitHubAct {
  fileprivate func following(_ move: ReferenceMove) -> GitHubAct {
    switch self {
    case .merge(let reference, let head, let method): .merge(move.moved(reference), head: head, method: method)
    case .enqueue(let reference, let head): .enqueue(move.moved(reference), head: head)
    case .updateBranch(let reference, let head): .updateBranch(move.moved(reference), head: head)
    case .rerunFailedJobs(let reference, let run, let reruns, let failedAt):
      .rerunFailedJobs(move.moved(reference), workflowRun: run, reruns: reruns, failedAt: failedAt)
    case .dequeue(let reference, let head, let reason):
      .dequeue(move.moved(reference), head: head, because: reason)
    case .resolveThread(let reference, let thread, let head):
      .resolveThread(move.moved(reference), thread: thread, head: head)
    case .react(let repository, let comment, let reaction):
      .react(move.moved(repository), comment: comment, reaction)
    case .report(let report): .report(report.following(move))
    case .check(let report): .check(report.following(move))
    }
  }
}

extension PullRequestConduct {
  fileprivate func following(_ move: ReferenceMove) -> PullRequestConduct {
    var conduct = self
    conduct.reference = move.moved(reference)
    return conduct
  }
}

extension PullRequestFacts {
  func following(_ move: ReferenceMove) -> PullRequestFacts {
    var facts = self
    facts.reference = move.moved(reference)
    facts.snapshot?.reference = facts.reference
    facts.snapshot?.closes = snapshot?.closes.map(move.moved) ?? []
    return facts
  }
}

extension TrackedIssue {
  func following(_ move: ReferenceMove) -> TrackedIssue {
    var issue = self
    issue.reference = move.moved(reference)
    issue.facts?.reference = issue.reference
    issue.facts?.blockedBy = facts?.blockedBy?.map(move.moved)
    return issue
  }
}
