package import MissionCore

/// Everything that follows from one signal, written together or not at all.
package struct Commit: Sendable {
  /// Whose decision it is.
  package var lease: LeaseToken
  /// The stream's entry that this finishes; if somebody finished it before, nothing is written.
  package var entry: String?
  /// The key of the entry's body where it has one of its own: it goes with the entry.
  package var detachedBody: String?
  /// The mission that changed.
  package var mission: MissionChange?
  /// The mission that leaves nothing behind; then none changed.
  package var removal: MissionRemoval?
  /// The agents that changed.
  package var agents: [AgentChange]
  /// What follows from the mission's decision.
  package var effects: [Effect]
  /// Answers.
  package var receipts: [ReceiptRecord]
  /// Signals that follow, in order. One whose id was seen before is left out; one without an id never is.
  package var forward: [Signal]
  /// What targets outside are told.
  package var notices: [Notice] = []
  /// The digest of an agent's new token; nil takes its token away.
  package var token: (agent: Identifier<Agent>, digest: String?)?
  /// Agents that another tool made: the indexes lead to them from now on. Their records are that tool's.
  package var found: [Agent] = []
  /// What is written into mailboxes.
  package var letters: [Letter] = []
  /// What came of the delivery, if the signal was one.
  package var outcome: DeliveryOutcome?

  /// A commit of the given parts.
  package init(
    lease: LeaseToken, entry: String? = nil, detachedBody: String? = nil, mission: MissionChange? = nil,
    agents: [AgentChange] = [], effects: [Effect] = [], receipts: [ReceiptRecord] = [], forward: [Signal] = [],
    outcome: DeliveryOutcome? = nil
  ) {
    self.lease = lease
    self.entry = entry
    self.detachedBody = detachedBody
    self.mission = mission
    self.agents = agents
    self.effects = effects
    self.receipts = receipts
    self.forward = forward
    self.outcome = outcome
  }

  /// Finishes an entry, together with the body it may have under a key of its own.
  package mutating func finish(_ entry: StreamEntry) {
    self.entry = entry.id
    switch entry.body {
    case .detached(let key): detachedBody = key
    case .inline, nil: detachedBody = nil
    }
  }
}
