/// One piece of work of a mission.
package struct WorkItem: Hashable, Sendable, Codable {
  /// An item's life. On the wire `submitted` and `held` are both "blocked".
  package enum State: Hashable, Sendable, Codable {
    /// Waits for its dependencies.
    case pending
    /// Waits for an agent.
    case ready
    /// Handed to an agent with this task.
    case assigned(Identifier<WorkTask>)
    /// An agent works on it with this task.
    case running(Identifier<WorkTask>)
    /// A result is there and waits for its gates. A pull request may be seen before its author reports: then the
    /// author's task is still open.
    case submitted(reporting: Identifier<WorkTask>?)
    /// Cannot go on without a person.
    case held(Hold)
    /// Finished.
    case done(Resolution)
  }

  /// Why an item cannot go on without a person.
  package enum Hold: Hashable, Sendable, Codable {
    /// A dependency was cancelled or closed as not planned.
    case dependencyCancelled(String)
    /// A pull request that it depends on was closed without merging.
    case dependencyUnmerged(PullRequestReference)
    /// Its issue was deleted, transferred or hidden.
    case issueVanished(String)
    /// Its pull request was closed without merging.
    case pullRequestClosed(PullRequestReference)
    /// Its work failed as often as the policy allows.
    case exhausted(String)

    /// One sentence without a full stop.
    package var reason: String {
      switch self {
      case .dependencyCancelled(let name): "its dependency \(name) was cancelled"
      case .dependencyUnmerged(let reference):
        "its dependency pull request \(reference) was closed without merging"
      case .issueVanished(let reason): "its issue is gone: \(reason)"
      case .pullRequestClosed(let reference): "pull request \(reference) was closed without merging"
      case .exhausted(let reason): "its work failed too often: \(reason)"
      }
    }
  }

  /// How an item was finished. The raw values stand in the records as `resolution`.
  package enum Resolution: String, Hashable, Sendable, Codable {
    /// All its gates passed.
    case gatesPassed = "gates_passed"
    /// Its pull requests were merged.
    case merged
    /// Its issue was closed as completed.
    case issueClosed = "issue_closed"
    /// Its issue was closed as not planned: what depends on it is held.
    case cancelled
    /// An operator skipped it: what depends on it goes on.
    case skipped

    /// Whether what depends on the item may go on.
    package var satisfiesDependents: Bool { self != .cancelled }
  }

  /// Who let an item pass its review gate, and on which head.
  package struct Approval: Hashable, Sendable, Codable {
    /// The approver's name, for people.
    package var by: String
    /// The head it is good for.
    package var head: String

    /// Whether it was given on everything that is still open now: of several pull requests one may be merged since.
    func covers(_ heads: String) -> Bool {
      let approved = Set(head.split(separator: "+"))
      return heads.split(separator: "+").allSatisfy(approved.contains)
    }
  }

  /// The last word of a reviewer's task or an operator on the result. It is good for its own head only.
  package enum Review: Hashable, Sendable {
    /// Nobody has said anything that still stands.
    case open
    /// It may count.
    case approved(Approval)
    /// It may not, on this head; the cause quotes why.
    case rejected(Cause, head: String)

    /// The head that was rejected; nil where none was.
    package var rejectedHead: String? {
      if case .rejected(_, let head) = self { head } else { nil }
    }

    /// The approval; nil where there is none.
    package var approval: Approval? {
      if case .approved(let approval) = self { approval } else { nil }
    }
  }

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
  private var rejectedHead: String?
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
    /// Whether its author may write to the repository: anybody can open one from a fork, and must hold nothing up by it.
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

  /// Whether it is finished.
  package var isDone: Bool {
    switch state {
    case .done: true
    case .pending, .ready, .assigned, .running, .submitted, .held: false
    }
  }

  /// Whether nothing of a plan waits for it: research, and what an agent came upon.
  var isAdvisory: Bool { kind == .research || details?.isOutsideGate == true }

  /// Whether somebody has begun it and it is not finished.
  var isBegun: Bool {
    switch state {
    case .running, .submitted: true
    case .pending, .ready, .assigned, .held, .done: false
    }
  }

  /// Whether it takes one of the mission's parallel places.
  package var isInHand: Bool {
    switch state {
    case .assigned, .running: true
    case .pending, .ready, .submitted, .held, .done: false
    }
  }

  /// Whether nobody has begun it, so that an edited issue may still change it.
  package var isUntouched: Bool {
    switch state {
    case .pending, .ready: author == nil
    case .assigned, .running, .submitted, .held, .done: false
    }
  }

  /// The live assignment of the item, if any.
  package var liveTask: Identifier<WorkTask>? {
    switch state {
    case .assigned(let task), .running(let task): task
    case .submitted(let reporting): reporting
    case .pending, .ready, .held, .done: nil
    }
  }

  /// Whether something of this round's work was handed in already.
  var hasResult: Bool { !pullRequests.isEmpty || submissions > 0 }

  /// Where it goes when nothing holds it any more.
  var stateAfterHold: State { hasResult ? .submitted(reporting: nil) : .pending }

  /// Whether the one table of transitions allows the change.
  static func mayBecome(_ next: State, from state: State) -> Bool {
    switch (state, next) {
    // A pull request that closes the issue submits it from anywhere before.
    case (.pending, .ready), (.pending, .submitted), (.pending, .held), (.pending, .done): true
    // An edited issue may add a dependency: back to pending.
    case (.ready, .pending), (.ready, .assigned), (.ready, .submitted), (.ready, .held), (.ready, .done): true
    // The lease ended or the task was redirected: ready again, or assigned to another at once.
    case (.assigned, .ready), (.assigned, .assigned), (.assigned, .running), (.assigned, .submitted): true
    case (.assigned, .held), (.assigned, .done): true
    case (.running, .ready), (.running, .assigned), (.running, .submitted), (.running, .held), (.running, .done): true
    // A fix is assigned; a new pull request is submitted; a result turned out to be none.
    case (.submitted, .assigned), (.submitted, .submitted), (.submitted, .held), (.submitted, .done): true
    // What its author named turned out not to be its work.
    case (.submitted, .ready): true
    case (.held, .pending), (.held, .submitted), (.held, .held), (.held, .done): true
    // The issue was opened again.
    case (.done, .pending): true
    case (.pending, _), (.ready, _), (.assigned, _), (.running, _), (.submitted, _), (.held, _), (.done, _): false
    }
  }

  /// Carries the reference in its state over: the state itself stays what it is.
  mutating func followInState(_ move: ReferenceMove) {
    switch state {
    case .held(.pullRequestClosed(let reference)): state = .held(.pullRequestClosed(move.moved(reference)))
    case .held(.dependencyUnmerged(let reference)): state = .held(.dependencyUnmerged(move.moved(reference)))
    case .pending, .ready, .assigned, .running, .submitted, .held, .done: break
    }
  }

  /// Moves along the one table of transitions.
  mutating func become(_ next: State, at now: Timestamp) {
    precondition(Self.mayBecome(next, from: state), "Invalid work item transition: \(state) to \(next)")
    state = next
    updatedAt = now
  }
}
