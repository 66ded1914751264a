package import MissionCore

extension SandboxState {
  /// Puts a pull request into its base's merge queue. It is tried on a commit of its own: once what the base demands
  /// has passed there it is merged; if that fails it leaves the queue.
  package mutating func enqueue(
    _ number: Int, in name: RepositoryName, expectedHead: String?, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    var pull = try pull(number, in: repository)
    try requireWrite(act.actor, in: repository)
    guard let base = repository.branches[pull.base], base.protection?.hasMergeQueue == true else {
      throw .unprocessable("The merge queue is not enabled for this branch")
    }
    guard expectedHead ?? pull.headSHA == pull.headSHA else {
      throw .unprocessable("The head commit does not match the expected one")
    }
    guard pull.queueEntry == nil else { throw .unprocessable("Pull request is already in the queue") }
    guard pull.merge == nil, isOpen(pull, in: repository), !pull.isDraft, !pull.hasConflict else {
      throw .unprocessable("Pull request is not mergeable")
    }
    if let obstacle = obstacle(to: pull, in: repository) { throw .unprocessable(obstacle) }
    account(named: act.actor)
    let branch = "gh-readonly-queue/\(pull.base)/pr-\(number)-\(base.sha)"
    let sha = newSHA("\(repository.name.folded) \(branch)")
    repositories[repository.id]?.commits[sha] = CommitRecord(
      sha: sha, message: "Merge pull request #\(number) from \(pull.head)", author: act.actor, date: act.now)
    repositories[repository.id]?.branches[branch] = BranchRecord(sha: sha)
    pull.queueEntry = .init(id: newID(), sha: sha, branch: branch, by: act.actor, at: act.now)
    keep(pull, in: repository.id)
    touch(number, in: repository.id, at: act.now)
    var events = [pullEvent("enqueued", pull, in: repository.id, by: act)]
    if let entry = pull.queueEntry {
      events.append(groupEvent("checks_requested", entry, base: pull.base, reason: nil, in: repository.id, by: act))
    }
    return events + settleQueue(sha, in: repository.id, by: act)
  }

  /// Takes a pull request out of the merge queue, as a person does.
  package mutating func dequeue(
    _ number: Int, in name: RepositoryName, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    guard try pull(number, in: repository).queueEntry != nil else {
      throw .unprocessable("Pull request is not in the queue")
    }
    account(named: act.actor)
    return leaveQueue(number, in: repository.id, reason: "MANUAL", by: act)
  }

  /// The place of a pull request in its base's queue, beginning with 1; nil when it is not in it.
  package func queuePosition(of pull: PullRequestRecord, in repository: RepositoryRecord) -> Int? {
    guard let entry = pull.queueEntry else { return nil }
    let ahead = repository.pulls.values.count { other in
      other.base == pull.base && (other.queueEntry.map { $0.id < entry.id } ?? false)
    }
    return ahead + 1
  }

  /// Ends a pull request's stay in the queue without merging it.
  mutating func leaveQueue(_ number: Int, in id: Int, reason: String, by act: Act) -> [HookEvent] {
    guard var pull = repositories[id]?.pulls[number], let entry = pull.queueEntry else { return [] }
    pull.queueEntry = nil
    keep(pull, in: id)
    touch(number, in: id, at: act.now)
    repositories[id]?.branches[entry.branch] = nil
    return [
      groupEvent(
        "destroyed", entry, base: pull.base, reason: reason == "MANUAL" ? "dequeued" : "invalidated", in: id, by: act),
      pullEvent("dequeued", pull, in: id, by: act, ["reason": .string(reason)]),
    ]
  }

  /// Looks whether the checks of a queue's commit decide: all that is required has passed, or something of it failed.
  mutating func settleQueue(_ sha: String, in id: Int, by act: Act) -> [HookEvent] {
    guard let repository = repositories[id],
      var pull = repository.pulls.values.first(where: { $0.queueEntry?.sha == sha }), let entry = pull.queueEntry,
      case .here(let issue)? = repository.issues[pull.number]
    else { return [] }
    let required = repository.branches[pull.base]?.protection?.requiredChecks ?? []
    let failed = latestRuns(of: sha, in: repository).contains { run in
      run.isComplete && !Self.passing.contains(run.conclusion ?? "")
        && required.contains { $0.context == run.name }
    }
    if failed { return leaveQueue(pull.number, in: id, reason: "CI_FAILURE", by: act) }
    guard required.allSatisfy({ isPassed($0, on: sha, in: repository) }) else { return [] }
    pull.queueEntry = nil
    repositories[id]?.branches[entry.branch] = nil
    let merged = carryOut(pull, issue, in: repositories[id] ?? repository, method: .merge, by: act)
    return merged.events + [groupEvent("destroyed", entry, base: pull.base, reason: "merged", in: id, by: act)]
  }

  private func groupEvent(
    _ action: String, _ entry: PullRequestRecord.QueueEntry, base: String, reason: String?, in id: Int, by act: Act
  ) -> HookEvent {
    let group: JSONValue = [
      "head_sha": .string(entry.sha), "head_ref": "refs/heads/\(entry.branch)", "base_ref": "refs/heads/\(base)",
      "base_sha": .text(repositories[id]?.branches[base]?.sha),
    ]
    let members: JSONValue = ["merge_group": group]
    return event(
      "merge_group", action, in: id, by: act,
      reason.map { members.adding(["reason": .string($0)]) } ?? members)
  }
}
