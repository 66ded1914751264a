/// What a mission is started for, and what becomes of it where no plan can be made.
package enum StartMode: String, Hashable, Sendable, Codable {
  /// It stays in planning until somebody mends its issues.
  case kept
  /// A plan that cannot be made from what was given leaves nothing behind.
  case dropped
  /// Only the plan is made, for somebody to look at: nothing is handed out, and nothing is left behind.
  case rehearsed

  /// How long a rehearsal waits for its spectator, in seconds: whoever asked for it may be gone.
  static let rehearsalSeconds = 600
}

extension Mission {
  /// Whether nothing of the mission is to be left behind.
  package func isToBeDropped(at now: Timestamp) -> Bool {
    switch header.startMode ?? .kept {
    case .kept: return false
    case .dropped: return header.state.isImpossiblePlan
    case .rehearsed:
      return header.state.isImpossiblePlan
        || now >= header.createdAt.adding(seconds: StartMode.rehearsalSeconds)
    }
  }

  /// Whether only the plan is made.
  package var isRehearsed: Bool { header.startMode == .rehearsed }

  /// The same mission, not only rehearsed.
  package var carriedOut: Mission {
    var mission = self
    mission.header.carryOut()
    return mission
  }

  /// What would be handed out now, if the mission were carried out and not only rehearsed: each task's item and agent.
  package func wouldAssign(
    roster: AgentRoster, at now: Timestamp
  ) -> [(item: Identifier<WorkItem>, agent: Identifier<Agent>)] {
    var mission = carriedOut
    return mission.apply(.tick, at: now, roster: roster).effects.compactMap { effect in
      guard case .assign(let task, let agent) = effect, let item = mission.tasks[task]?.item else { return nil }
      return (item, agent)
    }
  }
}

extension Mission.State {
  /// Whether what was given makes no plan: an unknown issue, a cycle.
  fileprivate var isImpossiblePlan: Bool {
    if case .planning(.invalid) = self { true } else { false }
  }
}
