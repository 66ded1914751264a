import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `milestone list`: the stages of the plan.
struct MilestoneList: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "milestone list", "List the milestones in their order.", flags: [.run] + ListFilter.flags([]),
    examples: ["signalbox milestone list"])

  private let run: String?
  private let filter: ListFilter

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    run = arguments["run"]
    filter = try ListFilter(arguments)
  }

  func run(in session: Session) async throws -> ExitCode {
    let mission = try await session.town().readableMission(run).mission
    let milestones = Array((mission.plan?.milestones ?? []).prefix(filter.limit))
    try session.console.answer(
      MilestonesDocument(milestones: milestones.map { .init($0, of: mission) }),
      orSay: milestones.isEmpty ? ["No milestones"] : MilestoneLines.lines(milestones, of: mission))
    return .success
  }
}
