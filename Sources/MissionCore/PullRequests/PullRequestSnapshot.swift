/// The fetched state of one pull request at one moment: the truth from which alone green is declared.
public struct PullRequestSnapshot: Hashable, Sendable, Codable {
  /// Open, closed without merging, or merged.
  public enum State: Hashable, Sendable, Codable {
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
  public enum Mergeability: Hashable, Sendable, Codable {
    /// MERGEABLE.
    case mergeable
    /// CONFLICTING.
    case conflicting
    /// UNKNOWN: GitHub is still computing it; also any word this version does not know.
    case unknown
  }

  /// Where a pull request stands with the merge queue of its base branch.
  public enum MergeQueuePlace: Hashable, Sendable, Codable {
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
  public struct RequiredCheck: Hashable, Sendable, Codable {
    /// The check's name or the status's context.
    public var name: String
    /// The app that alone may report it; nil when any may.
    public var appID: Int?

    /// A required check.
    public init(name: String, appID: Int?) {
      self.name = name
      self.appID = appID
    }
  }

  /// A list together with whether all its pages were read. An incomplete list proves nothing by what it lacks.
  public struct Listing<Element: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
    /// What was read.
    public var elements: [Element]
    /// Whether that is all there is.
    public var isComplete: Bool

    /// A list and whether it is all there is.
    public init(_ elements: [Element], isComplete: Bool) {
      self.elements = elements
      self.isComplete = isComplete
    }
  }

  /// Which pull request.
  public var reference: PullRequestReference
  /// Its title, untrusted text.
  public var title: String
  /// Its page.
  public var url: String
  /// Its author.
  public var author: Account
  /// Open, closed or merged.
  public var state: State
  /// Whether it is a draft.
  public var isDraft: Bool
  /// The head commit (`headRefOid`).
  public var head: String
  /// The head branch, an untrusted name.
  public var headBranch: String
  /// The base branch, an untrusted name.
  public var base: String
  /// Whether it merges without conflict.
  public var mergeability: Mergeability
  /// GitHub's `mergeStateStatus` in lower case: clean, behind, blocked, dirty, draft, has_hooks, unknown, unstable, …
  public var mergeState: String
  /// The commit that `checks` are of; must equal `head` to say anything.
  public var checkedCommit: String?
  /// The checks on that commit.
  public var checks: Listing<CheckFact>
  /// What the base branch requires; incomplete when it could not be read in full.
  public var requiredChecks: Listing<RequiredCheck>
  /// The last deciding review of each account with write access.
  public var reviews: Listing<ReviewFact>
  /// The review threads.
  public var threads: Listing<ReviewThreadFact>
  /// The newest comments of the conversation that bots wrote.
  public var botComments: Listing<CommentFact>
  /// The newest reviews of bots, whatever they decide, for what stands in their bodies; nil when they could not be read.
  public var botReviews: [ReviewFact]?
  /// The newest reactions of bots to the pull request itself; nil when they could not be read.
  public var botReactions: [ReactionFact]?
  /// When the head was committed, by the committer's clock; nil when that was not told. What was written before is
  /// surely about an earlier head.
  public var headCommittedAt: Timestamp?
  /// The issues it closes when merged.
  public var closes: [IssueReference]
  /// Where it stands with its base branch's merge queue; nil when that could not be read.
  public var mergeQueue: MergeQueuePlace?
  /// GitHub's `updatedAt`.
  public var updatedAt: Timestamp
  /// When the first request for it was sent, by our clock: what happened later cannot be in it.
  public var startedAt: Timestamp

  /// All fields.
  public init(
    reference: PullRequestReference, title: String, url: String, author: Account, state: State, isDraft: Bool,
    head: String, headBranch: String, base: String, mergeability: Mergeability, mergeState: String,
    checkedCommit: String?, checks: Listing<CheckFact>, requiredChecks: Listing<RequiredCheck>,
    reviews: Listing<ReviewFact>, threads: Listing<ReviewThreadFact>, botComments: Listing<CommentFact>,
    botReviews: [ReviewFact]? = nil, botReactions: [ReactionFact]? = nil, headCommittedAt: Timestamp? = nil,
    closes: [IssueReference],
    mergeQueue: MergeQueuePlace? = nil, updatedAt: Timestamp, startedAt: Timestamp
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
    self.requiredChecks = requiredChecks
    self.reviews = reviews
    self.threads = threads
    self.botComments = botComments
    self.botReviews = botReviews
    self.botReactions = botReactions
    self.headCommittedAt = headCommittedAt
    self.closes = closes
    self.mergeQueue = mergeQueue
    self.updatedAt = updatedAt
    self.startedAt = startedAt
  }
}
