package import MissionCore
import Redis

/// What another tool put among the records of a mission because it thinks that it schedules it: watches of its own, and
/// tasks of its own that it handed to agents. Followed up, the same work would be done twice.
package struct StrangeRecords: Hashable, Sendable {
  /// A task that it handed to an agent which has not taken it out of its mailbox yet.
  struct Assignment: Hashable, Sendable {
    let agent: Identifier<Agent>
    let task: String
  }

  /// Its watches.
  var watches: [String] = []
  /// Its tasks.
  var assignments: [Assignment] = []

  /// Takes all of it away; a task is cancelled with the reason.
  func removal(from mission: Identifier<Mission>, keys: Keys) -> [Write] {
    var writes: [Write] = []
    if !watches.isEmpty { writes.append(.hashDelete(keys.watches(mission: mission.text), fields: watches)) }
    for assignment in assignments {
      let reason = "superseded: Signalbox schedules mission \(mission)"
      writes += [
        .removeMessages(keys.inbox(agent: assignment.agent.text), field: "task_id", value: assignment.task),
        .hashSet(
          keys.task(assignment.task),
          [(field: "state", value: Array("cancelled".utf8)), (field: "result", value: Array(reason.utf8))]),
      ]
    }
    return writes
  }
}

extension TownStore {
  /// What another tool put among a mission's records.
  ///
  /// - Parameter agents: agents that it may have handed tasks to, besides those that the mission knows.
  package func strangeRecords(
    of mission: Mission, handedTo agents: [Identifier<Agent>]
  ) async throws(StoreError) -> StrangeRecords {
    var strange = StrangeRecords()
    do throws(StoreError) {
      let names = try await read(["HKEYS", .text(keys.watches(mission: mission.id.text))]).strings() ?? []
      strange.watches = names.filter { name in
        Identifier<WatchItem>(name).map { mission.watches[$0] == nil } ?? true
      }.sorted()
      let holders = mission.concernedAgents.union(agents).sorted()
      let boxes = try await ask(holders.map { ["LRANGE", .text(keys.inbox(agent: $0.text)), 0, -1] })
      let handed = zip(holders, boxes).flatMap { agent, box in
        (box.array ?? []).compactMap(\.bytes).compactMap { bytes in
          (try? PartCoding.decoded(HandedOver.self, from: bytes))?.task.map { (agent: agent, task: $0) }
        }
      }.filter { mission.tasks[$0.task] == nil }
      let tags = try await ask(handed.map { ["HGET", .text(keys.task($0.task.text)), "tags"] })
      strange.assignments = zip(handed, tags).compactMap { handed, tags in
        guard (tags.text ?? "").contains("\"mission:\(mission.id)\"") else { return nil }
        return .init(agent: handed.agent, task: handed.task.text)
      }
    } catch .unreadable {
      // A record of another type is named elsewhere; nothing is taken away then.
    }
    return strange
  }

  /// A message that hands a task over.
  private struct HandedOver: Decodable {
    let task: Identifier<WorkTask>?

    private enum CodingKeys: String, CodingKey {
      case type
      case task = "task_id"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let isHandOver = try container.decode(String.self, forKey: .type) == "task_assign"
      task = isHandOver ? try container.decode(Identifier<WorkTask>.self, forKey: .task) : nil
    }
  }
}
