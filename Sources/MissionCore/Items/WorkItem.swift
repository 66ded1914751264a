/// One piece of work of a mission.
package struct WorkItem: Hashable, Sendable, Codable {
  /// Its identity.
  package let id: Identifier<WorkItem>
  /// Where it comes from.
  package internal(set) var objective: Objective
  /// When it was made; items of one mission differ, in the order of the objectives.
  package let createdAt: Timestamp
  /// Its title, untrusted text.
  package internal(set) var title: String
  /// What sort of work it is.
  package internal(set) var kind: WorkKind
  /// The items of this mission it waits for.
  package internal(set) var dependsOn: [Identifier<WorkItem>]
  /// The issues outside this mission it waits for.
  package internal(set) var outsideDependencies: [IssueReference]
  /// The role that should do it.
  package internal(set) var ownerRole: String?
  /// Smaller numbers go first.
  package internal(set) var priority: Int
  /// The milestone it belongs to, by name.
  package internal(set) var milestone: String?
  /// What it has of a plan; nil where it was compiled from an issue or a document.
  package internal(set) var details: TaskDetails?
  /// Where it stands.
  package internal(set) var state = State.pending
  /// When it last changed.
  package internal(set) var updatedAt: Timestamp
  /// The agent that last worked on it: fixes go to it.
  package internal(set) var author: Identifier<Agent>?
  /// Everybody who worked on it: none of them reviews it.
  package internal(set) var contributors: Set<Identifier<Agent>> = []
  /// `task:ID` marks and results, in order.
  package internal(set) var artifacts: [String] = []
  /// The pull requests that carry it.
  package internal(set) var pullRequests: [PullRequestReference] = []
  /// References of the form `owner/repo#N` that may be pull requests: GitHub is being asked.
  package internal(set) var unconfirmed: [PullRequestReference] = []
  /// The pull requests that are its own by an agent's words alone, and when those were said: GitHub has not shown yet
  /// that they can be. Nil, as an earlier version wrote it, is none.
  private var named: [Naming]?
  /// The pull requests that were merged before they became its own: no gate of the mission has seen them. Nil is none.
  private var mergedBefore: [PullRequestReference]?
  /// The pull requests that an agent named as its work, whoever wrote them. Nil is none.
  private var namedByAgents: [PullRequestReference]?
  /// Pull requests of other people beside its own: a person is asked which count. Nil is none.
  private var beside: [Rival]?
  /// Pull requests that a person said do not carry it. Nil is none.
  private var declined: [PullRequestReference]?
  /// Why GitHub opened no pull request for its branch when it was asked last.
  package internal(set) var refusedPullRequest: String?
  /// What dependents are told of its result.
  package internal(set) var result: String?
  // The form in which `review` is stored.
  private var approval: Approval?
  private var rejection: Cause?
  private var rejectedHead: ReviewHead?
  /// How often its work tasks failed.
  package internal(set) var workFailures = 0
  /// How often review tasks failed on the current head.
  package internal(set) var reviewFailures = 0
  /// What was tried for each cause, by the cause's key.
  package internal(set) var causes: [Cause.Key: CauseHistory] = [:]
  /// When the last fix of each kind ended: older facts say nothing about it.
  package internal(set) var fixEndedAt: [FixKind: Timestamp] = [:]
  /// For each kind of fix the title of a cause that still stands though it was tried as often as the policy allows.
  package internal(set) var inVain: [FixKind: String] = [:]
  /// Cancelled items that it does not wait for any more, by an operator's word.
  package internal(set) var waivedItems: [Identifier<WorkItem>] = []
  /// Issues closed as not planned that it does not wait for any more, by an operator's word.
  package internal(set) var waivedIssues: [IssueReference] = []
  /// The running number of its submissions without a pull request: each is a new "head" to review.
  package internal(set) var submissions = 0

  init(id: Identifier<WorkItem>, planned: PlannedItem, createdAt: Timestamp) {
    self.id = id
    self.createdAt = createdAt
    objective = planned.objective
    title = planned.title
    kind = planned.kind
    dependsOn = []
    outsideDependencies = planned.outsideDependencies
    ownerRole = planned.ownerRole
    priority = planned.priority
    milestone = planned.milestone
    updatedAt = createdAt
  }

  /// A pull request and when an agent named it.
  struct Naming: Hashable, Sendable, Codable {
    var reference: PullRequestReference
    var at: Timestamp
  }

  /// The pull requests that an agent's words alone made its own.
  var namings: [Naming] {
    get { named ?? [] }
    set { named = newValue.isEmpty ? nil : newValue }
  }

  /// The pull requests that were merged before they became its own.
  var unseenMerges: [PullRequestReference] {
    get { mergedBefore ?? [] }
    set { mergedBefore = newValue.isEmpty ? nil : newValue }
  }

  /// Somebody's pull request that says it closes the item's issue, beside one that carries the item.
  package struct Rival: Hashable, Sendable, Codable {
    /// The pull request.
    package internal(set) var reference: PullRequestReference
    /// Who wrote it, an untrusted name.
    package let author: String
    /// Whether its author may write to the repository: anybody can open one from a fork, and must hold nothing up by
    /// it.
    package let isTrusted: Bool
  }

  /// The most rivals that are kept: anybody can open pull requests.
  static let rivalBound = 5

  /// The pull requests of other people beside its own, about which a person is asked.
  package internal(set) var rivals: [Rival] {
    get { beside ?? [] }
    set { beside = newValue.isEmpty ? nil : newValue }
  }

  /// The pull requests that an agent named as its work.
  var agentPullRequests: [PullRequestReference] {
    get { namedByAgents ?? [] }
    set { namedByAgents = newValue.isEmpty ? nil : newValue }
  }

  /// The pull requests that a person said do not carry it.
  var declinedPullRequests: [PullRequestReference] {
    get { declined ?? [] }
    set { declined = newValue.isEmpty ? nil : newValue }
  }

  /// What a reviewer's task or an operator last said of its result.
  package internal(set) var review: Review {
    get {
      if let rejection, let rejectedHead { return .rejected(rejection, head: rejectedHead) }
      return approval.map(Review.approved) ?? .open
    }
    set {
      approval = newValue.approval
      rejectedHead = newValue.rejectedHead
      rejection = if case .rejected(let cause, _) = newValue { cause } else { nil }
    }
  }

  /// The issue it comes from; nil for a document.
  package var issue: IssueReference? {
    switch objective {
    case .issue(let reference): reference
    case .document, .task: nil
    }
  }
}
