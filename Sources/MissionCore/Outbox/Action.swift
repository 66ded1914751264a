/// Something to be done on GitHub. Each is safe to do twice: guarded by a head, or recognised by what it leaves behind.
///
/// What follows from an action is its ``ActionKind``'s, one file each in `Actions`; another action is a case here and
/// such a file. Its spelling is the stored one.
package enum Action: Hashable, Sendable, Codable {
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
  case report(StatusComment)
  /// Write or edit the mission's check run on a pull request's head.
  case check(StatusCheck)

  /// What follows from it.
  var kind: any ActionKind {
    switch self {
    case .merge(let reference, let head, let method): Merging(reference: reference, head: head, method: method)
    case .enqueue(let reference, let head): Enqueueing(reference: reference, head: head)
    case .dequeue(let reference, let head, let reason): Dequeueing(reference: reference, head: head, reason: reason)
    case .updateBranch(let reference, let head): BranchUpdate(reference: reference, head: head)
    case .rerunFailedJobs(let reference, let run, let reruns, let failedAt):
      JobRerun(reference: reference, workflowRun: run, reruns: reruns, failedAt: failedAt)
    case .resolveThread(let reference, let thread, let head):
      ThreadResolution(reference: reference, thread: thread, head: head)
    case .openPullRequest(let proposal): PullRequestOpening(proposal: proposal)
    case .react(let repository, let comment, let reaction):
      CommentReaction(repository: repository, comment: comment, reaction: reaction)
    case .report(let report): CommentReporting(report: report)
    case .check(let report): CheckReporting(report: report)
    }
  }
}

extension Action: CustomStringConvertible {
  /// What is to be done, for people.
  package var description: String { kind.description }
}
