import MissionCore

extension SandboxState {
  /// What GitHub says about merging a pull request.
  package enum MergeState: String, Sendable {
    case behind
    case blocked
    case clean
    case dirty
    case draft
    case unknown
    case unstable
  }

  /// Whether the branches merge, as far as it is known by now. Does not count as reading.
  package func mergeable(_ pull: PullRequestRecord, in repository: RepositoryRecord) -> Bool? {
    guard pull.merge == nil, isOpen(pull, in: repository), !isMergeabilityStuck else { return nil }
    return pull.mergeability == .known ? !pull.hasConflict : nil
  }

  /// Asks whether the branches merge: the first readers after a change hear nil, which starts the work.
  package mutating func readMergeability(of number: Int, in repository: Int) {
    guard !isMergeabilityStuck, var pull = repositories[repository]?.pulls[number],
      case .computing(let readsLeft) = pull.mergeability
    else { return }
    pull.mergeability = readsLeft > 0 ? .computing(readsLeft: readsLeft - 1) : .known
    keep(pull, in: repository)
  }

  /// The summary beside `mergeable`.
  package func mergeState(_ pull: PullRequestRecord, in repository: RepositoryRecord) -> MergeState {
    guard let isMergeable = mergeable(pull, in: repository) else { return .unknown }
    guard isMergeable else { return .dirty }
    if pull.isDraft { return .draft }
    if obstacle(to: pull, in: repository) != nil { return .blocked }
    let protection = repository.branches[pull.base]?.protection
    if protection?.isStrict == true, isBehind(pull, in: repository) { return .behind }
    switch rollUp(of: pull.headSHA, in: repository) {
    case "SUCCESS", nil: return .clean
    default: return .unstable
    }
  }

  /// Whether the base has commits that the head lacks.
  package func isBehind(_ pull: PullRequestRecord, in repository: RepositoryRecord) -> Bool {
    repository.branches[pull.base].map { $0.sha != pull.baseSHA } ?? false
  }

  /// What the base branch's protection still misses, in GitHub's words; nil if nothing.
  package func obstacle(to pull: PullRequestRecord, in repository: RepositoryRecord) -> String? {
    guard let protection = repository.branches[pull.base]?.protection else { return nil }
    let missing = protection.requiredChecks.filter { !isPassed($0, on: pull.headSHA, in: repository) }
    if let first = missing.first {
      return missing.count == 1
        ? "Required status check \"\(first.context)\" is expected."
        : "\(missing.count) of \(protection.requiredChecks.count) required status checks are expected."
    }
    let opinions = opinions(on: pull, writersOnly: true, in: repository)
    if protection.requiredApprovals > 0, opinions.contains(where: { $0.state == .changesRequested }) {
      return "Changes have been requested."
    }
    guard opinions.count(where: { $0.state == .approved }) >= protection.requiredApprovals else {
      return "At least \(protection.requiredApprovals) approving review is required by reviewers with write access."
    }
    return nil
  }

  /// Whether a required check is there and passes, both as check run and as status: GitHub requires either that exists.
  func isPassed(
    _ required: BranchProtection.RequiredCheck, on sha: String, in repository: RepositoryRecord
  ) -> Bool {
    let runs = latestRuns(of: sha, in: repository).filter { run in
      run.name == required.context
        && (required.app == nil || repository.checkSuites.first { $0.id == run.suite }?.app.id == required.app)
    }
    let statuses =
      required.app == nil ? latestStatuses(of: sha, in: repository).filter { $0.context == required.context } : []
    guard !runs.isEmpty || !statuses.isEmpty else { return false }
    return runs.allSatisfy { $0.isComplete && Self.passing.contains($0.conclusion ?? "") }
      && statuses.allSatisfy { $0.state == "success" }
  }

  static let passing: Set<String> = ["success", "neutral", "skipped"]

  /// One word for all checks and statuses of a commit, as GraphQL has it; nil where there are none.
  package func rollUp(of sha: String, in repository: RepositoryRecord) -> String? {
    let runs = latestRuns(of: sha, in: repository)
    let statuses = latestStatuses(of: sha, in: repository)
    guard !runs.isEmpty || !statuses.isEmpty else { return nil }
    if runs.contains(where: { $0.isComplete && !Self.passing.contains($0.conclusion ?? "") })
      || statuses.contains(where: { $0.state == "failure" || $0.state == "error" })
    {
      return "FAILURE"
    }
    if runs.contains(where: { !$0.isComplete }) || statuses.contains(where: { $0.state == "pending" }) {
      return "PENDING"
    }
    return "SUCCESS"
  }

  /// The newest opinion of each reviewer, oldest first.
  package func opinions(
    on pull: PullRequestRecord, writersOnly: Bool, in repository: RepositoryRecord
  ) -> [ReviewRecord] {
    var newest: [String: ReviewRecord] = [:]
    for review in pull.reviews where review.state.isOpinion { newest[review.author] = review }
    return newest.values.filter { !writersOnly || repository.permission(of: $0.author) >= .write }
      .sorted { $0.id < $1.id }
  }

  func isOpen(_ pull: PullRequestRecord, in repository: RepositoryRecord) -> Bool {
    if case .here(let issue)? = repository.issues[pull.number] { issue.isOpen } else { false }
  }
}
