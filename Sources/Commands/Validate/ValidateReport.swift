import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `validate report`: where the assertions stand.
struct ValidateReport: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "validate report", "Say where the assertions of the contract stand.",
    flags: [.run, Flag("milestone", nil, .value("M1"), "only those of this milestone")],
    examples: ["signalbox validate report --milestone M2"])

  private let run: String?
  private let milestone: String?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    run = arguments["run"]
    milestone = arguments["milestone"]
  }

  func run(in session: Session) async throws -> ExitCode {
    let mission = try await session.town().readableMission(run).mission
    if let milestone, mission.plan?.milestone(milestone) == nil {
      throw TownView.noSuch("milestone", milestone, list: "milestone list")
    }
    try session.console.answer(PlanDocument(mission), orSay: ValidationReport(of: mission, milestone: milestone).lines)
    return .success
  }
}
