extension Observation {
  /// Whom it concerns: the missions interested in any of these.
  package var interests: [Interest] {
    switch self {
    case .issue(let facts): [.issue(facts.reference)]
    case .issueUnchanged(let reference), .issueTouched(let reference), .issueGone(let reference, _),
      .issueNotFound(let reference, _),
      .issueUnavailable(let reference, _):
      [.issue(reference)]
    case .pullRequest(let hint): [.pullRequest(hint.reference)] + hint.closes.map(Interest.issue)
    case .check(let hint):
      [.head(hint.repository, sha: hint.sha)] + hint.pullRequests.map(Interest.pullRequest)
    case .review(let reference, _, _), .comment(let reference, _, _, _), .pullRequestTouched(let reference):
      [.pullRequest(reference)]
    case .commitTouched(let repository, let sha): [.head(repository, sha: sha)]
    case .pushed(let repository, let branch): [.base(repository, branch: branch)]
    case .snapshot(let snapshot): [.pullRequest(snapshot.reference)]
    case .pullRequestGone(let reference, _), .pullRequestUnavailable(let reference, _): [.pullRequest(reference)]
    case .command(let comment): [.conversation(comment.target)]
    case .comments(_, let comments): comments.map { .conversation($0.target) }
    // Answers to a mission's own question.
    case .commentsUnchanged, .commentsUnavailable, .commandRight, .commandRightUnavailable,
      .commandEvidence, .commandEvidenceUnavailable, .checkEvidence, .landing, .landingUnavailable, .workflows,
      .checkHabits:
      []
    case .openPullRequests(let repository, _), .openPullRequestsUnchanged(let repository),
      .openPullRequestsUnavailable(let repository, _):
      [.repository(repository)]
    case .issueMoved(let reference, _): [.issue(reference)]
    case .repositoryNamed(let name, let id, let former):
      [.place(name)] + (former.map { [.place($0)] } ?? []) + (id.map { [.repositoryNumber($0)] } ?? [])
    case .repositoryStanding(let name, _): [.place(name)]
    }
  }
}
