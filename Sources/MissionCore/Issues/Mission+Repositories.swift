extension Mission {
  /// The repositories that the mission's issues and pull requests are in.
  var dealtRepositories: Set<RepositoryName> {
    Set(issues.keys.map(\.repository)).union(pullRequests.keys.map(\.repository))
  }

  /// What the repositories were called before, and what they are called now.
  var formerRepositoryNames: [RepositoryName: RepositoryName] {
    let pairs = repositories.values.flatMap { facts in facts.formerNames.map { ($0, facts.name) } }
    return Dictionary(pairs.filter { repositories[$0.0] == nil }) { first, _ in first }
  }

  /// Where transferred issues were before, and where they are now.
  var formerIssueReferences: [IssueReference: IssueReference] {
    let pairs = issues.values.flatMap { issue in (issue.formerReferences ?? []).map { ($0, issue.reference) } }
    return Dictionary(pairs) { first, _ in first }
  }

  /// A repository was seen under this name. Its number tells whether it is the one the mission knows by this name, and
  /// which of the mission's repositories has moved here.
  mutating func takeInRepositoryName(
    _ name: RepositoryName, id: Int?, formerly: RepositoryName?, _ turn: inout Turn
  ) {
    let dealt = dealtRepositories
    if let former = former(of: name, id: id, told: formerly), dealt.contains(former) {
      moveRepository(former, to: name, &turn)
    } else if let id, let known = repositories[name]?.id, known != id, dealt.contains(name) {
      guard repositories[name]?.standing != .replaced else { return }
      repositories[name]?.standing = .replaced
      turn.remark("Repository \(name) is another one now; where the mission's went is not known")
      return
    }
    guard let id, dealtRepositories.contains(name) else { return }
    repositories[name, default: RepositoryFacts(name: name)].id = id
  }

  /// A repository was deleted, archived, hidden or brought back.
  mutating func takeInRepositoryStanding(
    _ standing: RepositoryFacts.Standing, of name: RepositoryName, _ turn: inout Turn
  ) {
    guard dealtRepositories.contains(name) else { return }
    guard repositories[name]?.standing ?? .usable != standing else { return }
    repositories[name, default: RepositoryFacts(name: name)].standing = standing
    turn.remark(standing.problem.map { "Repository \(name) \($0)" } ?? "Repository \(name) can be used again")
    // What can still be read of it decides about the work.
    for reference in issues.keys where reference.repository == name { issues[reference]?.nextFetchAt = turn.now }
    for reference in pullRequests.keys where reference.repository == name {
      pullRequests[reference]?.touch(at: turn.now)
    }
  }

  /// Something in the repository was read: it is not lost.
  mutating func noteReadable(_ name: RepositoryName) {
    guard case .lost = repositories[name]?.standing else { return }
    repositories[name]?.standing = .usable
  }

  /// A fetch found something that a webhook should have told: webhooks of this repository are not to be relied on.
  mutating func noteMissed(in name: RepositoryName, at now: Timestamp) {
    repositories[name, default: RepositoryFacts(name: name)].missedAt = now
  }

  /// An issue was transferred: its new place is looked at before anything changes.
  mutating func takeInIssueMove(of reference: IssueReference, to place: IssueReference, _ turn: inout Turn) {
    guard var issue = issues[reference], place != reference else { return }
    let isNews = issue.movedTo != place
    issue.movedTo = place
    issue.problem = nil
    issue.nextFetchAt = turn.now.adding(seconds: header.policy.watchIntervalSeconds)
    issues[reference] = issue
    guard isNews else { return }
    turn.remark("Issue \(reference) was transferred to \(place)")
    if issues[place]?.facts != nil {
      completeMoves(to: place, &turn)
    } else if issues[place] == nil {
      issues[place] = TrackedIssue(reference: place, nextFetchAt: turn.now)
    }
  }

  /// The new place of transferred issues was read: they are followed there.
  mutating func completeMoves(to place: IssueReference, _ turn: inout Turn) {
    let former = issues.values.filter { $0.movedTo == place }.map(\.reference).sorted()
    guard !former.isEmpty, var arrived = issues[place] else { return }
    for reference in former {
      arrived.formerReferences = (issues[reference]?.formerReferences ?? []) + [reference]
      issues[reference] = nil
      follow(.issue(from: reference, to: place))
      issues[place] = arrived
      turn.log("Issue \(reference) goes on as \(place)")
    }
    if let item = items.values.first(where: { $0.issue == place }), case .held(.issueVanished) = item.state {
      items[item.id]?.become(item.pullRequests.isEmpty ? .pending : .submitted(reporting: nil), at: turn.now)
    }
  }

  private func former(
    of name: RepositoryName, id: Int?, told former: RepositoryName?
  ) -> RepositoryName? {
    if let id, let known = repositories.values.first(where: { $0.id == id }) {
      return known.name == name ? nil : known.name
    }
    // The name it had may belong to another repository of the mission by now.
    guard let former, former != name, repositories[former]?.id == nil || id == nil else { return nil }
    return former
  }

  private mutating func moveRepository(_ former: RepositoryName, to name: RepositoryName, _ turn: inout Turn) {
    var facts = repositories[former] ?? RepositoryFacts(name: former)
    let other = repositories[name]
    facts.name = name
    facts.id = facts.id ?? other?.id
    facts.formerNames.removeAll { $0 == former || $0 == name }
    facts.formerNames.append(former)
    if facts.formerNames.count > 10 { facts.formerNames.removeFirst() }
    if facts.standing != .archived { facts.standing = .usable }
    repositories[former] = nil
    repositories[name] = facts
    follow(.repository(from: former, to: name))
    turn.log("Repository \(former) is called \(name) now")
    replan(&turn)
  }
}

extension RepositoryFacts.Standing {
  /// What is wrong, as the end of a sentence about the repository; nil when nothing is.
  var problem: String? {
    switch self {
    case .usable: nil
    case .archived: "was archived: nothing in it can be changed"
    case .lost(let reason): reason
    case .replaced: "is another repository now: the one the mission began with went elsewhere"
    }
  }

  /// What a person can do about it.
  var remedy: String {
    switch self {
    case .usable: ""
    case .archived: "unarchive it, or give the mission up with 'mission stop ID --force'"
    case .lost: "restore it or the token's access to it, or 'mission stop ID --force'"
    case .replaced: "give the mission up with 'mission stop ID --force' and start it where the work is now"
    }
  }
}
