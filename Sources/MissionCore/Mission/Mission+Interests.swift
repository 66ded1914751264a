extension Mission {
  /// What the mission wants to hear about.
  package var interests: Set<Interest> {
    guard !isOver else { return [] }
    var interests = Set(issues.keys.map(Interest.issue))
    // A dependency that is a pull request: no webhook tells of it as of an issue.
    for issue in issues.values where issue.facts?.isPullRequest ?? false {
      interests.insert(.pullRequest(issue.reference.asPullRequest))
    }
    for facts in watchedPullRequests {
      interests.insert(.pullRequest(facts.reference))
      if let head = facts.head { interests.insert(.head(facts.reference.repository, sha: head)) }
      if let base = facts.base { interests.insert(.base(facts.reference.repository, branch: base)) }
    }
    for repository in searchedRepositories { interests.insert(.repository(repository)) }
    for repository in dealtRepositories { interests.insert(.place(repository)) }
    for id in repositories.values.compactMap(\.id) { interests.insert(.repositoryNumber(id)) }
    // A rehearsal carries nothing: nobody talks with it, and it is in nobody's way.
    if !isRehearsed { interests.formUnion(conversationTargets.map(Interest.conversation)) }
    return interests
  }

  /// What the mission needs, and when. A stopped mission's watches sleep.
  package var dueWork: [DueWork: Timestamp] {
    // An author may still report on a finished mission; until then its lease runs.
    var due = conversationDue
    guard !isOver else {
      if tasks.isAnyHeld { due[.tick] = leaseEnd }
      return due
    }
    let watched = watchedPullRequests
    due[.tick] = nextTick(of: watched)
    // Whoever reports on a halted mission waits for the answer: what it names is asked about all the same.
    for reference in tasks.held.compactMap({ $0.claim?.reference }) {
      due[.pullRequest(reference)] = pullRequests[reference]?.nextFetchAt
    }
    if isHalted { return due }
    due.merge(outbox.due(isHalted: false)) { _, new in new }
    due.merge(evidenceDue) { _, new in new }
    due.merge(landingDue) { _, new in new }
    for name in unknownCheckHabits { due[.checkHabits(name)] = header.createdAt }
    for facts in watched where facts.wantsWorkflows(header.policy) {
      due[.workflows(facts.reference)] = facts.snapshot?.startedAt
    }
    for reference in neededIssues { due[.issue(reference)] = issues[reference]?.nextFetchAt }
    // A closed pull request may be opened again; a merged one stays merged.
    for facts in watched where facts.state != .merged || facts.currentSnapshot == nil {
      due[.pullRequest(facts.reference)] = facts.nextFetchAt
    }
    for repository in searchedRepositories {
      let firstLook = header.createdAt.adding(seconds: header.policy.watchIntervalSeconds)
      due[.openPullRequests(repository)] = header.nextPullRequestSearchAt[repository] ?? firstLook
    }
    return due
  }

  /// The pull requests that alone can be others than before, and their watches, where nothing else has moved since one
  /// look at everything, only times and words; nil where something may have.
  package func onlyChanges(since before: Mission) -> (
    pullRequests: Set<PullRequestReference>, watches: Set<Identifier<WatchItem>>
  )? {
    guard let settlement, let former = before.settlement, settlement.look === former.look, outbox == before.outbox,
      conversation == before.conversation
    else { return nil }
    let looked = carried(byAny: settlement.lookedAt)
    return (settlement.lookedAt, Set(looked.flatMap { watches.of($0.id) }.map(\.id)))
  }

  /// What the mission needs where it needed `former`, and only these pull requests have changed since; nil where that
  /// does not say it. A look at everything stays due when it was.
  package func dueWork(
    after former: [DueWork: Timestamp], changing changed: Set<PullRequestReference>
  ) -> [DueWork: Timestamp]? {
    var due = former
    for reference in changed where former[.pullRequest(reference)] != nil {
      guard let facts = pullRequests[reference], facts.state == .open else { return nil }
      due[.pullRequest(reference)] = facts.nextFetchAt
      due[.workflows(reference)] = facts.wantsWorkflows(header.policy) ? facts.snapshot?.startedAt : nil
      if let tick = due[.tick] { due[.tick] = min(tick, read(facts, at: header.lastTickAt).until) }
    }
    return due
  }

  /// What sort of agents the mission could use right now, if there are free places.
  package var wants: Set<Want> {
    guard !isOver, !isHalted, !header.state.isPlanning, !isRehearsed, !isBudgetSpent else { return [] }
    var wants = Set<Want>()
    if !tasks.waitingReviews.isEmpty { wants.insert(.lane(.reviewer)) }
    if !tasks.waitingValidations.isEmpty { wants.formUnion([.lane(.validator), .lane(.reviewer)]) }
    guard freePlaces > 0 else { return wants }
    for item in items.values {
      guard let task = assignable(of: item) else { continue }
      if let reserved = task.reservedFor {
        wants.insert(.agent(reserved))
        continue
      }
      if task.isFix, let author = item.author { wants.insert(.agent(author)) }
      if let role = item.ownerRole { wants.insert(.role(role)) }
      for specialty in item.details?.specialties ?? [] { wants.insert(.role(specialty)) }
      for lane in Lane.allCases where AgentMatching.score(role: lane.rawValue, specialties: [], for: item) > 0 {
        wants.insert(.lane(lane))
      }
    }
    return wants
  }

  /// How many agents the mission could put to work at once.
  package var openHands: Int {
    let waiting = items.values.count { assignable(of: $0) != nil }
    return min(freePlaces, waiting) + tasks.waitingReviews.count + tasks.waitingValidations.count
  }

  /// The agents whose state matters to the mission's next decision.
  package var concernedAgents: Set<Identifier<Agent>> {
    var agents = Set(items.values.compactMap(\.author))
    // What was used is told with the names of those who used it.
    for task in tasks.values where task.usage != nil {
      if let agent = task.assignee { agents.insert(agent) }
    }
    for task in tasks.values where task.isOpen {
      if let lease = task.lease { agents.insert(lease.agent) }
      if let reserved = task.reservedFor { agents.insert(reserved) }
      // Whoever let it go before: whether it is still lost decides what a person is told.
      guard task.isUntaken else { continue }
      for earlier in tasksOf(task.item) {
        if case .cancelled = earlier.state, let holder = earlier.lastHolder { agents.insert(holder) }
      }
    }
    return agents
  }

  private var watchedPullRequests: [PullRequestFacts] {
    // Merging a pull request closes its issue: whichever is heard of first, the item ends as merged.
    let closed = items.values.filter { $0.state == .done(.issueClosed) }.flatMap(\.pullRequests)
    let wanted = Set(items.values.filter { !$0.isDone }.flatMap(followedPullRequests))
      .union(closed.filter { pullRequests[$0]?.state == .open })
      .union(tasks.held.compactMap { $0.claim?.reference })
    return wanted.compactMap { pullRequests[$0] }
  }

  /// The pull requests that an unfinished item is about: what carries it, what may, what stands beside it, and with
  /// what its own lands.
  private func followedPullRequests(of item: WorkItem) -> [PullRequestReference] {
    item.pullRequests + item.unconfirmed + item.rivals.map(\.reference) + stackParents(of: item)
  }

  /// Where a pull request may turn up whose webhook was lost.
  private var searchedRepositories: Set<RepositoryName> {
    Set(items.values.filter { !$0.isDone && $0.pullRequests.isEmpty }.compactMap(\.issue?.repository))
  }

  private var neededIssues: Set<IssueReference> {
    // Where issues were transferred to: they are followed once they can be read there.
    let newPlaces = issues.values.compactMap(\.movedTo)
    if header.state.isPlanning { return Set(neededObjectives.map(\.reference) + newPlaces) }
    // A finished item's own issue may be opened again, and that webhook lost.
    let needed = items.values.flatMap { ($0.isDone ? [] : $0.outsideDependencies) + ($0.issue.map { [$0] } ?? []) }
    return Set(needed + newPlaces)
  }

  private var leaseEnd: Timestamp {
    tasks.values.compactMap { $0.lease?.endsAt }.min() ?? Timestamp(milliseconds: .max)
  }

  /// The next moment at which time alone changes something.
  var nextTick: Timestamp? { nextTick(of: watchedPullRequests) }

  /// How long a mission is left alone at most, in seconds.
  private static let healingSeconds = 1_800

  private func nextTick(of watched: [PullRequestFacts]) -> Timestamp? {
    var moments = header.help.map(\.repeatsAt)
    // A slow look at everything heals what a lost wake-up left behind.
    if !isHalted { moments.append(header.lastTickAt.adding(seconds: Self.healingSeconds)) }
    if tasks.isAnyHeld { moments.append(leaseEnd) }
    // The roster of the step in which an agent was lost still held it: soon after it is known who is left.
    for task in tasks.values where task.state == .pending && (task.isReview || !task.avoids.isEmpty) {
      moments.append(contentsOf: [task.createdAt.adding(seconds: 2)].filter { $0 > header.lastTickAt })
    }
    moments += draftDeadlines.filter { $0 > header.lastTickAt }
    // By then a person is asked for a reviewer.
    let reviews = tasks.waitingReviews.map { $0.createdAt.adding(seconds: Self.helpPatience) }
    moments += reviews.filter { $0 > header.lastTickAt }
    for task in tasks.values where task.isOpen {
      let moment = task.state == .pending ? task.notBefore : stallsAt(task)
      if let moment, moment > header.lastTickAt { moments.append(moment) }
    }
    if isRehearsed { moments.append(header.createdAt.adding(seconds: StartMode.rehearsalSeconds)) }
    if case .running = header.state, stuckAt > header.lastTickAt { moments.append(stuckAt) }
    moments += evidenceMoments
    let asked = watched.compactMap(\.fetches.vainAt) + issues.values.compactMap(\.fetches.vainAt)
    moments += asked.filter { $0 > header.lastTickAt }
    moments += outbox.moments.filter { $0 > header.lastTickAt }
    let carried = watched.filter { facts in facts.state == .open && !watches.of(facts.reference).isEmpty }
    moments += carried.map { read($0, at: header.lastTickAt).until }
    return moments.min()
  }
}

extension Mission.State {
  /// Whether the plan is still to be made.
  var isPlanning: Bool {
    switch self {
    case .planning: true
    case .running, .blocked, .completed, .failed: false
    }
  }
}
