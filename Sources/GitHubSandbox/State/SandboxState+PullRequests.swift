package import MissionCore

extension SandboxState {
  /// Opens a pull request from an existing branch; the value is its number.
  package mutating func openPull(
    _ draft: PullRequestDraft, in name: RepositoryName, by act: Act
  ) throws(APIRefusal) -> Acted<Int> {
    let repository = try repository(name)
    let head = ownBranch(draft.head, in: repository)
    guard !draft.title.isEmpty else { throw .unprocessable("title is missing") }
    guard let branch = repository.branches[head] else { throw .unprocessable("head is invalid") }
    guard let base = repository.branches[draft.base] else { throw .unprocessable("base is invalid") }
    guard branch.sha != base.sha else {
      throw .unprocessable("No commits between \(draft.base) and \(head)")
    }
    guard !repository.openPulls.contains(where: { $0.head == head && $0.base == draft.base }) else {
      throw .unprocessable("A pull request already exists for \(repository.name.owner):\(head).")
    }
    var issue = newIssue(IssueDraft(draft.title, body: draft.body), in: repository, by: act)
    issue.isPullRequest = true
    let pull = PullRequestRecord(
      id: newID(), number: issue.number, head: head, headSHA: branch.sha, base: draft.base, baseSHA: base.sha,
      isDraft: draft.isDraft, mergeability: .computing(readsLeft: mergeabilityReads))
    keep(issue, in: repository.id)
    keep(pull, in: repository.id)
    return Acted(pull.number, events: [pullEvent("opened", pull, in: repository.id, by: act)])
  }

  /// A branch of the repository itself may be written with its owner, too.
  private func ownBranch(_ head: String, in repository: RepositoryRecord) -> String {
    let parts = head.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == repository.name.owner.lowercased() else { return head }
    return String(parts[1])
  }

  /// Points a pull request at another base branch.
  package mutating func retarget(
    _ number: Int, in name: RepositoryName, to base: String, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    var pull = try pull(number, in: repository)
    guard let branch = repository.branches[base] else { throw .unprocessable("base is invalid") }
    guard pull.base != base else { return [] }
    account(named: act.actor)
    let before = pull.base
    let beforeSHA = repository.branches[before]?.sha ?? CommitName.none
    pull.base = base
    pull.baseSHA = branch.sha
    pull.mergeability = .computing(readsLeft: mergeabilityReads)
    keep(pull, in: repository.id)
    touch(number, in: repository.id, at: act.now)
    return [
      pullEvent(
        "edited", pull, in: repository.id, by: act,
        ["changes": ["base": ["ref": ["from": .string(before)], "sha": ["from": .string(beforeSHA)]]]])
    ]
  }

  /// Makes a pull request a draft, or ready for review.
  package mutating func setDraft(
    _ isDraft: Bool, of number: Int, in name: RepositoryName, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    var pull = try pull(number, in: repository)
    guard pull.isDraft != isDraft else { return [] }
    account(named: act.actor)
    pull.isDraft = isDraft
    keep(pull, in: repository.id)
    touch(number, in: repository.id, at: act.now)
    return [pullEvent(isDraft ? "converted_to_draft" : "ready_for_review", pull, in: repository.id, by: act)]
  }

  /// Asks people for a review.
  package mutating func requestReviews(
    from logins: [String], of number: Int, in name: RepositoryName, by act: Act
  ) throws(APIRefusal) -> [HookEvent] {
    let repository = try repository(name)
    var pull = try pull(number, in: repository)
    let author = try issue(number, in: repository).author
    guard !logins.contains(author) else {
      throw .unprocessable("Review cannot be requested from pull request author.")
    }
    account(named: act.actor)
    var events: [HookEvent] = []
    for login in logins where !pull.requestedReviewers.contains(login) {
      account(named: login)
      pull.requestedReviewers.append(login)
      keep(pull, in: repository.id)
      touch(number, in: repository.id, at: act.now)
      events.append(
        pullEvent(
          "review_requested", pull, in: repository.id, by: act, ["requested_reviewer": shape(knownAccount(login))]))
    }
    return events
  }

  /// An event about a pull request.
  func pullEvent(
    _ action: String, _ pull: PullRequestRecord, in repository: Int, by act: Act, _ more: JSONValue = [:]
  ) -> HookEvent {
    guard let record = repositories[repository] else {
      return event("pull_request", action, in: repository, by: act, more)
    }
    let members: JSONValue = ["number": .integer(pull.number), "pull_request": shape(pull, in: record)]
    return event("pull_request", action, in: repository, by: act, members.adding(more))
  }
}
