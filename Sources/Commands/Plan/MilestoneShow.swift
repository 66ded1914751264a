import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `milestone show`: one stage with its tasks.
struct MilestoneShow: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "milestone show", "Show a milestone with its tasks.", operands: [Operand("ID", "the milestone: M1")],
    flags: [.run], examples: ["signalbox milestone show M1"])

  private let id: String
  private let run: String?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    id = arguments.operand(0)
    run = arguments["run"]
  }

  func run(in session: Session) async throws -> ExitCode {
    let mission = try await session.town().readableMission(run).mission
    guard let milestone = mission.plan?.milestone(id) else {
      throw TownView.noSuch("milestone", id, list: "milestone list")
    }
    let rows = mission.plannedItems.filter { $0.milestone == id }.map {
      [$0.details?.name ?? "", Words.word($0.state), $0.title.printable(limit: 200)]
    }
    try session.console.answer(
      MilestoneDocument(milestone: .init(milestone, of: mission)),
      orSay: MilestoneLines.lines([milestone], of: mission) + Columns.lines(rows, indent: "      "))
    return .success
  }
}
