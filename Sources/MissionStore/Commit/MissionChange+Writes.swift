import MissionCore

extension MissionChange {
  /// Everything that storing the change writes: our own parts, the published records made from them, the indexes.
  func writes(keys: Keys) -> [Write] {
    let former = before.map { $0.trace ?? MissionTrace($0.mission) }
    return ownParts(difference, keys) + records(difference, former, keys)
      + MissionIndex.writes(from: former, to: trace, of: after, keys: keys)
  }

  private func ownParts(_ difference: MissionDifference, _ keys: Keys) -> [Write] {
    let key = keys.missionParts(after.id)
    let changes = StoredMission.changes(from: before?.mission, to: after, difference)
    let revision = (field: "revision", value: Array(String(revision).utf8))
    return [.hashSet(key, [revision] + changes.set), .hashDelete(key, fields: changes.removed)]
  }

  private func records(_ difference: MissionDifference, _ former: MissionTrace?, _ keys: Keys) -> [Write] {
    let id = after.id.text
    var writes: [Write] = []
    let record = MissionRecord(after, due: trace.due)
    if let strange {
      if !after.isOver { writes.append(.setAdd(keys.activeMissions, members: [id])) }
      writes += strange.removal(from: after.id, keys: keys)
    }
    // What was looked at again is written again: the record holds when.
    let isSame =
      before.map { before in
        before.mission.header == after.header && MissionRecord(before.mission, due: former?.due ?? [:]) == record
      } ?? false
    if strange != nil || !isSame {
      writes.append(.setJSON(keys.mission(id), PartCoding.json(record)))
    }
    // What another tool wrote over is written anew, whatever changed.
    let touched =
      strange == nil ? difference.touchedItems(from: before?.mission, to: after) : Set(after.items.keys)
    writes += hashRecords(keys.work(mission: id), \.items, touched, difference.items.removed) {
      WorkItemRecord.Basis($0, of: $1)
    } record: {
      WorkItemRecord($0)
    }
    let watches = touched.flatMap(after.watches.of).map(\.id)
    writes += hashRecords(keys.watches(mission: id), \.watches, watches, difference.watches.removed) {
      WatchItemRecord.Basis($0, of: $1)
    } record: {
      WatchItemRecord($0)
    }
    let notes = strange == nil ? difference.notes.changed : Set(after.notes.keys)
    writes += hashRecords(keys.control(mission: id), \.notes, notes, difference.notes.removed) {
      NoteRecord($0, of: $1.id)
    } record: {
      $0
    }
    return writes + taskRecords(difference, touched, keys)
  }

  /// The records of the elements that may differ. What a record is made from is looked at, not the record: most are as
  /// they were, and their texts cost most.
  private func hashRecords<Part: MissionPart, Named, Basis: Equatable, Record: Encodable>(
    _ key: String, _ part: (Mission) -> Part, _ mayDiffer: some Sequence<Part.Key>, _ removed: Set<Part.Key>,
    basis: (Part.Element, Mission) -> Basis, record: (Basis) -> Record
  ) -> [Write] where Part.Key == Identifier<Named> {
    let (old, new) = (before.map { part($0.mission) }, part(after))
    var writes: [Write] = []
    for id in mayDiffer.sorted() {
      guard let element = new[id] else { continue }
      let made = basis(element, after)
      // A record may also change with the mission around it: whose task it is, when its pull request is due.
      if strange == nil, let before, let element = old?[id], basis(element, before.mission) == made { continue }
      writes.append(.hashSetJSON(key, field: id.text, PartCoding.json(record(made))))
    }
    return removed.isEmpty ? writes : writes + [.hashDelete(key, fields: removed.map(\.text).sorted())]
  }

  private func taskRecords(
    _ difference: MissionDifference, _ touched: Set<Identifier<WorkItem>>, _ keys: Keys
  ) -> [Write] {
    var writes: [Write] = []
    // Finished tasks are many and stay as they are.
    let meant = after.tasks.values.filter { task in
      difference.tasks.changed.contains(task.id) || task.isOpen && touched.contains(task.item)
    }
    for task in meant.sorted(by: { $0.id < $1.id }) {
      let old = before?.mission.tasks[task.id]
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
    for id in difference.tasks.removed.sorted() { writes.append(.delete(keys.task(id.text))) }
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
