import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `mission approve`: a person's pass for an item's review gate.
struct MissionApprove: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "mission approve", "Let an item pass its review gate on its current head.",
    operands: [Operand("ID", "the mission"), Operand("ITEM", "the item: its identity or its issue")],
    examples: ["signalbox mission approve 6f1c '#2'"])

  private let mission: String
  private let item: String

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    mission = arguments.operand(0)
    item = arguments.operand(1)
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    try town.requireOperator(
      for: "approves", hint: "a reviewer says 'signalbox task done TASK --verdict approve' with its claim")
    let mission = try await town.view.mission(mission).mission
    let item = try town.view.item(item, of: mission)
    let names = Names(in: mission, configured: session.configuration.repository)
    return try await town.change(
      mission.id, .missionApprove(mission: mission.id, item: item.id, by: Town.operatorName),
      headline: "✅ \(names.item(item))")
  }
}
