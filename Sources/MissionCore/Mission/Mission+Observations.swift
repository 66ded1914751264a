extension Mission {
  /// Takes in a fact about GitHub: each goes to the part that it is about.
  mutating func takeIn(_ observation: Observation, _ turn: inout Turn) {
    guard !isOver else { return }
    switch observation {
    case .issue(let facts): takeInIssue(facts, &turn)
    case .issueUnchanged(let reference): takeInIssueUnchanged(reference, at: turn.now)
    case .issueTouched(let reference): takeInIssueTouched(reference, at: turn.now)
    case .issueGone(let reference, let reason): takeInIssueGone(reference, reason: reason, &turn)
    case .issueNotFound(let reference, let reason): takeInIssueNotFound(reference, reason: reason, &turn)
    case .issueUnavailable(let reference, let reason): issues.noteUnavailable(reference, reason: reason, at: turn.now)
    case .pullRequest(let hint): takeInPullRequestHint(hint, &turn)
    case .check(let hint):
      pullRequests.hear(hint, at: turn.now)
      noteQueueCheck(hint)
    case .review(let reference, let review, let dismissed):
      takeInReview(review, dismissed: dismissed, on: reference, &turn)
    case .comment(let reference, let comment, let path, let line):
      pullRequests.hear(comment, path: path, line: line, on: reference, at: turn.now)
    case .pullRequestTouched(let reference): pullRequests.touch(reference, at: turn.now)
    case .commitTouched(let repository, let sha): pullRequests.touch(sha, in: repository, at: turn.now)
    case .pushed(let repository, let branch): pullRequests.hearPush(to: branch, of: repository, at: turn.now)
    case .snapshot(let snapshot): takeInSnapshot(snapshot, &turn)
    case .pullRequestGone(let reference, let reason): takeInPullRequestGone(reference, reason: reason, &turn)
    case .pullRequestUnavailable(let reference, let reason):
      takeInPullRequestUnavailable(reference, reason: reason, &turn)
    case .openPullRequests(let repository, let hints):
      takeInOpenPullRequests(hints, of: repository, &turn)
    case .issueMoved(let reference, let place): takeInIssueMove(of: reference, to: place, &turn)
    case .repositoryNamed(let name, let id, let former): takeInRepositoryName(name, id: id, formerly: former, &turn)
    case .repositoryStanding(let name, let standing): takeInRepositoryStanding(standing, of: name, &turn)
    case .command(let comment): takeInCommand(comment, &turn)
    case .comments(let repository, let comments): takeInCommands(comments, of: repository, &turn)
    case .commentsUnchanged(let repository): noteSearch(of: repository, problem: nil, &turn)
    case .commentsUnavailable(let repository, let reason): noteSearch(of: repository, problem: reason, &turn)
    case .commandRight(let login, let repository, let right):
      takeInCommandRight(right, of: login, in: repository, &turn)
    case .commandRightUnavailable(let login, let repository, let reason):
      takeInCommandRightUnavailable(of: login, in: repository, reason: reason, &turn)
    case .commandEvidence(let comment, let repository, let evidence):
      takeInCommandEvidence(evidence, of: comment, in: repository, &turn)
    case .commandEvidenceUnavailable(let comment, let repository, let reason):
      takeInCommandEvidenceUnavailable(of: comment, in: repository, reason: reason, &turn)
    case .checkEvidence(let evidence, let task): takeInEvidence(evidence, of: task, &turn)
    case .workflows(let reference, let workflows): pullRequests.noteWorkflows(workflows, of: reference)
    case .checkHabits(let name, let hasChecks): repositories.noteCheckHabits(hasChecks, of: name)
    case .landing(let reference, let commit, let standing):
      takeInLanding(of: reference, at: commit, standing, reason: "", &turn)
    case .landingUnavailable(let reference, let commit, let reason):
      takeInLanding(of: reference, at: commit, nil, reason: reason, &turn)
    case .openPullRequestsUnchanged(let repository), .openPullRequestsUnavailable(let repository, _):
      header.noteSearch(for: repository, at: turn.now)
    }
  }
}
