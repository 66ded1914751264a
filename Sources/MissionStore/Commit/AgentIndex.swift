import MissionCore

/// By what an agent is found without looking at every agent.
enum AgentIndex {
  static func rows(of agent: Agent, keys: Keys) -> Set<IndexEntry> {
    let id = agent.id.text
    var rows: Set<IndexEntry> = [
      IndexEntry(key: keys.agents, member: id, score: .at(agent.registeredAt.milliseconds)),
      IndexEntry(key: keys.identities, member: IdentityKind.agent.member(id), score: .at(0)),
      IndexEntry(key: keys.identities, member: IdentityKind.nameMember(agent.name, of: agent.id), score: .at(0)),
    ]
    for specialty in agent.isAlive ? (agent.specialties.isEmpty ? [""] : agent.specialties) : [] {
      rows.insert(IndexEntry(key: keys.livingSpecialties, member: specialty.lowercased() + "\0" + id, score: .at(0)))
    }
    if agent.isAlive { rows.insert(IndexEntry(key: keys.livingRoles, member: agent.role + "\0" + id, score: .at(0))) }
    guard agent.state == .idle else { return rows }
    let since = IndexEntry.Score.at(agent.lastActiveAt.milliseconds)
    rows.insert(IndexEntry(key: keys.idle(lane: agent.lane), member: id, score: since))
    for skill in [agent.role] + agent.specialties {
      rows.insert(IndexEntry(key: keys.idle(skill: skill), member: id, score: since))
    }
    return rows
  }
}
