package import MissionCore
import Redis

extension TownStore {
  /// The newest tasks of all missions, newest first. Tasks of missions that cannot be read are left out.
  package func tasks(openOnly: Bool, limit: Int) async throws(StoreError) -> [TaskRecord] {
    guard limit > 0 else { return [] }
    let reply = try await read(
      ["ZREVRANGE", .text(keys.tasks(openOnly: openOnly)), 0, .integer(limit - 1)])
    let members = (reply.array ?? []).compactMap { $0.text.flatMap { TaskMember($0) } }
    let listing = try await missions(Array(Set(members.map(\.mission))))
    let missions = listing.missions.reduce(into: [:]) { $0[$1.mission.id] = $1.mission }
    return members.compactMap { member in
      guard let mission = missions[member.mission], let task = mission.tasks[member.task] else { return nil }
      return TaskRecord(task, of: mission)
    }
  }

  /// A task; nil if there is none of that identity.
  package func task(_ id: Identifier<WorkTask>) async throws(StoreError) -> TaskRecord? {
    guard let owner = try await mission(ofTask: id), let mission = try await mission(owner)?.mission else { return nil }
    return mission.tasks[id].map { TaskRecord($0, of: mission) }
  }
}
