import MissionCore

extension MissionChange {
  /// Everything that storing the change writes: our own parts, the published records made from them, the indexes.
  func writes(keys: Keys, now: Timestamp) -> [Write] {
    ownParts(keys) + records(keys) + MissionIndex.writes(from: before?.mission, to: after, keys: keys)
  }

  private func ownParts(_ keys: Keys) -> [Write] {
    let key = keys.missionParts(after.id)
    let changes = StoredMission.changes(from: before?.mission, to: after)
    let revision = (field: "revision", value: Array(String(revision).utf8))
    return [.hashSet(key, [revision] + changes.set), .hashDelete(key, fields: changes.removed)]
  }

  private func records(_ keys: Keys) -> [Write] {
    let id = after.id.text
    var writes: [Write] = []
    let record = MissionRecord(after)
    if let strange {
      if !after.isOver { writes.append(.setAdd(keys.activeMissions, members: [id])) }
      writes += strange.removal(from: after.id, keys: keys)
    }
    if strange != nil || before.map({ MissionRecord($0.mission) }) != record {
      writes.append(.setJSON(keys.mission(id), PartCoding.json(record)))
    }
    writes += hashRecords(keys.work(mission: id), \.items.elements) {
      WorkItemRecord.Basis($0, of: $1)
    } record: {
      WorkItemRecord($0)
    }
    writes += hashRecords(keys.watches(mission: id), \.watches.elements) {
      WatchItemRecord.Basis($0, of: $1)
    } record: {
      WatchItemRecord($0)
    }
    writes += hashRecords(keys.control(mission: id), \.notes) {
      NoteRecord($0, of: $1.id)
    } record: {
      $0
    }
    return writes + taskRecords(keys)
  }

  /// What a record is made from is looked at, not the record: most parts are as they were, and their texts cost most.
  private func hashRecords<Part, Basis: Equatable, Record: Encodable>(
    _ key: String, _ parts: (Mission) -> [Identifier<Part>: Part], basis: (Part, Mission) -> Basis,
    record: (Basis) -> Record
  ) -> [Write] {
    let old = before.map { parts($0.mission) } ?? [:]
    let new = parts(after)
    var writes: [Write] = []
    for (id, part) in new.sorted(by: { $0.key < $1.key }) {
      let made = basis(part, after)
      // A part's record may also change with the mission around it: whose task it is, when its pull request is due.
      if strange == nil, let before, let part = old[id], basis(part, before.mission) == made { continue }
      writes.append(.hashSetJSON(key, field: id.text, PartCoding.json(record(made))))
    }
    let removed = old.keys.filter { new[$0] == nil }.map(\.text).sorted()
    return removed.isEmpty ? writes : writes + [.hashDelete(key, fields: removed)]
  }

  private func taskRecords(_ keys: Keys) -> [Write] {
    var writes: [Write] = []
    for task in after.tasks.values.sorted(by: { $0.id < $1.id }) {
      let old = before?.mission.tasks[task.id]
      // Finished tasks are many and stay as they are.
      if old == task, !task.isOpen { continue }
      let basis = TaskRecord.Basis(task, of: after)
      let oldBasis = before.flatMap { before in old.map { TaskRecord.Basis($0, of: before.mission) } }
      if strange == nil, oldBasis == basis { continue }
      let fields = TaskRecord(basis).fields
      if strange != nil {
        writes += Write.changes(of: keys.task(task.id.text), from: [:], to: fields)
        writes.append(
          .hashDelete(keys.task(task.id.text), fields: TaskRecord.optionalFields.filter { fields[$0] == nil }))
        continue
      }
      writes += Write.changes(
        of: keys.task(task.id.text), from: oldBasis.map { TaskRecord($0).fields } ?? [:], to: fields)
    }
    for id in before?.mission.tasks.keys.filter({ after.tasks[$0] == nil }).sorted() ?? [] {
      writes.append(.delete(keys.task(id.text)))
    }
    return writes
  }
}

extension Write {
  /// The fields of a flat hash that differ.
  static func changes(of key: String, from old: [String: String], to new: [String: String]) -> [Write] {
    let set = new.filter { old[$0.key] != $0.value }.sorted { $0.key < $1.key }
    let removed = old.keys.filter { new[$0] == nil }.sorted()
    var writes: [Write] = []
    if !set.isEmpty { writes.append(.hashSet(key, set.map { (field: $0.key, value: Array($0.value.utf8)) })) }
    if !removed.isEmpty { writes.append(.hashDelete(key, fields: removed)) }
    return writes
  }
}
