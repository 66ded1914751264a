extension Mission {
  /// The repositories that the mission's issues and pull requests are in, or by its policy may be in.
  var dealtRepositories: Set<RepositoryName> {
    Set(issues.keys.map(\.repository)).union(pullRequests.keys.map(\.repository)).union(header.policy.repositories)
  }

  /// A repository was seen under this name. Its number tells whether it is the one the mission knows by this name, and
  /// which of the mission's repositories has moved here.
  mutating func takeInRepositoryName(
    _ name: RepositoryName, id: Int?, formerly: RepositoryName?, _ turn: inout Turn
  ) {
    let dealt = dealtRepositories
    if let former = repositories.former(of: name, id: id, told: formerly), dealt.contains(former) {
      moveRepository(former, to: name, &turn)
    } else if let id, let known = repositories[name]?.id, known != id, dealt.contains(name) {
      guard repositories.note(.replaced, of: name) else { return }
      turn.remark("Repository \(name) is another one now; where the mission's went is not known")
      return
    }
    guard let id, dealtRepositories.contains(name) else { return }
    repositories.identify(name, as: id)
  }

  /// A repository was deleted, archived, hidden or brought back.
  mutating func takeInRepositoryStanding(
    _ standing: RepositoryFacts.Standing, of name: RepositoryName, _ turn: inout Turn
  ) {
    guard dealtRepositories.contains(name), repositories.note(standing, of: name) else { return }
    turn.remark(standing.problem.map { "Repository \(name) \($0)" } ?? "Repository \(name) can be used again")
    // What can still be read of it decides about the work.
    issues.look(at: turn.now) { $0.repository == name }
    pullRequests.touch(at: turn.now) { $0.reference.repository == name }
  }

  /// An issue was transferred: its new place is looked at before anything changes.
  mutating func takeInIssueMove(of reference: IssueReference, to place: IssueReference, _ turn: inout Turn) {
    let next = turn.now.adding(seconds: header.policy.watchIntervalSeconds)
    guard issues.noteMove(of: reference, to: place, nextFetchAt: next) else { return }
    turn.remark("Issue \(reference) was transferred to \(place)")
    if issues[place]?.facts != nil { completeMoves(to: place, &turn) } else { issues.track(place, at: turn.now) }
  }

  /// The new place of transferred issues was read: they are followed there.
  mutating func completeMoves(to place: IssueReference, _ turn: inout Turn) {
    guard issues[place] != nil else { return }
    let former = issues.moved(to: place)
    guard !former.isEmpty else { return }
    for reference in former {
      issues.arrive(from: reference, at: place)
      follow(.issue(from: reference, to: place))
      turn.log("Issue \(reference) goes on as \(place)")
    }
    if let item = items.item(of: place), case .held(.issueVanished) = item.state {
      items.release(item.id, at: turn.now)
    }
  }

  private mutating func moveRepository(_ former: RepositoryName, to name: RepositoryName, _ turn: inout Turn) {
    repositories.rename(former, to: name)
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
