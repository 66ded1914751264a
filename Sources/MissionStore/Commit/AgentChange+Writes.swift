import MissionCore

extension AgentChange {
  /// Everything that storing the change writes: the published record, of which only the fields that changed are
  /// touched, and the indexes.
  func writes(keys: Keys) -> [Write] {
    guard before != after else { return [] }
    let rows = IndexEntry.writes(
      from: before.map { AgentIndex.rows(of: $0, keys: keys) } ?? [],
      to: after.map { AgentIndex.rows(of: $0, keys: keys) } ?? [])
    return record(keys) + rows
  }

  private func record(_ keys: Keys) -> [Write] {
    if let after {
      let fields = AgentRecord(after).fields
      let old = before.map { AgentRecord($0).fields }
      let new = old == nil ? fields.merging(AgentRecord.foreignFields) { own, _ in own } : fields
      let own = keys.ownAgent(after.id)
      return Write.changes(of: keys.agent(after.id.text), from: old ?? [:], to: new) + [
        .delete(own),
        .hashSet(
          own, AgentRecord.ownFields(in: fields).sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) }),
      ]
    }
    guard let before else { return [] }
    return [
      .delete(keys.agent(before.id.text)), .delete(keys.inbox(agent: before.id.text)),
      .delete(keys.wake(agent: before.id)), .delete(keys.ownAgent(before.id)),
    ]
  }
}
