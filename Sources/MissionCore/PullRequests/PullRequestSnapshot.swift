/// The fetched state of one pull request at one moment: the truth from which alone green is declared.
package struct PullRequestSnapshot: Hashable, Sendable, Codable {
  /// Open, closed without merging, or merged.
  package enum State: Hashable, Sendable, Codable {
    /// Open.
    case open
    /// Closed without merging.
    case closed
    /// Merged.
    case merged
    /// A word this version does not know.
    case unknown(String)
  }

  /// GitHub's word on whether the head merges into the base without conflict.
  package enum Mergeability: Hashable, Sendable, Codable {
    /// MERGEABLE.
    case mergeable
    /// CONFLICTING.
    case conflicting
    /// UNKNOWN: GitHub is still computing it; also any word this version does not know.
    case unknown
  }

  /// Where a pull request stands with the merge queue of its base branch.
  package enum MergeQueuePlace: Hashable, Sendable, Codable {
    /// The branch has no merge queue.
    case noQueue
    /// The branch has one, and the pull request is not in it.
    case outside
    /// It is in the queue; with GitHub's word in lower case (GraphQL `MergeQueueEntryState`), empty when not told.
    case entered(String)

    /// Whether it is in the queue.
    var isEntered: Bool {
      switch self {
      case .entered: true
      case .noQueue, .outside: false
      }
    }
  }

  /// A check the base branch requires, by ruleset or classic protection.
  package struct RequiredCheck: Hashable, Sendable, Codable {
    /// The check's name or the status's context.
    package var name: String
    /// The app that alone may report it; nil when any may.
    package var appID: Int?

    /// A required check.
    package init(name: String, appID: Int?) {
      self.name = name
      self.appID = appID
    }
  }

  /// A list together with whether all its pages were read. An incomplete list proves nothing by what it lacks.
  package struct Listing<Element: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
    /// What was read.
    package var elements: [Element]
    /// Whether that is all there is.
    package var isComplete: Bool

    /// A list and whether it is all there is.
    package init(_ elements: [Element], isComplete: Bool) {
      self.elements = elements
      self.isComplete = isComplete
    }
  }

  /// Which pull request.
  package var reference: PullRequestReference
  /// Its title, untrusted text.
  package var title: String
  /// Its page.
  package var url: String
  /// Its author.
  package var author: Account
  /// Open, closed or merged.
  package var state: State
  /// Whether it is a draft.
  package var isDraft: Bool
  /// The head commit (`headRefOid`).
  package var head: String
  /// The head branch, an untrusted name.
  package var headBranch: String
  /// The base branch, an untrusted name.
  package var base: String
  /// Whether it merges without conflict.
  package var mergeability: Mergeability
  /// GitHub's `mergeStateStatus` in lower case: clean, behind, blocked, dirty, draft, has_hooks, unknown, unstable, …
  package var mergeState: String
  /// The commit that `checks` are of; must equal `head` to say anything.
  package var checkedCommit: String?
  /// The checks on that commit.
  package var checks: Listing<CheckFact>
  /// GitHub's own roll-up of them in lower case (GraphQL `StatusState`); nil where there is none or it was not told.
  package var rollUp: String?
  /// What the base branch requires; incomplete when it could not be read in full.
  package var requiredChecks: Listing<RequiredCheck>
  /// The last deciding review of each account with write access.
  package var reviews: Listing<ReviewFact>
  /// The review threads.
  package var threads: Listing<ReviewThreadFact>
  /// The newest comments of the conversation that bots wrote.
  package var botComments: Listing<CommentFact>
  /// The newest reviews of bots, whatever they decide, for what stands in their bodies; nil when they could not be
  /// read.
  package var botReviews: [ReviewFact]?
  /// The newest reactions of bots to the pull request itself; nil when they could not be read.
  package var botReactions: [ReactionFact]?
  /// When the head was committed, by the committer's clock; nil when that was not told. What was written before is
  /// surely about an earlier head.
  package var headCommittedAt: Timestamp?
  /// The issues it closes when merged.
  package var closes: [IssueReference]
  /// Where it stands with its base branch's merge queue; nil when that could not be read.
  package var mergeQueue: MergeQueuePlace?
  /// GitHub's word in lower case on the reviews that the base branch requires (GraphQL `PullRequestReviewDecision`);
  /// nil where it requires none, and where that was not told.
  package var reviewDecision: String?
  /// The commit by which it was merged; nil while it is not, and where that was not told.
  package var mergeCommit: String?
  /// The repository's default branch, an untrusted name; nil where that was not told.
  package var defaultBranch: String?
  /// The newest pull request, open or merged, whose head branch is this one's base; nil where there is none, or none
  /// was told.
  package var stackedOn: PullRequestReference?
  /// When it was opened (`createdAt`); nil where that was not told.
  package var openedAt: Timestamp?
  /// When it was merged or closed (`closedAt`); nil while it is open, and where that was not told.
  package var closedAt: Timestamp?
  /// GitHub's `updatedAt`.
  package var updatedAt: Timestamp
  /// When the first request for it was sent, by our clock: what happened later cannot be in it.
  package var startedAt: Timestamp

  /// One with its parts.
  package init(
    reference: PullRequestReference, title: String, url: String, author: Account, state: State, isDraft: Bool,
    head: String, headBranch: String, base: String, mergeability: Mergeability, mergeState: String,
    checkedCommit: String?, checks: Listing<CheckFact>, rollUp: String? = nil, requiredChecks: Listing<RequiredCheck>,
    reviews: Listing<ReviewFact>, threads: Listing<ReviewThreadFact>, botComments: Listing<CommentFact>,
    botReviews: [ReviewFact]? = nil, botReactions: [ReactionFact]? = nil, headCommittedAt: Timestamp? = nil,
    closes: [IssueReference],
    mergeQueue: MergeQueuePlace? = nil, reviewDecision: String? = nil, mergeCommit: String? = nil,
    defaultBranch: String? = nil,
    stackedOn: PullRequestReference? = nil, openedAt: Timestamp? = nil, closedAt: Timestamp? = nil,
    updatedAt: Timestamp,
    startedAt: Timestamp
  ) {
    self.reference = reference
    self.title = title
    self.url = url
    self.author = author
    self.state = state
    self.isDraft = isDraft
    self.head = head
    self.headBranch = headBranch
    self.base = base
    self.mergeability = mergeability
    self.mergeState = mergeState
    self.checkedCommit = checkedCommit
    self.checks = checks
    self.rollUp = rollUp
    self.requiredChecks = requiredChecks
    self.reviews = reviews
    self.threads = threads
    self.botComments = botComments
    self.botReviews = botReviews
    self.botReactions = botReactions
    self.headCommittedAt = headCommittedAt
    self.closes = closes
    self.mergeQueue = mergeQueue
    self.reviewDecision = reviewDecision
    self.mergeCommit = mergeCommit
    self.defaultBranch = defaultBranch
    self.stackedOn = stackedOn
    self.openedAt = openedAt
    self.closedAt = closedAt
    self.updatedAt = updatedAt
    self.startedAt = startedAt
  }
}

extension PullRequestSnapshot {
  /// Whether GitHub is still finding out whether it merges.
  var isMergeabilityUnknown: Bool { mergeability == .unknown || mergeState == "unknown" }

  /// The reviews that approve its head: of people with write access other than its author.
  var approvals: [ReviewFact] {
    reviews.elements.filter { review in
      review.verdict == .approved && review.canWrite && review.commit == head && !review.reviewer.isBot
        && review.reviewer.folded != author.folded
    }
  }
}
