import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `mission plan-complete`: checks the whole plan and begins the work.
struct MissionPlanComplete: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "mission plan-complete", "Check the whole plan and begin its work.",
    flags: [.run, .contract, Flag("allow-gaps", nil, .toggle, "let assertions pass that no task fulfils")],
    examples: ["signalbox mission plan-complete"])

  private let run: String?
  private let contract: String?
  private let allowGaps: Bool

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    run = arguments["run"]
    contract = arguments["contract"]
    allowGaps = arguments.has("allow-gaps")
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let text = try town.contract(contract)
    let (message, stored) = try await town.plan(run, .complete(contract: text, allowGaps: allowGaps))
    let milestones = stored.mission.plan?.milestones ?? []
    try session.console.answer(
      try await town.view.document(of: stored),
      orSay: ["✅ \(message.prefix(1).uppercased())\(message.dropFirst())"]
        + MilestoneLines.lines(milestones, of: stored.mission))
    return .success
  }
}
