/// What a mission wants done on GitHub, and what it did to its pull requests by itself: the field's transactional
/// outbox.
///
/// An action is kept here from the commit that decides it until its outcome comes back as a signal; a courier performs
/// it in between, at least once.
package struct Outbox: Hashable, Sendable {
  /// What is to be done, by identity.
  package private(set) var pending: Elements<Identifier<PendingAction>, PendingAction>
  /// What was done to each pull request.
  package private(set) var automations: Elements<PullRequestReference, PullRequestAutomation>

  /// An outbox from its stored parts.
  package init(pending: [PendingAction] = [], automations: [PullRequestAutomation] = []) {
    self.pending = Elements(pending, by: \.id)
    self.automations = Elements(automations, by: \.reference)
  }

  // MARK: Actions

  /// Wants an action.
  mutating func add(_ action: PendingAction) { pending[action.id] = action }

  /// Whether the same is open for the item already.
  func holds(_ action: Action, for item: Identifier<WorkItem>?) -> Bool {
    pending.values.contains { $0.action == action && $0.item == item }
  }

  /// Whether something is to be done, or is under way in a merge queue, on any of these pull requests.
  func concerns(_ references: Set<PullRequestReference>) -> Bool {
    pending.values.contains { $0.action.kind.pullRequest.map(references.contains) ?? false }
      || references.contains { automations[$0]?.enqueuedHead != nil }
  }

  /// Takes an action out: it has ended, or is not wanted any more.
  mutating func remove(_ id: Identifier<PendingAction>) { pending[id] = nil }

  /// The action failed for a passing reason.
  mutating func retry(_ id: Identifier<PendingAction>, because reason: String, notBefore: Timestamp?, at now: Timestamp)
  {
    pending[id]?.attempts.fail(reason, at: now, notBefore: notBefore)
  }

  /// Leaves an action alone until then.
  mutating func delay(_ action: Action, until time: Timestamp) {
    for (id, other) in pending where other.action == action { pending[id]?.attempts.nextAt = time }
  }

  /// Lets an action that was never tried say something newer, or happen sooner.
  mutating func replace(_ id: Identifier<PendingAction>, by action: Action, due: Timestamp) {
    guard var changed = pending[id] else { return }
    let isFresh = changed.attempts.failures == 0
    guard changed.action != action || isFresh && due < changed.attempts.nextAt else { return }
    changed.action = action
    if isFresh { changed.attempts.nextAt = min(changed.attempts.nextAt, due) }
    pending[id] = changed
  }

  /// What is to be done, and when.
  ///
  /// - Parameter isHalted: whether the mission is stopped or over: then only what outlives it is done.
  func due(isHalted: Bool) -> [DueWork: Timestamp] {
    var due: [DueWork: Timestamp] = [:]
    for action in pending.values where !isHalted || action.action.kind.outlivesMission {
      due[.action(action.id)] = action.attempts.nextAt
    }
    return due
  }

  // MARK: Automations

  /// What was done to the pull request on this head.
  func automation(of reference: PullRequestReference, head: String?) -> PullRequestAutomation? {
    guard let automation = automations[reference], automation.head == head else { return nil }
    return automation
  }

  /// Changes what is noted of a pull request's current head.
  mutating func note(
    on reference: PullRequestReference, head: String, _ change: (inout PullRequestAutomation) -> Void
  ) {
    var automation = automations[reference] ?? PullRequestAutomation(reference: reference, head: head)
    if automation.head != head { automation = automation.onAnotherHead(head) }
    change(&automation)
    guard automation != automations[reference] else { return }
    automations[reference] = automation
  }

  /// The mission's place in the merge queue is given up.
  mutating func leaveQueue(_ reference: PullRequestReference) { automations[reference]?.leaveQueue() }

  /// Lets everything be tried again that GitHub refused.
  mutating func forgiveRefusals() { automations = automations.mapValues { $0.forgiven() } }

  /// Nothing counts as asked for without its action.
  mutating func forgetRequestsWithoutAction() {
    let actions = pending.values.map(\.action)
    automations = automations.mapValues { automation in
      automation.asking(only: actions.filter { $0.kind.pullRequest == automation.reference })
    }
  }

  /// Forgets what was done to all but these pull requests.
  mutating func forgetAutomations(besides kept: Set<PullRequestReference>) {
    automations.keep(kept)
  }

  /// The moments at which time alone changes what is to be done to pull requests.
  var moments: [Timestamp] { automations.values.flatMap(\.moments) }

  /// Carries every reference over to the new name.
  mutating func follow(_ move: ReferenceMove) {
    pending = pending.mapValues { $0.following(move) }
    automations = automations.mapValues { $0.following(move) }.following(move.moved)
  }
}
