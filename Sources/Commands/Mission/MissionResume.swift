import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `mission resume`: lets a stopped, paused or stuck mission go on.
struct MissionResume: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "mission resume", "Let a stopped mission go on; what was tried in vain is forgiven.",
    operands: [Operand("ID", "the mission")], examples: ["signalbox mission resume 6f1c"])

  private let mission: String

  init(_ arguments: ParsedArguments) throws(CommandFailure) { mission = arguments.operand(0) }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let id = try await town.view.mission(mission).mission.id
    return try await town.change(
      id, .missionResume(mission: id, by: Town.operatorName), headline: "▶️  Mission \(id) resumed")
  }
}
