import CommandLine
import MissionCore
package import MissionStore

extension TownView {
  /// The planned mission of this name, else the town's only one that is not over.
  package func plannedMission(_ name: String?) async throws -> VersionedMission {
    if let name {
      let mission = try await mission(name)
      guard mission.mission.plan != nil else {
        throw CommandFailure(
          .notFound, "mission \(mission.mission.id) is made of issues and has no plan",
          hint: "'signalbox mission set' begins a planned one")
      }
      return mission
    }
    let open = try await store.activeMissions().missions.filter { $0.mission.plan != nil && !$0.mission.isOver }
    guard let first = open.first else {
      throw CommandFailure(
        .notFound, "there is no planned mission that is not over", hint: "'signalbox mission set \"TITLE\"' begins one")
    }
    guard open.count == 1 else {
      let names = open.map { "\($0.mission.id) \($0.mission.plan?.title.printable(limit: 100) ?? "")" }.sorted()
      throw CommandFailure(
        .badData, "several planned missions are not over:\n  " + names.joined(separator: "\n  "),
        hint: "say which: --run ID, or SIGNALBOX_MISSION")
    }
    return first
  }

  /// The number that a word of three or more digits is; nil for anything else.
  package static func number(_ text: String) -> Int? {
    guard text.count >= 3, text.allSatisfy({ $0.isASCII && $0.isNumber }), text.count <= 6, let number = Int(text),
      TaskDetails.name(number) == text
    else { return nil }
    return number
  }

  /// The open task of the planned item with a number.
  func openTask(number: Int, of mission: String?, for agent: String?) async throws -> TaskRecord {
    let mission = try await plannedMission(mission).mission
    let name = TaskDetails.name(number)
    guard let item = mission.item(number: number) else {
      throw Self.noSuch("task", name, list: "mission status --work")
    }
    let open = mission.openTasks(of: item.id)
    guard !open.isEmpty else {
      throw CommandFailure(
        .badData, "task \(name) has no open assignment: it is \(Words.word(item.state))",
        hint: "'signalbox mission why \(mission.id.text.prefix(8)) \(name)' says what it waits for")
    }
    guard let agent else {
      let held = open.first { $0.lease != nil } ?? open[0]
      return TaskRecord(held, of: mission)
    }
    let id = try await self.agent(agent).id
    guard let own = open.first(where: { $0.lease?.agent == id }) else {
      throw CommandFailure(
        .notPermitted, "task \(name) is not assigned to \(agent.printable(limit: 64))",
        hint: "'signalbox task next --agent \(agent.printable(limit: 64))' hands out its own")
    }
    return TaskRecord(own, of: mission)
  }
}
