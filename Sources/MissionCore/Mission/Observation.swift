/// A fact about GitHub, whichever door it came through. A webhook is a hint; fetched state is the truth.
package enum Observation: Hashable, Sendable, Codable {
  /// The state of an issue, from a webhook or fetched.
  case issue(IssueFacts)
  /// The issue is as it was when it was last fetched.
  case issueUnchanged(IssueReference)
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
  case stir(PullRequestReference)
  /// Something changed on this commit that only fetching its pull requests can tell.
  case commitStirred(RepositoryName, sha: String)
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
  /// That could not be asked just now.
  case commandRightUnavailable(of: String, in: RepositoryName, reason: String)
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
}

/// What a pull request webhook (or a row of the pull request list) says.
package struct PullRequestHint: Hashable, Sendable, Codable {
  /// Which pull request.
  package var reference: PullRequestReference
  /// The event's `action`; empty for a row of a list.
  package var action: String
  /// Its title, untrusted text.
  package var title: String
  /// Its page.
  package var url: String
  /// Its author.
  package var author: Account
  /// Open, closed or merged.
  package var state: PullRequestSnapshot.State
  /// Whether it is a draft.
  package var isDraft: Bool
  /// The head commit.
  package var head: String
  /// The head branch, an untrusted name.
  package var headBranch: String
  /// The base branch, an untrusted name.
  package var base: String
  /// The issues its body or branch says it closes.
  package var closes: [IssueReference]
  /// Whether somebody who may write to the repository made it: its head lies in the repository itself, or its author
  /// owns the repository (`author_association`; members and collaborators may have read access only). Only such a pull
  /// request submits a mission's issue by claiming to close it; anybody can claim that from a fork.
  package var isTrusted: Bool
  /// GitHub's `updated_at`: the watermark by which a late event is recognised.
  package var updatedAt: Timestamp

  /// All fields.
  package init(
    reference: PullRequestReference, action: String, title: String, url: String, author: Account,
    state: PullRequestSnapshot.State, isDraft: Bool, head: String, headBranch: String, base: String,
    closes: [IssueReference], isTrusted: Bool, updatedAt: Timestamp
  ) {
    self.reference = reference
    self.action = action
    self.title = title
    self.url = url
    self.author = author
    self.state = state
    self.isDraft = isDraft
    self.head = head
    self.headBranch = headBranch
    self.base = base
    self.closes = closes
    self.isTrusted = isTrusted
    self.updatedAt = updatedAt
  }
}

/// What a check webhook says: a fact about one commit.
package struct CheckHint: Hashable, Sendable, Codable {
  /// The repository the commit is in.
  package var repository: RepositoryName
  /// The full commit sha the check is of.
  package var sha: String
  /// The pull requests GitHub named; often empty, for forks always.
  package var pullRequests: [PullRequestReference]
  /// The check.
  package var check: CheckFact

  /// All fields.
  package init(repository: RepositoryName, sha: String, pullRequests: [PullRequestReference], check: CheckFact) {
    self.repository = repository
    self.sha = sha
    self.pullRequests = pullRequests
    self.check = check
  }
}
