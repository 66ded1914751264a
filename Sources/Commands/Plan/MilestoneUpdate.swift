import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `milestone update`: changes a stage of the plan.
struct MilestoneUpdate: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "milestone update", "Change a milestone.", operands: [Operand("ID", "the milestone: M1")],
    flags: [
      .run, Flag("title", nil, .value("TEXT"), "its new title"), Flag("sequence", nil, .value("N"), "its new place"),
      Flag("description", "d", .value("TEXT"), "what it is about"),
    ], examples: ["signalbox milestone update M1 --title \"Groundwork\""])

  private let id: String
  private let run: String?
  private let title: String?
  private let sequence: Int?
  private let text: String?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    id = arguments.operand(0)
    run = arguments["run"]
    title = arguments["title"]
    sequence = try arguments.number("sequence", in: 1...1_000)
    text = arguments["description"]
  }

  func run(in session: Session) async throws -> ExitCode {
    let change = PlanChange.updateMilestone(id, title: title, sequence: sequence, text: text)
    let (id, stored) = try await session.town().plan(run, change)
    try session.console.answer(id, of: stored.mission, headline: "🏁 Milestone \(id) changed")
    return .success
  }
}
