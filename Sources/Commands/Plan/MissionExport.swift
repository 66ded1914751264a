import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `mission export`: the whole plan as one file.
struct MissionExport: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "mission export", "Write the whole plan as one file that can be read, reviewed and imported.",
    flags: [.run, Flag("file", nil, .value("FILE"), "where to (standard output)")],
    examples: ["signalbox mission export --file plan.json"])

  private let run: String?
  private let path: String?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    run = arguments["run"]
    path = arguments["file"]
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let mission = try await town.readableMission(run).mission
    guard let file = mission.planFile else {
      throw TownView.noSuch("plan", mission.id.text, list: "mission list --all")
    }
    let json = try file.json()
    guard let path else {
      try session.console.answer(file, orSay: [String(decoding: json.dropLast(), as: UTF8.self)])
      return .success
    }
    try session.surroundings.write(json, to: path)
    try session.console.answer(
      DoneDocument(mission: mission.id, message: "written to \(path)"),
      orSay: ["📤 Plan written to \(path.printable(limit: 200))"])
    return .success
  }
}
