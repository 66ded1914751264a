/// Something a mission needs at a certain time.
package enum DueWork: Hashable, Sendable {
  /// Fetch this issue.
  case issue(IssueReference)
  /// Fetch this pull request.
  case pullRequest(PullRequestReference)
  /// Look for open pull requests of this repository.
  case openPullRequests(RepositoryName)
  /// Do this on GitHub.
  case action(Identifier<PendingAction>)
  /// Look for comments of this repository whose webhook was lost.
  case comments(RepositoryName)
  /// Ask whether this login may command in this repository.
  case commandRight(of: String, in: RepositoryName)
  /// Ask who wrote this comment, which commands, and what it says.
  case commandComment(Int, in: RepositoryName)
  /// Read what the failed checks of this fix task left behind.
  case checkEvidence(Identifier<WorkTask>)
  /// Look whether the work of this pull request is on the branch it belongs to.
  case landing(PullRequestReference)
  /// Read which workflows the head of this pull request holds.
  case workflows(PullRequestReference)
  /// Find out whether anything checks what is pushed to this repository.
  case checkHabits(RepositoryName)
  /// Nothing but time: leases, deadlines, repeats.
  case tick
}

extension DueWork {
  /// The repository it asks about; nil for what asks about none.
  package var repository: RepositoryName? {
    switch self {
    case .issue(let reference): reference.repository
    case .pullRequest(let reference): reference.repository
    case .openPullRequests(let name), .comments(let name): name
    case .commandRight(_, let name), .commandComment(_, let name): name
    case .landing(let reference), .workflows(let reference): reference.repository
    case .checkHabits(let name): name
    case .action, .checkEvidence, .tick: nil
    }
  }
}
