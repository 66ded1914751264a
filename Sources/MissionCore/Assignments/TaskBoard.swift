/// The tasks of a mission, open and finished: by identity, and by the item they are for. A task moves here only, along
/// the one table of its life (`WorkTask.mayBecome`).
package struct TaskBoard: MissionPart {
  /// The tasks by identity.
  package private(set) var elements = Elements<Identifier<WorkTask>, WorkTask>()
  // Derived, each list by identity: every step asks for those of every item.
  private var byItem: [Identifier<WorkItem>: [Identifier<WorkTask>]] = [:]
  private var openByItem: [Identifier<WorkItem>: [Identifier<WorkTask>]] = [:]

  init(_ tasks: [WorkTask] = []) {
    for task in tasks { add(task) }
  }

  /// The tasks of an item, open and finished, by identity.
  func of(_ item: Identifier<WorkItem>) -> [WorkTask] { byItem[item, default: []].compactMap { elements[$0] } }

  /// The open tasks of an item, by identity.
  func open(of item: Identifier<WorkItem>) -> [WorkTask] {
    openByItem[item, default: []].compactMap { elements[$0] }
  }

  /// The open tasks, by identity.
  var open: [WorkTask] { openByItem.values.joined().sorted().compactMap { elements[$0] } }

  /// The tasks that wait for an agent, by identity.
  var waiting: [WorkTask] { open.filter { $0.state == .pending } }

  /// The reviews that wait for a reviewer, by identity.
  package var waitingReviews: [WorkTask] { waiting.filter(\.isReview) }

  /// The validations that wait for a validator, by identity.
  var waitingValidations: [WorkTask] { waiting.filter(\.isValidation) }

  /// The tasks that somebody holds, by identity.
  var held: [WorkTask] { open.filter { $0.lease != nil } }

  /// Whether somebody holds any.
  var isAnyHeld: Bool { openByItem.values.contains { $0.contains { elements[$0]?.lease != nil } } }

  /// The tasks that an agent holds, by identity.
  func held(by agent: Identifier<Agent>) -> [WorkTask] { held.filter { $0.lease?.agent == agent } }

  /// Takes in a new task; one that is known already stays as it is.
  mutating func add(_ task: WorkTask) {
    guard elements[task.id] == nil else { return }
    elements[task.id] = task
    byItem[task.item, default: []].insertInOrder(task.id)
    if task.isOpen { openByItem[task.item, default: []].insertInOrder(task.id) }
  }

  /// It ends: it is not among the open ones any more.
  private mutating func end(_ id: Identifier<WorkTask>, as state: WorkTask.State, at now: Timestamp) {
    guard let item = elements[id]?.item else { return }
    elements[id]?.become(state, at: now)
    let open = openByItem[item, default: []].filter { $0 != id }
    openByItem[item] = open.isEmpty ? nil : open
  }

  /// Hands a waiting task to an agent.
  mutating func assign(_ id: Identifier<WorkTask>, _ lease: WorkTask.Lease, at now: Timestamp) {
    elements[id]?.become(.assigned(lease), at: now)
  }

  /// Its agent takes it, or asks for it again; true the first time.
  mutating func take(_ id: Identifier<WorkTask>, _ lease: WorkTask.Lease, at now: Timestamp) -> Bool {
    guard let task = elements[id] else { return false }
    elements[id]?.become(.running(lease), at: now)
    guard task.isUntaken else { return false }
    elements[id]?.startedAt = now
    return true
  }

  /// The leases of whatever the agent has taken run anew.
  mutating func renewLeases(of agent: Identifier<Agent>, until end: Timestamp, at now: Timestamp) {
    for task in held(by: agent) {
      guard case .running(var lease) = task.state else { continue }
      lease.endsAt = end
      elements[task.id]?.become(.running(lease), at: now)
    }
  }

  /// It was reported as done, with a pull request that GitHub is asked about; nil when that is settled.
  mutating func note(_ claim: PullRequestClaim?, of id: Identifier<WorkTask>) { elements[id]?.claim = claim }

  /// The tasks somebody holds whose report waits for this pull request, by identity.
  func claiming(_ reference: PullRequestReference) -> [WorkTask] { held.filter { $0.claim?.reference == reference } }

  /// It was reported as done.
  mutating func complete(_ id: Identifier<WorkTask>, _ report: WorkTask.Report, at now: Timestamp) {
    end(id, as: .completed(report), at: now)
    elements[id]?.claim = nil
  }

  /// It was reported as failed.
  mutating func fail(_ id: Identifier<WorkTask>, because reason: String, at now: Timestamp) {
    end(id, as: .failed(reason: reason), at: now)
  }

  /// It is not wanted any more.
  mutating func cancel(_ id: Identifier<WorkTask>, because reason: String, at now: Timestamp) {
    end(id, as: .cancelled(reason: reason), at: now)
  }

  /// It may go to any agent.
  mutating func dropReservation(of id: Identifier<WorkTask>) { elements[id]?.reservedFor = nil }

  /// Open tasks that were kept for this agent may go to any.
  mutating func dropReservations(for agent: Identifier<Agent>) {
    for task in open where task.reservedFor == agent { dropReservation(of: task.id) }
  }

  /// What a fix is to mend is this now.
  mutating func give(_ causes: [Cause], to id: Identifier<WorkTask>) { elements[id]?.causes = causes }

  /// This was found about its failed checks; what was found of a run before gives way.
  mutating func add(_ evidence: [CheckEvidence], to id: Identifier<WorkTask>) {
    let found = Set(evidence.map(\.run))
    let kept = (elements[id]?.evidence ?? []).filter { !found.contains($0.run) }
    elements[id]?.evidence = kept + evidence
  }

  /// Its run used this, in this session.
  mutating func account(for id: Identifier<WorkTask>, _ usage: RunUsage?, session: String?) {
    elements[id]?.usage = usage
    elements[id]?.session = session
  }

  /// What waits for the end of a pause may be handed out now.
  mutating func endPauses() {
    for task in open where task.notBefore != nil { elements[task.id]?.notBefore = nil }
  }

  /// Carries every reference over to its name of now.
  mutating func follow(_ move: ReferenceMove) { elements = elements.mapValues { $0.following(move) } }
}
