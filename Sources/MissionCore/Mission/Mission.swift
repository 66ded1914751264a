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
  @Derived var readings = Readings()
  /// What its last turn left behind; nil where that still had something to do.
  @Derived var settlement: Settlement? = nil
  /// The operators' notes.
  package internal(set) var notes = Notes()

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
  func carried(by reference: PullRequestReference) -> [WorkItem] { carried(byAny: [reference]) }

  /// The items that some of these pull requests carry, in the order work is taken up.
  func carried(byAny references: Set<PullRequestReference>) -> [WorkItem] {
    let carried = items.values.filter { $0.pullRequests.contains(where: references.contains) }
    guard carried.count > 1 else { return carried }
    let ids = Set(carried.map(\.id))
    return orderedItems.filter { ids.contains($0.id) }
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
    self.notes = Notes(notes)
  }

  /// A new mission that has yet to read its objectives.
  package init(
    id: Identifier<Mission>, objectives: [Objective], policy: Policy, manifest: Manifest,
    startMode: StartMode? = nil, at now: Timestamp
  ) {
    var seen = Set<Objective>()
    header = Header(
      id: id, objectives: objectives.filter { seen.insert($0).inserted }, policy: policy, manifest: manifest,
      startMode: startMode, at: now)
    for case .issue(let reference) in header.objectives {
      issues.track(reference, at: now)
    }
  }

  /// The tasks of an item, open and finished, by identity.
  func tasksOf(_ item: Identifier<WorkItem>) -> [WorkTask] { tasks.of(item) }

  /// The open tasks of an item, by identity.
  func openTasksOf(_ item: Identifier<WorkItem>) -> [WorkTask] { tasks.open(of: item) }
}
