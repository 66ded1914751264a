import MissionCore

/// A mission that leaves nothing behind: one whose plan could not be made, or that was only rehearsed.
package struct MissionRemoval: Sendable {
  /// The mission as it stands in the store.
  package var mission: VersionedMission

  /// The removal of a stored mission.
  package init(_ mission: VersionedMission) { self.mission = mission }

  /// Everything that ``MissionChange`` ever wrote of it.
  func writes(keys: Keys) -> [Write] {
    let mission = mission.mission
    let id = mission.id.text
    var writes = MissionIndex.writes(from: MissionTrace(mission), to: nil, of: mission, keys: keys)
    for task in mission.tasks.keys.sorted() { writes.append(.delete(keys.task(task.text))) }
    for help in mission.header.help {
      writes.append(
        .removeMessages(keys.inbox(agent: MailboxMessage.conductor.text), field: "id", value: help.id.text))
    }
    let records = [
      keys.missionParts(mission.id), keys.mission(id), keys.work(mission: id), keys.watches(mission: id),
      keys.control(mission: id), keys.activity(mission: id), keys.events(mission: id),
    ]
    return writes + records.map { .delete($0) }
  }
}
