extension GraphQLSchema {
  /// The part of GitHub's schema that is served here, in GitHub's own words.
  static let gitHub: GraphQLSchema = {
    do throws(GraphQLFault) {
      return try GraphQLSchema(text + connections)
    } catch {
      preconditionFailure("Invalid state: the sandbox's own schema cannot be read: \(error.message)")
    }
  }()

  /// Lists that come in pages: the name before `Connection`, and what is in them.
  private static let listed = [
    ("Issue", "Issue"), ("IssueComment", "IssueComment"), ("Label", "Label"), ("PullRequest", "PullRequest"),
    ("PullRequestCommit", "PullRequestCommit"), ("PullRequestReview", "PullRequestReview"),
    ("PullRequestReviewComment", "PullRequestReviewComment"), ("PullRequestReviewThread", "PullRequestReviewThread"),
    ("Reaction", "Reaction"), ("RepositoryRule", "RepositoryRule"),
    ("StatusCheckRollupContext", "StatusCheckRollupContext"), ("CheckSuite", "CheckSuite"), ("User", "User"),
  ]

  private static let connections = listed.map { name, node in
    """
    type \(name)Connection { edges: [\(name)Edge] nodes: [\(node)] pageInfo: PageInfo! totalCount: Int! }
    type \(name)Edge { cursor: String! node: \(node) }

    """
  }.joined()

  private static let text = """
    type Query {
      node(id: ID!): Node
      nodes(ids: [ID!]!): [Node]!
      rateLimit(dryRun: Boolean): RateLimit
      repository(followRenames: Boolean, name: String!, owner: String!): Repository
      viewer: User!
    }
    type Mutation {
      addComment(input: AddCommentInput!): AddCommentPayload
      addPullRequestReviewThreadReply(input: AddPullRequestReviewThreadReplyInput!):
        AddPullRequestReviewThreadReplyPayload
      convertPullRequestToDraft(input: ConvertPullRequestToDraftInput!): ConvertPullRequestToDraftPayload
      deleteIssue(input: DeleteIssueInput!): DeleteIssuePayload
      dequeuePullRequest(input: DequeuePullRequestInput!): DequeuePullRequestPayload
      enqueuePullRequest(input: EnqueuePullRequestInput!): EnqueuePullRequestPayload
      markPullRequestReadyForReview(input: MarkPullRequestReadyForReviewInput!): MarkPullRequestReadyForReviewPayload
      resolveReviewThread(input: ResolveReviewThreadInput!): ResolveReviewThreadPayload
      transferIssue(input: TransferIssueInput!): TransferIssuePayload
      unresolveReviewThread(input: UnresolveReviewThreadInput!): UnresolveReviewThreadPayload
    }
    input AddCommentInput { body: String! clientMutationId: String subjectId: ID! }
    input AddPullRequestReviewThreadReplyInput {
      body: String! clientMutationId: String pullRequestReviewId: ID pullRequestReviewThreadId: ID!
    }
    input ConvertPullRequestToDraftInput { clientMutationId: String pullRequestId: ID! }
    input DequeuePullRequestInput { clientMutationId: String id: ID! }
    input EnqueuePullRequestInput {
      clientMutationId: String expectedHeadOid: GitObjectID jump: Boolean pullRequestId: ID!
    }
    input DeleteIssueInput { clientMutationId: String issueId: ID! }
    input MarkPullRequestReadyForReviewInput { clientMutationId: String pullRequestId: ID! }
    input ResolveReviewThreadInput { clientMutationId: String threadId: ID! }
    input TransferIssueInput {
      clientMutationId: String createLabelsIfMissing: Boolean issueId: ID! repositoryId: ID!
    }
    input UnresolveReviewThreadInput { clientMutationId: String threadId: ID! }
    type AddCommentPayload { clientMutationId: String subject: Node }
    type AddPullRequestReviewThreadReplyPayload { clientMutationId: String comment: PullRequestReviewComment }
    type ConvertPullRequestToDraftPayload { clientMutationId: String pullRequest: PullRequest }
    type DequeuePullRequestPayload { clientMutationId: String mergeQueueEntry: MergeQueueEntry }
    type EnqueuePullRequestPayload { clientMutationId: String mergeQueueEntry: MergeQueueEntry }
    type DeleteIssuePayload { clientMutationId: String repository: Repository }
    type MarkPullRequestReadyForReviewPayload { clientMutationId: String pullRequest: PullRequest }
    type ResolveReviewThreadPayload { clientMutationId: String thread: PullRequestReviewThread }
    type TransferIssuePayload { clientMutationId: String issue: Issue }
    type UnresolveReviewThreadPayload { clientMutationId: String thread: PullRequestReviewThread }

    interface Node { id: ID! }
    interface Actor { avatarUrl(size: Int): URI! login: String! resourcePath: URI! url: URI! }
    interface RepositoryOwner {
      avatarUrl(size: Int): URI! id: ID! login: String! resourcePath: URI! url: URI!
    }
    interface RequirableByPullRequest { isRequired(pullRequestId: ID, pullRequestNumber: Int): Boolean! }
    type User implements Actor & Node & RepositoryOwner {
      avatarUrl(size: Int): URI! databaseId: Int id: ID! login: String! resourcePath: URI! url: URI!
    }
    type Bot implements Actor & Node {
      avatarUrl(size: Int): URI! databaseId: Int id: ID! login: String! resourcePath: URI! url: URI!
    }
    type Organization implements Actor & Node & RepositoryOwner {
      avatarUrl(size: Int): URI! databaseId: Int id: ID! login: String! resourcePath: URI! url: URI!
    }
    type App implements Node { databaseId: Int id: ID! name: String! slug: String! url: URI! }
    type RateLimit {
      cost: Int! limit: Int! nodeCount: Int! remaining: Int! resetAt: DateTime! used: Int!
    }
    type PageInfo { endCursor: String hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String }

    type Repository implements Node {
      createdAt: DateTime!
      databaseId: Int
      defaultBranchRef: Ref
      id: ID!
      isPrivate: Boolean!
      issue(number: Int!): Issue
      issueOrPullRequest(number: Int!): IssueOrPullRequest
      issues(after: String, before: String, first: Int, last: Int, states: [IssueState!]): IssueConnection!
      name: String!
      nameWithOwner: String!
      owner: RepositoryOwner!
      pullRequest(number: Int!): PullRequest
      pullRequests(
        after: String, baseRefName: String, before: String, first: Int, headRefName: String, last: Int,
        states: [PullRequestState!]): PullRequestConnection!
      ref(qualifiedName: String!): Ref
      updatedAt: DateTime!
      url: URI!
      viewerPermission: RepositoryPermission
    }
    union IssueOrPullRequest = Issue | PullRequest
    enum IssueState { CLOSED OPEN }
    enum PullRequestState { CLOSED MERGED OPEN }

    type Label implements Node { id: ID! name: String! }
    type Issue implements Node {
      assignees(after: String, before: String, first: Int, last: Int): UserConnection!
      author: Actor
      authorAssociation: CommentAuthorAssociation!
      body: String!
      closed: Boolean!
      closedAt: DateTime
      comments(after: String, before: String, first: Int, last: Int): IssueCommentConnection!
      createdAt: DateTime!
      databaseId: Int
      fullDatabaseId: BigInt
      id: ID!
      labels(after: String, before: String, first: Int, last: Int): LabelConnection
      number: Int!
      repository: Repository!
      state: IssueState!
      stateReason(enableDuplicate: Boolean): IssueStateReason
      title: String!
      updatedAt: DateTime!
      url: URI!
    }
    type IssueComment implements Node {
      author: Actor authorAssociation: CommentAuthorAssociation! body: String! createdAt: DateTime! databaseId: Int
      editor: Actor fullDatabaseId: BigInt id: ID! isMinimized: Boolean! lastEditedAt: DateTime
      minimizedReason: String repository: Repository! updatedAt: DateTime! url: URI!
    }
    type PullRequest implements Node {
      additions: Int!
      assignees(after: String, before: String, first: Int, last: Int): UserConnection!
      author: Actor
      authorAssociation: CommentAuthorAssociation!
      baseRef: Ref
      baseRefName: String!
      baseRefOid: GitObjectID!
      body: String!
      changedFiles: Int!
      closed: Boolean!
      closedAt: DateTime
      closingIssuesReferences(
        after: String, before: String, first: Int, last: Int, userLinkedOnly: Boolean): IssueConnection
      comments(after: String, before: String, first: Int, last: Int): IssueCommentConnection!
      commits(after: String, before: String, first: Int, last: Int): PullRequestCommitConnection!
      createdAt: DateTime!
      databaseId: Int
      deletions: Int!
      fullDatabaseId: BigInt
      headRef: Ref
      headRefName: String!
      headRefOid: GitObjectID!
      headRepository: Repository
      id: ID!
      isCrossRepository: Boolean!
      isDraft: Boolean!
      isInMergeQueue: Boolean!
      isMergeQueueEnabled: Boolean!
      labels(after: String, before: String, first: Int, last: Int): LabelConnection
      latestOpinionatedReviews(
        after: String, before: String, first: Int, last: Int, writersOnly: Boolean): PullRequestReviewConnection
      latestReviews(after: String, before: String, first: Int, last: Int): PullRequestReviewConnection
      mergeCommit: Commit
      mergeQueueEntry: MergeQueueEntry
      mergeStateStatus: MergeStateStatus!
      mergeable: MergeableState!
      merged: Boolean!
      mergedAt: DateTime
      mergedBy: Actor
      number: Int!
      reactions(
        after: String, before: String, content: ReactionContent, first: Int, last: Int): ReactionConnection!
      repository: Repository!
      reviewDecision: PullRequestReviewDecision
      reviewThreads(
        after: String, before: String, first: Int, last: Int): PullRequestReviewThreadConnection!
      reviews(
        after: String, author: String, before: String, first: Int, last: Int,
        states: [PullRequestReviewState!]): PullRequestReviewConnection
      state: PullRequestState!
      statusCheckRollup: StatusCheckRollup
      title: String!
      updatedAt: DateTime!
      url: URI!
    }
    type Reaction implements Node {
      content: ReactionContent! createdAt: DateTime! databaseId: Int id: ID! user: User
    }
    enum ReactionContent { CONFUSED EYES HEART HOORAY LAUGH ROCKET THUMBS_DOWN THUMBS_UP }
    type MergeQueueEntry implements Node {
      enqueuedAt: DateTime! enqueuer: Actor! headCommit: Commit id: ID! position: Int! pullRequest: PullRequest
      state: MergeQueueEntryState!
    }
    enum MergeQueueEntryState { AWAITING_CHECKS LOCKED MERGEABLE QUEUED UNMERGEABLE }
    enum PullRequestReviewState { APPROVED CHANGES_REQUESTED COMMENTED DISMISSED PENDING }

    type PullRequestCommit implements Node { commit: Commit! id: ID! url: URI! }
    type Commit implements Node {
      abbreviatedOid: String! associatedPullRequests(
        after: String, before: String, first: Int, last: Int): PullRequestConnection
      checkSuites(after: String, before: String, first: Int, last: Int): CheckSuiteConnection
      committedDate: DateTime! id: ID! message: String! messageHeadline: String! oid: GitObjectID!
      repository: Repository! statusCheckRollup: StatusCheckRollup url: URI!
    }
    type StatusCheckRollup implements Node {
      commit: Commit
      contexts(after: String, before: String, first: Int, last: Int): StatusCheckRollupContextConnection!
      id: ID!
      state: StatusState!
    }
    union StatusCheckRollupContext = CheckRun | StatusContext
    type CheckRun implements Node & RequirableByPullRequest {
      checkSuite: CheckSuite! completedAt: DateTime conclusion: CheckConclusionState databaseId: Int detailsUrl: URI
      externalId: String id: ID! isRequired(pullRequestId: ID, pullRequestNumber: Int): Boolean! name: String!
      permalink: URI! repository: Repository! startedAt: DateTime status: CheckStatusState! summary: String
      text: String title: String url: URI!
    }
    type CheckSuite implements Node {
      app: App branch: Ref commit: Commit! conclusion: CheckConclusionState createdAt: DateTime! databaseId: Int
      id: ID! repository: Repository! status: CheckStatusState! updatedAt: DateTime! url: URI!
      workflowRun: WorkflowRun
    }
    type WorkflowRun implements Node {
      checkSuite: CheckSuite! createdAt: DateTime! databaseId: Int event: String! id: ID! runNumber: Int!
      updatedAt: DateTime! url: URI! workflow: Workflow!
    }
    type Workflow implements Node {
      createdAt: DateTime! databaseId: Int id: ID! name: String! updatedAt: DateTime! url: URI!
    }
    type StatusContext implements Node & RequirableByPullRequest {
      avatarUrl(size: Int): URI commit: Commit context: String! createdAt: DateTime! creator: Actor
      description: String id: ID! isRequired(pullRequestId: ID, pullRequestNumber: Int): Boolean!
      state: StatusState! targetUrl: URI
    }

    type PullRequestReview implements Node {
      author: Actor authorAssociation: CommentAuthorAssociation! authorCanPushToRepository: Boolean! body: String!
      comments(after: String, before: String, first: Int, last: Int): PullRequestReviewCommentConnection!
      commit: Commit createdAt: DateTime! databaseId: Int fullDatabaseId: BigInt id: ID! pullRequest: PullRequest!
      state: PullRequestReviewState! submittedAt: DateTime updatedAt: DateTime! url: URI!
    }
    type PullRequestReviewThread implements Node {
      comments(after: String, before: String, first: Int, last: Int): PullRequestReviewCommentConnection!
      diffSide: DiffSide! id: ID! isCollapsed: Boolean! isOutdated: Boolean! isResolved: Boolean! line: Int
      originalLine: Int originalStartLine: Int path: String! pullRequest: PullRequest! repository: Repository!
      resolvedBy: User startLine: Int subjectType: PullRequestReviewThreadSubjectType!
      viewerCanReply: Boolean! viewerCanResolve: Boolean! viewerCanUnresolve: Boolean!
    }
    type PullRequestReviewComment implements Node {
      author: Actor authorAssociation: CommentAuthorAssociation! body: String! commit: Commit createdAt: DateTime!
      databaseId: Int fullDatabaseId: BigInt id: ID! isMinimized: Boolean! line: Int minimizedReason: String
      originalCommit: Commit originalLine: Int outdated: Boolean! path: String! pullRequest: PullRequest!
      pullRequestReview: PullRequestReview replyTo: PullRequestReviewComment repository: Repository!
      updatedAt: DateTime! url: URI!
    }

    type Ref implements Node {
      associatedPullRequests(
        after: String, before: String, first: Int, last: Int, states: [PullRequestState!]): PullRequestConnection!
      branchProtectionRule: BranchProtectionRule
      id: ID!
      name: String!
      prefix: String!
      refUpdateRule: RefUpdateRule
      repository: Repository!
      rules(after: String, before: String, first: Int, last: Int): RepositoryRuleConnection
      target: Commit
    }
    type BranchProtectionRule implements Node {
      id: ID! pattern: String! requiredApprovingReviewCount: Int requiredStatusCheckContexts: [String]
      requiredStatusChecks: [RequiredStatusCheckDescription!] requiresApprovingReviews: Boolean!
      requiresStatusChecks: Boolean! requiresStrictStatusChecks: Boolean!
    }
    type RequiredStatusCheckDescription { app: App context: String! }
    type RefUpdateRule {
      pattern: String! requiredApprovingReviewCount: Int requiredStatusCheckContexts: [String]
      viewerCanPush: Boolean!
    }
    type RepositoryRule implements Node { id: ID! parameters: RuleParameters type: RepositoryRuleType! }
    union RuleParameters = PullRequestParameters | RequiredStatusChecksParameters
    type PullRequestParameters {
      dismissStaleReviewsOnPush: Boolean! requireCodeOwnerReview: Boolean! requireLastPushApproval: Boolean!
      requiredApprovingReviewCount: Int! requiredReviewThreadResolution: Boolean!
    }
    type RequiredStatusChecksParameters {
      doNotEnforceOnCreate: Boolean! requiredStatusChecks: [StatusCheckConfiguration!]!
      strictRequiredStatusChecksPolicy: Boolean!
    }
    type StatusCheckConfiguration { context: String! integrationId: Int }

    """
}
