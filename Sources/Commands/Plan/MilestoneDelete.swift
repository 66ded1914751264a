import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `milestone delete`: takes a stage out of the plan.
struct MilestoneDelete: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "milestone delete", "Take a milestone without tasks out of the plan.",
    operands: [Operand("ID", "the milestone: M1")], flags: [.run], examples: ["signalbox milestone delete M3"])

  private let id: String
  private let run: String?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    id = arguments.operand(0)
    run = arguments["run"]
  }

  func run(in session: Session) async throws -> ExitCode {
    let (message, stored) = try await session.town().plan(run, .deleteMilestone(id))
    try session.console.answer(DoneDocument(mission: stored.mission.id, message: message), orSay: ["🗑️  \(message)"])
    return .success
  }
}
