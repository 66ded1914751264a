package import MissionCore

extension SandboxState {
  /// Moves a branch to a commit; the value is the commit's name.
  ///
  /// Pull requests from the branch get a new head (`synchronize`); for those into it, GitHub begins to work out anew
  /// whether they merge.
  package mutating func push(
    _ push: Push, to name: RepositoryName, by act: Act
  ) throws(APIRefusal) -> Acted<String> {
    let repository = try repository(name)
    let sha = push.sha?.lowercased() ?? newSHA("\(repository.name.folded) \(push.branch)")
    guard CommitName.isValid(sha) else { throw .unprocessable("sha must be 40 hexadecimal digits") }
    guard Self.isBranchName(push.branch) else { throw .unprocessable("branch is not a valid name") }
    account(named: act.actor)
    let before = repository.branches[push.branch]
    if repositories[repository.id]?.commits[sha] == nil {
      let parents = parents(of: push, upon: before?.sha, in: repository)
      repositories[repository.id]?.commits[sha] = CommitRecord(
        sha: sha, message: push.message, author: act.actor, date: act.now, parents: parents)
    }
    guard before?.sha != sha else { return Acted(sha, events: []) }
    repositories[repository.id]?.branches[push.branch] = BranchRecord(sha: sha, protection: before?.protection)
    repositories[repository.id]?.updatedAt = act.now

    var events: [HookEvent] = []
    if !push.branch.contains(":") {
      events.append(
        pushEvent(push.branch, from: before?.sha, to: sha, isForced: push.isForced, in: repository.id, by: act))
    }
    for pull in repository.openPulls where pull.head == push.branch {
      events += leaveQueue(pull.number, in: repository.id, reason: "MANUAL", by: act)
      let pull = repositories[repository.id]?.pulls[pull.number] ?? pull
      events.append(moveHead(of: pull, to: sha, isRebased: push.isRebased, in: repository.id, by: act))
    }
    moveBase(push.branch, conflictsWith: push.conflictsWith, in: repository.id)
    return Acted(sha, events: events)
  }

  /// What a new commit is made upon: the branch's newest one, what that was made upon where history is rewritten, and
  /// the default branch's newest one where the branch is new.
  private func parents(of push: Push, upon before: String?, in repository: RepositoryRecord) -> [String] {
    guard let before else { return [repository.branches[repository.defaultBranch]?.sha].compactMap { $0 } }
    return push.isForced ? Array((repository.commits[before]?.parents ?? []).prefix(1)) : [before]
  }

  /// Removes a branch. Pull requests from it stay as they are; their head is gone.
  package mutating func deleteBranch(
    _ branch: String, in name: RepositoryName, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    guard let before = repository.branches[branch] else { throw .unprocessable("Reference does not exist") }
    guard branch != repository.defaultBranch else {
      throw .unprocessable("Cannot delete the default branch")
    }
    account(named: act.actor)
    repositories[repository.id]?.branches[branch] = nil
    return [pushEvent(branch, from: before.sha, to: nil, isForced: false, in: repository.id, by: act)]
  }

  /// Merges a pull request's base into its head, as the button "Update branch" does.
  package mutating func updateBranch(
    of number: Int, in name: RepositoryName, expectedHead: String?, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    let pull = try pull(number, in: repository)
    if let expectedHead, expectedHead != pull.headSHA {
      throw .unprocessable("expected head sha didn’t match current head ref.")
    }
    guard !pull.hasConflict else { throw .unprocessable("merge conflict between base and head") }
    guard pull.baseSHA != repository.branches[pull.base]?.sha else {
      throw .unprocessable("There are no new commits on the base branch.")
    }
    let update = Push(pull.head, message: "Merge branch '\(pull.base)' into \(pull.headBranch)", isRebased: true)
    return try push(update, to: name, by: act).events
  }

  /// Records a base branch's move: every open pull request into it must be looked at again.
  mutating func moveBase(_ branch: String, conflictsWith numbers: [Int], in repository: Int) {
    for var pull in repositories[repository]?.openPulls ?? [] where pull.base == branch {
      if numbers.contains(pull.number) { pull.hasConflict = true }
      pull.mergeability = .computing(readsLeft: mergeabilityReads)
      keep(pull, in: repository)
    }
  }

  private mutating func moveHead(
    of pull: PullRequestRecord, to sha: String, isRebased: Bool, in repository: Int, by act: Act
  ) -> HookEvent {
    var pull = pull
    let before = pull.headSHA
    pull.headSHA = sha
    pull.mergeability = .computing(readsLeft: mergeabilityReads)
    if isRebased {
      pull.hasConflict = false
      pull.baseSHA = repositories[repository]?.branches[pull.base]?.sha ?? pull.baseSHA
    }
    for thread in pull.threads.indices {
      pull.threads[thread].isOutdated = true
    }
    keep(pull, in: repository)
    touch(pull.number, in: repository, at: act.now)
    return pullEvent(
      "synchronize", pull, in: repository, by: act, ["before": .string(before), "after": .string(sha)])
  }

  func pushEvent(
    _ branch: String, from before: String?, to after: String?, isForced: Bool, in repository: Int, by act: Act
  ) -> HookEvent {
    let record = repositories[repository]
    let commit = after.flatMap { record?.commits[$0] }.map { pushedCommit($0, in: repository) } ?? .null
    let url = record.map { "\(links.pages)/\($0.name)" } ?? links.pages
    let beforeSHA = before ?? CommitName.none
    let afterSHA = after ?? CommitName.none
    return event(
      "push", nil, in: repository, by: act,
      [
        "ref": "refs/heads/\(branch)", "before": .string(beforeSHA), "after": .string(afterSHA),
        "created": .boolean(before == nil), "deleted": .boolean(after == nil), "forced": .boolean(isForced),
        "base_ref": nil,
        "compare": "\(url)/compare/\(String(beforeSHA.prefix(12)))...\(String(afterSHA.prefix(12)))",
        "commits": commit.isNull ? [] : [commit], "head_commit": commit,
        "pusher": ["name": .string(act.actor), "email": "\(act.actor)@users.noreply.github.com"],
      ])
  }

  /// Git's own rules, cut down to what a URL's path can carry.
  private static func isBranchName(_ name: String) -> Bool {
    (1...200).contains(name.utf8.count) && !name.hasPrefix("/") && !name.hasSuffix("/") && !name.contains("..")
      && name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"~^?*[\\".utf8.contains($0) }
  }
}
