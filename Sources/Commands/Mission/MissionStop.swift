import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `mission stop`: nothing new is begun until `resume`; by force the mission fails.
struct MissionStop: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "mission stop", "Stop a mission; 'mission resume' lets it go on.",
    operands: [Operand("ID", "the mission")],
    flags: [
      Flag("force", nil, .toggle, "give it up: it fails, its open tasks are cancelled"),
      Flag("yes", nil, .toggle, "with --force: ask nobody"),
    ],
    examples: ["signalbox mission stop 6f1c"])

  private let mission: String
  private let force: Bool
  private let asksNobody: Bool

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    mission = arguments.operand(0)
    force = arguments.has("force")
    asksNobody = arguments.has("yes") || !force
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    if force {
      try town.requireOperator(
        for: "gives a mission up", hint: "'signalbox task fail' gives a task back with its reason")
    }
    let id = try await town.view.mission(mission).mission.id
    guard asksNobody || session.console.confirms("Give mission \(Names.short(id)) up, and cancel its open tasks?")
    else {
      throw CommandFailure.declined
    }
    return try await town.change(
      id, .missionStop(mission: id, by: Town.operatorName, force: force), headline: "⏹️  Mission \(id) stopped")
  }
}
