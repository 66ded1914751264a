/// Something to be done on GitHub. Each is safe to do twice: guarded by a head, or recognised by what it leaves behind.
package enum GitHubAct: Hashable, Sendable, Codable {
  /// Merge a pull request, if its head is still this one.
  case merge(PullRequestReference, head: String, method: Policy.MergeMethod)
  /// Put a pull request into its base branch's merge queue, if its head is still this one.
  case enqueue(PullRequestReference, head: String)
  /// Take a pull request out of the merge queue again, if it is there by our doing; says why.
  case dequeue(PullRequestReference, head: String, because: String)
  /// Bring the base's commits into a pull request's branch, if its head is still this one.
  case updateBranch(PullRequestReference, head: String)
  /// Run the failed jobs of a workflow run again, unless that was done since they failed. Where that time is not known:
  /// if it has been run again so many times and no more.
  case rerunFailedJobs(PullRequestReference, workflowRun: Int, reruns: Int, failedAt: Timestamp? = nil)
  /// Say in a review thread that this head answers it, and resolve it.
  case resolveThread(PullRequestReference, thread: String, head: String)
  /// Open a pull request for a branch, unless one is open for it.
  case openPullRequest(PullRequestProposal)
  /// React to a comment: the receipt of a command.
  case react(RepositoryName, comment: Int, Reaction)
  /// Write or edit the mission's comment on an issue or a pull request.
  case report(Report)
  /// Write or edit the mission's check run on a pull request's head.
  case check(CheckReport)

  /// Whether it only says something.
  var isConversation: Bool {
    switch self {
    case .react, .report, .check: true
    case .merge, .enqueue, .dequeue, .updateBranch, .rerunFailedJobs, .resolveThread, .openPullRequest: false
    }
  }

  /// Whether it is done also for a mission that is stopped or over: it says something, or takes back what the mission
  /// did.
  var outlivesMission: Bool {
    switch self {
    case .react, .report, .check, .dequeue: true
    case .merge, .enqueue, .updateBranch, .rerunFailedJobs, .resolveThread, .openPullRequest: false
    }
  }
}

/// Something that a mission wants done on GitHub: kept with the mission until it is done, so that no crash loses it.
package struct Errand: Hashable, Sendable, Codable {
  /// Its identity.
  package let id: Identifier<Errand>
  /// What is to be done.
  package internal(set) var act: GitHubAct
  /// The item it is for, if it is for one.
  package let item: Identifier<WorkItem>?
  /// When it was decided.
  package let createdAt: Timestamp
  /// When to try next.
  package internal(set) var nextAttemptAt: Timestamp
  /// How often it could not be done for a passing reason.
  package internal(set) var attempts = 0
  /// Why it could not be done the last time.
  package internal(set) var problem: String?

  init(id: Identifier<Errand>, act: GitHubAct, item: Identifier<WorkItem>?, createdAt: Timestamp) {
    self.id = id
    self.act = act
    self.item = item
    self.createdAt = createdAt
    nextAttemptAt = createdAt
  }
}

/// What came of an errand.
package enum ErrandOutcome: Hashable, Sendable, Codable {
  /// It is done, now or before.
  case done(String)
  /// It is written, and this is GitHub's number of the comment, check run or pull request that holds it.
  case written(Int)
  /// GitHub says no: what it rests on is not so (any more). Doing it again does not help; looking again may.
  case refused(String)
  /// It could not be tried or may not have arrived; try again, at this time at the earliest where one is known.
  case failed(String, retryAt: Timestamp?)
}
