/// Which agent fits which work.
enum AgentMatching {
  /// How well a role fits an item; 0 means never.
  ///
  /// An item that names specialties goes to an agent with any of them; to one that has none only while no specialist
  /// lives; to one with another never.
  static func score(
    role: String, specialties: [String], for item: WorkItem, livingSpecialties: Set<String> = []
  ) -> Int {
    let lane = Lane(role: role)
    if lane == .validator { return 0 }
    if let wanted = item.details?.specialties, !wanted.isEmpty {
      let own = Set(specialties + [role.lowercased()])
      if !own.isDisjoint(with: wanted) { return 110 }
      guard specialties.isEmpty, livingSpecialties.isDisjoint(with: wanted) else { return 0 }
    }
    // In a plan some items find things out and others build: a researcher is given nothing to build there. The
    // published tables, by which a researcher may stand in, are those of missions of issues.
    if lane == .researcher, item.details != nil, item.kind.builds { return 0 }
    if item.kind == .review, lane == .reviewer { return 120 }
    guard let wanted = item.ownerRole else { return lane.score(for: item.kind) }
    if role.lowercased() == wanted { return 100 }
    if specialties.contains(wanted) { return 95 }
    let wantedLane = Lane(role: wanted)
    // A role known by another name ("qa" for "tester") is the same lane, never the catch-all one.
    if wantedLane != .generalist, wantedLane == lane { return 100 }
    return lane.score(standingInFor: wantedLane, kind: item.kind) ?? lane.score(for: item.kind)
  }

  /// Whether an agent of the role may review the work of others.
  static func isReviewer(role: String) -> Bool { Lane(role: role) == .reviewer }

  /// The best of the agents for an item: highest score, then longest idle, then identity.
  static func best(of agents: [Agent], for item: WorkItem, livingSpecialties: Set<String> = []) -> Agent? {
    let scored = agents.map { agent in
      let score = score(
        role: agent.role, specialties: agent.specialties, for: item, livingSpecialties: livingSpecialties)
      return (agent: agent, score: score)
    }
    return scored.filter { $0.score > 0 }.min { left, right in
      (-left.score, left.agent.lastActiveAt, left.agent.id) < (-right.score, right.agent.lastActiveAt, right.agent.id)
    }?.agent
  }
}
