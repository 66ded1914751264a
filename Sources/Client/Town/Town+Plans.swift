package import CommandLine
import FoundationEssentials
package import MissionCore
package import MissionStore
import Views

extension Town {
  /// Who changes a plan: the agent that `SIGNALBOX_AGENT` names, else the operator.
  package var planner: String {
    surroundings.environment["SIGNALBOX_AGENT"].flatMap { $0.isEmpty ? nil : $0 } ?? Self.operatorName
  }

  /// The planned mission that a command means: the one named, else that of `SIGNALBOX_MISSION`, else the town's only
  /// one that is not over.
  package func plannedMission(_ run: String?) async throws -> VersionedMission {
    try await view.plannedMission(run ?? word("SIGNALBOX_MISSION"))
  }

  /// The task that an identity, its beginning, or the number of its planned item means: with a number, the open task of
  /// the agent that `SIGNALBOX_AGENT` names, where it names one.
  package func task(_ text: String) async throws -> TaskRecord {
    try await view.task(text, of: meantMission, for: word("SIGNALBOX_AGENT"))
  }

  /// The mission that the environment names.
  package var meantMission: String? { word("SIGNALBOX_MISSION") }

  private func word(_ variable: String) -> String? {
    surroundings.environment[variable].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The same for who only reads: after completion, the newest planned mission.
  package func readableMission(_ run: String?) async throws -> VersionedMission {
    do {
      return try await plannedMission(run)
    } catch let failure as CommandFailure where failure.code == .notFound && run == nil {
      let listing = try await store.missions(try await store.allMissionIDs(limit: 100))
      guard let newest = listing.missions.first(where: { $0.mission.plan != nil }) else { throw failure }
      return newest
    }
  }

  /// Changes the plan of a mission and gives the name of what was made, and the mission as it is then.
  package func plan(_ run: String?, _ change: PlanChange) async throws -> (name: String, mission: VersionedMission) {
    let id = try await plannedMission(run).mission.id
    let receipt = try await console.whileWaiting("⏳ Waiting for the service…") {
      try await send(.plan(mission: id, change: change, by: planner))
    }
    let after = try await view.mission(id.text)
    refreshExport(of: after.mission)
    switch receipt {
    case .created(let name): return (name, after)
    case .done(let text): return (text, after)
    case .task, .agent, .refused: return ("", after)
    }
  }

  /// Writes `.tasks/tasks.json` anew where there is a `.tasks` directory: a copy to read and review.
  package func refreshExport(of mission: Mission) {
    let directory = surroundings.absolute(".tasks")
    guard surroundings.fileExists(directory), let file = mission.planFile, let json = try? file.json() else { return }
    do throws(CommandFailure) {
      try surroundings.write(json, to: "\(directory)/tasks.json")
    } catch {
      console.remark(error.what)
    }
  }

  /// Where the contract is, where nothing else is said.
  package static let contractFile = ".tasks/validation-contract.md"

  /// The contract's text: of the file named, else of ``contractFile``; nil where the latter is missing.
  package func contract(_ path: String?) throws(CommandFailure) -> String? {
    switch surroundings.read(surroundings.absolute(path ?? Self.contractFile)) {
    case .success(let bytes):
      let text = String(decoding: bytes, as: UTF8.self)
      remarkOnStrays(in: text, path ?? Self.contractFile)
      return text
    case .failure(.missing) where path == nil: return nil
    case .failure(let fault):
      throw CommandFailure(
        fault == .missing ? .notFound : .badData,
        "\((path ?? Self.contractFile).printable(limit: 200)): \(fault.description)",
        hint: "check --contract")
    }
  }

  /// Says which lines were meant as assertions and are none.
  private func remarkOnStrays(in text: String, _ path: String) {
    let lines = Contract.strays(in: text)
    guard let first = lines.first else { return }
    let others = lines.count == 1 ? "" : "; so do \(lines.count - 1) more"
    console.remark(
      "\(path.printable(limit: 200)): line \(first) looks like an assertion and is not read as one\(others); "
        + "write '- **VAL-AUTH-001**: what must hold'")
  }
}

extension PlanFile {
  /// The file's text: keys in a stable order, one value a line.
  package func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return Array(try encoder.encode(self)) + [0x0A]
  }
}

extension Flag {
  /// Which mission is meant.
  package static let run = Flag("run", "r", .value("ID"), "the mission (SIGNALBOX_MISSION, or the only one)")
  /// Where the contract is.
  package static let contract = Flag("contract", nil, .value("FILE"), "the contract (.tasks/validation-contract.md)")
}
