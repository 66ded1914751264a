/// The listings of a pull request in GraphQL, as far as a query asked for them.
struct ListingsNode: Decodable {
  let commits: Connection<CommitNode>?
  let latestOpinionatedReviews: Connection<ReviewNode>?
  /// The newest reviews of whatever sort: bots write findings into the bodies of reviews that decide nothing.
  let lastReviews: Connection<ReviewNode>?
  let reviewThreads: Connection<ThreadNode>?
  let comments: Connection<CommentNode>?
  let reactions: Connection<ReactionNode>?
  let baseRef: BaseNode?

  /// A commit of a pull request; the last one is its head.
  struct CommitNode: Decodable {
    let commit: Commit

    struct Commit: Decodable {
      let oid: CommitName
      let committedDate: WrittenTime?
      /// Null when nothing ever reported a check on it.
      let statusCheckRollup: Rollup?
      /// The newest suites, also those that have no run for the roll-up to show.
      let checkSuites: Connection<SuiteNode>?
    }

    struct Rollup: Decodable {
      let state: String?
      let contexts: Connection<ContextNode>?
    }
  }

  /// The base branch; null when it was deleted.
  struct BaseNode: Decodable {
    let branchProtectionRule: ProtectionNode?
    let refUpdateRule: UpdateRuleNode?
    let rules: Connection<RuleNode>?
    /// The newest open or merged pull request that this branch is the head of.
    let associatedPullRequests: Connection<StackNode>?

    struct StackNode: Decodable {
      let number: WholeNumber
    }
  }
}
