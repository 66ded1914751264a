import FoundationEssentials
import MissionCore
import MissionStore

extension Town {
  /// Who changes a plan: the agent that `SIGNALBOX_AGENT` names, else the operator.
  var planner: String {
    surroundings.environment["SIGNALBOX_AGENT"].flatMap { $0.isEmpty ? nil : $0 } ?? Self.operatorName
  }

  /// The planned mission that a command means: the one named, else that of `SIGNALBOX_MISSION`, else the town's only one
  /// that is not over.
  func plannedMission(_ run: String?) async throws -> VersionedMission {
    if let name = run ?? surroundings.environment["SIGNALBOX_MISSION"], !name.isEmpty {
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

  /// The same for who only reads: after completion, the newest planned mission.
  func readableMission(_ run: String?) async throws -> VersionedMission {
    do {
      return try await plannedMission(run)
    } catch let failure as CommandFailure where failure.code == .notFound && run == nil {
      let listing = try await store.missions(try await store.allMissionIDs(limit: 100))
      guard let newest = listing.missions.first(where: { $0.mission.plan != nil }) else { throw failure }
      return newest
    }
  }

  /// Changes the plan of a mission and gives the name of what was made, and the mission as it is then.
  func plan(_ run: String?, _ change: PlanChange) async throws -> (name: String, mission: VersionedMission) {
    let id = try await plannedMission(run).mission.id
    let receipt = try await console.whileWaiting("⏳ Waiting for the service…") {
      try await send(.plan(mission: id, change: change, by: planner))
    }
    let after = try await mission(id.text)
    refreshExport(of: after.mission)
    switch receipt {
    case .created(let name): return (name, after)
    case .done(let text): return (text, after)
    case .task, .agent, .refused: return ("", after)
    }
  }

  /// Writes `.tasks/tasks.json` anew where there is a `.tasks` directory: a copy to read and review.
  func refreshExport(of mission: Mission) {
    let directory = surroundings.absolute(".tasks")
    guard surroundings.fileExists(directory), let file = mission.planFile, let json = try? file.json() else { return }
    do {
      try Data(json).write(to: URL(filePath: "\(directory)/tasks.json"), options: .atomic)
    } catch {
      console.remark("\(directory)/tasks.json could not be written: \(error)")
    }
  }

  /// The contract's text: of the file named, else of `.tasks/validation-contract.md`; nil where the latter is missing.
  func contract(_ path: String?) throws(CommandFailure) -> String? {
    switch surroundings.read(surroundings.absolute(path ?? ".tasks/validation-contract.md")) {
    case .success(let bytes): return String(decoding: bytes, as: UTF8.self)
    case .failure(.missing) where path == nil: return nil
    case .failure(let fault):
      throw CommandFailure(
        fault == .missing ? .notFound : .badData,
        "\((path ?? ".tasks/validation-contract.md").printable(limit: 200)): \(fault.description)",
        hint: "check --contract")
    }
  }

  /// The number that a word of three or more digits is; nil for anything else.
  static func number(_ text: String) -> Int? {
    guard text.count >= 3, text.allSatisfy({ $0.isASCII && $0.isNumber }), text.count <= 6, let number = Int(text),
      TaskDetails.name(number) == text
    else { return nil }
    return number
  }

  /// The open task of the planned item with a number.
  func openTask(number: Int) async throws -> TaskRecord {
    let mission = try await plannedMission(nil).mission
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
    guard let agent = surroundings.environment["SIGNALBOX_AGENT"], !agent.isEmpty else {
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

extension PlanFile {
  /// The file's text: keys in a stable order, one value a line.
  func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return Array(try encoder.encode(self)) + [0x0A]
  }
}

extension Flag {
  /// Which mission is meant.
  static let run = Flag("run", "r", .value("ID"), "the mission (SIGNALBOX_MISSION, or the only planned one)")
  /// Where the contract is.
  static let contract = Flag("contract", nil, .value("FILE"), "the contract (.tasks/validation-contract.md)")
}
