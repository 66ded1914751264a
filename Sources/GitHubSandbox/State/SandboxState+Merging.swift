package import MissionCore

extension SandboxState {
  /// How commits come into the base.
  package enum MergeMethod: String, Sendable {
    case merge
    case squash
    case rebase
  }

  /// Merges a pull request; the value is the merge commit.
  ///
  /// - Parameter expectedHead: the head the caller means; another head is a conflict (409). A pull request that cannot
  ///   be merged as things stand is refused with 405.
  package mutating func merge(
    _ number: Int, in name: RepositoryName, expectedHead: String?, method: MergeMethod = .merge, by act: Act
  ) throws(APIRefusal) -> Acted<String> {
    let repository = try repository(name)
    let pull = try pull(number, in: repository)
    try requireWrite(act.actor, in: repository)
    if let expectedHead, expectedHead != pull.headSHA {
      throw .conflict("Head branch was modified. Review and try the merge again.")
    }
    guard pull.merge == nil, isOpen(pull, in: repository), !pull.isDraft, !pull.hasConflict else {
      throw .notAllowed("Pull Request is not mergeable")
    }
    guard repository.mergeMethods.contains(method.rawValue) else {
      let word = method == .merge ? "Merge commits are" : method == .squash ? "Squash merges are" : "Rebase merges are"
      throw .notAllowed("\(word) not allowed on this repository.")
    }
    if let obstacle = obstacle(to: pull, in: repository) { throw .notAllowed(obstacle) }
    if repository.branches[pull.base]?.protection?.isStrict == true, isBehind(pull, in: repository) {
      throw .notAllowed("Head branch is out of date. Review and try the merge again.")
    }
    if repository.branches[pull.base]?.protection?.hasMergeQueue == true {
      throw .notAllowed("Repository rule violations found: Changes must be made through the merge queue")
    }
    return carryOut(pull, try issue(number, in: repository), in: repository, method: method, by: act)
  }

  /// Merges what may be merged.
  mutating func carryOut(
    _ pull: PullRequestRecord, _ issue: IssueRecord, in repository: RepositoryRecord, method: MergeMethod, by act: Act
  ) -> Acted<String> {
    var pull = pull
    let title = method == .merge ? "Merge pull request #\(pull.number) from \(pull.head)" : issue.title
    account(named: act.actor)
    let sha = newSHA("\(repository.name.folded) merge")
    let before = repository.branches[pull.base]
    repositories[repository.id]?.commits[sha] = CommitRecord(
      sha: sha, message: title, author: act.actor, date: act.now,
      parents: [before?.sha, method == .merge ? pull.headSHA : nil].compactMap { $0 })
    repositories[repository.id]?.branches[pull.base] = BranchRecord(sha: sha, protection: before?.protection)
    pull.merge = .init(sha: sha, by: act.actor, at: act.now)
    keep(pull, in: repository.id)
    var closed = issue
    closed.state = .closed(reason: nil, at: act.now, by: act.actor)
    closed.updatedAt = act.now
    keep(closed, in: repository.id)

    var events = [
      pullEvent("closed", pull, in: repository.id, by: act),
      pushEvent(pull.base, from: before?.sha, to: sha, isForced: false, in: repository.id, by: act),
    ]
    moveBase(pull.base, conflictsWith: [], in: repository.id)
    events += closeIssues(of: issue, base: pull.base, in: repository, by: act)
    return Acted(sha, events: events)
  }

  /// The issues a pull request's text says it closes; GitHub heeds that only for the default branch.
  package func closingIssues(
    of pull: PullRequestRecord, in repository: RepositoryRecord
  ) -> [(repository: RepositoryRecord, issue: IssueRecord)] {
    guard pull.base == repository.defaultBranch, case .here(let issue)? = repository.issues[pull.number] else {
      return []
    }
    return ClosingKeywords.references(in: issue.body ?? "", repository: repository.name).compactMap { reference in
      guard let id = names[reference.repository.folded], let home = repositories[id],
        case .here(let closing)? = home.issues[reference.number], !closing.isPullRequest
      else { return nil }
      return (home, closing)
    }
  }

  private mutating func closeIssues(
    of issue: IssueRecord, base: String, in repository: RepositoryRecord, by act: Act
  ) -> [HookEvent] {
    guard let pull = repositories[repository.id]?.pulls[issue.number] else { return [] }
    var events: [HookEvent] = []
    for (home, closing) in closingIssues(of: pull, in: repository) where closing.isOpen {
      // Across repositories it closes only what whoever merges may close.
      guard home.id == repository.id || home.permission(of: act.actor) >= .write else { continue }
      // The only refusals are for pull requests and things that are not there.
      let closed = try? editIssue(
        closing.number, in: home.name, IssueChange(state: .closed(reason: "completed")), by: act)
      events += closed ?? []
    }
    return events
  }
}
