/// A handful of objectives, compiled into a graph of work items and carried to completion.
///
/// State changes only in `apply`. Everything a mission knows is in these fields; the shell stores them and gives them
/// back, and nothing here asks a clock, a network or a random number.
package struct Mission: Hashable, Sendable {
  /// The mission itself, without its parts.
  package internal(set) var header: Header
  /// Its work, by identity.
  package internal(set) var items = Items()
  /// Its watches, by identity.
  package internal(set) var watches = Watches()
  /// Its tasks, open and finished, by identity.
  package internal(set) var tasks = TaskBoard()
  /// What it knows of its pull requests.
  package internal(set) var pullRequests = PullRequests()
  /// The issues it depends on: its objectives, and those outside.
  package internal(set) var issues = Issues()
  /// What it knows of the repositories they are in.
  package internal(set) var repositories = Repositories()
  /// What it wants done on GitHub, and what it did to its pull requests by itself.
  package internal(set) var outbox = Outbox()
  /// What it heard from comments and wrote itself.
  package internal(set) var conversation = Conversation()
  /// Its plan; nil where it was compiled from issues and documents.
  package internal(set) var plan: MissionPlan?
  /// What its watches said last.
  var readings = Readings()
  /// The operators' notes.
  package internal(set) var notes: [Identifier<Note>: Note] = [:]

  /// A mission's life.
  package enum State: Hashable, Sendable, Codable {
    /// Its plan is not made yet; the problem says why, once something was tried.
    case planning(problem: PlanningProblem?)
    /// Somebody works.
    case running
    /// Everything that is left waits for something outside, was stopped, or needs help.
    case blocked(Block)
    /// Everything is done.
    case completed
    /// It was given up.
    case failed(reason: String)
  }

  /// Why a plan is not there yet.
  package enum PlanningProblem: Hashable, Sendable, Codable {
    /// The issues make no plan; somebody must mend them.
    case invalid(String)
    /// GitHub could not be asked; time may mend it.
    case unavailable(String)

    /// One sentence without a full stop.
    package var text: String {
      switch self {
      case .invalid(let text), .unavailable(let text): text
      }
    }
  }

  /// Why a mission is blocked.
  package enum Block: Hashable, Sendable, Codable {
    /// Waits for something; goes on by itself.
    case waiting(String)
    /// An operator stopped it: watches sleep until `resume`.
    case stopped(by: String)
    /// An operator's note paused it until `resume`.
    case paused(by: String)

    /// One sentence without a full stop.
    package var reason: String {
      switch self {
      case .waiting(let reason): reason
      case .stopped(let by): "Stopped by \(by)"
      case .paused(let by): "Paused by \(by)"
      }
    }
  }

  /// The mission itself.
  package struct Header: Hashable, Sendable, Codable {
    /// Its identity.
    package let id: Identifier<Mission>
    /// What it was asked to carry, in the order given.
    package internal(set) var objectives: [Objective]
    /// Its rules.
    package internal(set) var policy: Policy
    /// What `mission.toml` said.
    package internal(set) var manifest: Manifest
    /// Where it stands.
    package internal(set) var state = State.planning(problem: nil)
    /// When it was started.
    package let createdAt: Timestamp
    /// When it last changed.
    package internal(set) var updatedAt: Timestamp
    /// When anything about its work last moved.
    package internal(set) var lastProgressAt: Timestamp
    /// When it last was looked at by an event or the clock.
    package internal(set) var lastTickAt: Timestamp
    /// The open questions to the conductor.
    package internal(set) var help: [HelpRequest] = []
    /// When to look for open pull requests that close its issues.
    package internal(set) var nextPullRequestSearchAt: [RepositoryName: Timestamp] = [:]
    /// Why the last change of an issue did not change the graph; nil when the graph is up to date.
    package internal(set) var replanProblem: String?
    /// What its runs had cost when an operator last let it go on, in US dollars: its budget begins anew there.
    package internal(set) var forgivenCostUSD: Double?
    /// What it was started for; nil is ``StartMode/kept``, as missions were before there was a choice.
    package internal(set) var startMode: StartMode?
    var identifiers: IdentifierSource
  }

  /// Its identity.
  package var id: Identifier<Mission> { header.id }

  /// Whether it is over.
  package var isOver: Bool {
    switch header.state {
    case .completed, .failed: true
    case .planning, .running, .blocked: false
    }
  }

  /// Whether an operator keeps it from doing anything new.
  package var isHalted: Bool {
    switch header.state {
    case .blocked(.stopped), .blocked(.paused): true
    case .planning, .running, .blocked(.waiting), .completed, .failed: false
    }
  }

  /// Its items in the order work is taken up: milestone, priority, then age, number, identity.
  package var orderedItems: [WorkItem] { items.inOrder(of: plan?.milestones ?? []) }

  /// The items that a pull request carries, in the order work is taken up.
  func carried(by reference: PullRequestReference) -> [WorkItem] {
    orderedItems.filter { $0.pullRequests.contains(reference) }
  }

  /// A mission from its stored parts.
  package init(
    header: Header, items: [WorkItem], watches: [WatchItem], tasks: [WorkTask], pullRequests: [PullRequestFacts],
    issues: [TrackedIssue], notes: [Note], outbox: Outbox = Outbox(),
    repositories: [RepositoryFacts] = [], conversation: Conversation = Conversation(), plan: MissionPlan? = nil
  ) {
    self.header = header
    self.items = Items(items)
    self.watches = Watches(watches)
    self.tasks = TaskBoard(tasks)
    self.pullRequests = PullRequests(pullRequests)
    self.issues = Issues(issues)
    self.repositories = Repositories(repositories)
    self.outbox = outbox
    self.conversation = conversation
    self.plan = plan
    self.notes = Dictionary(notes.map { ($0.id, $0) }) { first, _ in first }
  }

  /// A new mission that has yet to read its objectives.
  package init(
    id: Identifier<Mission>, objectives: [Objective], policy: Policy, manifest: Manifest,
    startMode: StartMode? = nil, at now: Timestamp
  ) {
    var seen = Set<Objective>()
    header = Header(
      id: id, objectives: objectives.filter { seen.insert($0).inserted }, policy: policy, manifest: manifest,
      createdAt: now, updatedAt: now, lastProgressAt: now, lastTickAt: now,
      startMode: startMode, identifiers: IdentifierSource(for: id))
    for case .issue(let reference) in header.objectives {
      issues.track(reference, at: now)
    }
  }

  /// The tasks of an item, open and finished, by identity.
  func tasksOf(_ item: Identifier<WorkItem>) -> [WorkTask] { tasks.of(item) }

  /// The open tasks of an item, by identity.
  func openTasksOf(_ item: Identifier<WorkItem>) -> [WorkTask] { tasks.open(of: item) }
}
