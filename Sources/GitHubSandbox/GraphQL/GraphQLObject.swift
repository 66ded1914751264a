/// Something that can be asked: a thing of the state, named so that a change is seen, or a record that is complete.
indirect enum GraphQLObject: Sendable {
  case query
  case mutation
  case account(AccountRecord)
  case repository(Int)
  case issue(repository: Int, IssueRecord)
  case issueComment(repository: Int, IssueRecord, CommentRecord)
  case label(repository: Int, LabelRecord)
  case pullRequest(repository: Int, number: Int)
  case commit(repository: Int, sha: String)
  case rollUp(repository: Int, sha: String)
  case checkRun(repository: Int, CheckRunRecord)
  case checkSuite(repository: Int, CheckSuiteRecord)
  case workflowRun(repository: Int, WorkflowRunRecord)
  case workflow(repository: Int)
  case status(repository: Int, CommitStatusRecord)
  case app(AppRecord)
  case review(repository: Int, number: Int, ReviewRecord)
  case thread(repository: Int, number: Int, id: Int)
  case lineComment(repository: Int, number: Int, ReviewCommentRecord)
  case branch(repository: Int, name: String)
  /// A value whose fields are all there already.
  case record(type: String, [String: GraphQLResult])

  /// The name of its type.
  var type: String {
    switch self {
    case .query: "Query"
    case .mutation: "Mutation"
    case .account(let account): account.kind.rawValue
    case .repository: "Repository"
    case .issue: "Issue"
    case .issueComment: "IssueComment"
    case .label: "Label"
    case .pullRequest: "PullRequest"
    case .commit: "Commit"
    case .rollUp: "StatusCheckRollup"
    case .checkRun: "CheckRun"
    case .checkSuite: "CheckSuite"
    case .workflowRun: "WorkflowRun"
    case .workflow: "Workflow"
    case .status: "StatusContext"
    case .app: "App"
    case .review: "PullRequestReview"
    case .thread: "PullRequestReviewThread"
    case .lineComment: "PullRequestReviewComment"
    case .branch: "Ref"
    case .record(let type, _): type
    }
  }
}
