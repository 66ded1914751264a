/// A fact about GitHub, whichever door it came through. A webhook is a hint; fetched state is the truth.
package enum Observation: Hashable, Sendable, Codable {
  /// The state of an issue, from a webhook or fetched.
  case issue(IssueFacts)
  /// The issue is as it was when it was last fetched.
  case issueUnchanged(IssueReference)
  /// Something about this issue's links changed that only fetching it can tell: its own time of change stays.
  case issueTouched(IssueReference)
  /// The issue is deleted or transferred, says GitHub's webhook; the text says which.
  case issueGone(IssueReference, reason: String)
  /// GitHub was asked for the issue and does not know it, or not any more; the text says how it put that. Answers "not
  /// found" are wrong at times: a token that was just renewed, a rename under way.
  case issueNotFound(IssueReference, reason: String)
  /// The issue could not be read just now: says nothing about it.
  case issueUnavailable(IssueReference, reason: String)
  /// A pull request webhook.
  case pullRequest(PullRequestHint)
  /// A check run or status webhook.
  case check(CheckHint)
  /// A submitted or dismissed review.
  case review(PullRequestReference, ReviewFact, dismissed: Bool)
  /// A review comment or a conversation comment on a pull request, written or edited.
  case comment(PullRequestReference, CommentFact, path: String?, line: Int?)
  /// Something about this pull request changed that only fetching it can tell.
  case pullRequestTouched(PullRequestReference)
  /// Something changed on this commit that only fetching its pull requests can tell.
  case commitTouched(RepositoryName, sha: String)
  /// A branch was pushed to: the mergeability of every pull request onto it is open again.
  case pushed(RepositoryName, branch: String)
  /// The fetched state of a pull request.
  case snapshot(PullRequestSnapshot)
  /// The pull request does not exist or is not visible.
  case pullRequestGone(PullRequestReference, reason: String)
  /// The pull request could not be read just now: says nothing about it.
  case pullRequestUnavailable(PullRequestReference, reason: String)
  /// A comment that commands was written, edited or deleted.
  case command(CommandComment)
  /// The comments of a repository that command, of the last hour or two: finds those whose webhook was lost.
  case comments(RepositoryName, [CommandComment])
  /// The list of comments is as it was when it was last fetched.
  case commentsUnchanged(RepositoryName)
  /// The list of comments could not be read just now.
  case commentsUnavailable(RepositoryName, reason: String)
  /// Whether a login may command in a repository.
  case commandRight(of: String, in: RepositoryName, CommandRight)
  /// What failed checks of a task left behind.
  case checkEvidence([CheckEvidence], of: Identifier<WorkTask>)
  /// Which workflows the head of a pull request holds.
  case workflows(PullRequestReference, HeadWorkflows)
  /// Whether anything checks what is pushed to a repository; nil where that could not be found out.
  case checkHabits(RepositoryName, hasChecks: Bool?)
  /// Whether the work of a pull request, this commit of it, is on the branch it belongs to.
  case landing(PullRequestReference, commit: String, Landing.Standing)
  /// That could not be asked just now.
  case landingUnavailable(PullRequestReference, commit: String, reason: String)
  /// That could not be asked just now.
  case commandRightUnavailable(of: String, in: RepositoryName, reason: String)
  /// What GitHub says about a comment that commands.
  case commandEvidence(comment: Int, in: RepositoryName, CommandEvidence)
  /// That could not be asked just now.
  case commandEvidenceUnavailable(comment: Int, in: RepositoryName, reason: String)
  /// The open pull requests of a repository, newest change first: finds what closes a mission's issue when its webhook
  /// was lost.
  case openPullRequests(RepositoryName, [PullRequestHint])
  /// The list of open pull requests is as it was when it was last fetched.
  case openPullRequestsUnchanged(RepositoryName)
  /// The list of open pull requests could not be read just now.
  case openPullRequestsUnavailable(RepositoryName, reason: String)
  /// The issue was transferred to another repository.
  case issueMoved(IssueReference, to: IssueReference)
  /// A repository goes by this name; with GitHub's number of it, and the name it had until now, where they are known.
  case repositoryNamed(RepositoryName, id: Int?, formerly: RepositoryName?)
  /// A repository was deleted, archived, hidden or brought back.
  case repositoryStanding(RepositoryName, RepositoryFacts.Standing)

  /// The cases as they are stored: signals outlive an update of the program.
  private enum CodingKeys: String, CodingKey {
    case issue, issueUnchanged, issueGone, issueNotFound, issueUnavailable, issueMoved
    case issueTouched = "issueStirred"
    case pullRequest, check, review, comment, pushed, snapshot, pullRequestGone, pullRequestUnavailable
    case pullRequestTouched = "stir"
    case commitTouched = "commitStirred"
    case command, comments, commentsUnchanged, commentsUnavailable, commandRight, commandRightUnavailable
    case commandEvidence, commandEvidenceUnavailable, checkEvidence, workflows, checkHabits, landing, landingUnavailable
    case openPullRequests, openPullRequestsUnchanged, openPullRequestsUnavailable, repositoryNamed, repositoryStanding
  }
}
