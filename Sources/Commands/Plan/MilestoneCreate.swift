import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `milestone create`: adds a stage to the plan.
struct MilestoneCreate: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "milestone create", "Add a milestone to the plan.", operands: [Operand("TITLE", "what it is")],
    flags: [
      .run, Flag("sequence", nil, .value("N"), "its place (behind the others)"),
      Flag("description", "d", .value("TEXT"), "what it is about"),
    ], examples: ["signalbox milestone create \"Foundation\" --sequence 1"])

  private let title: String
  private let run: String?
  private let sequence: Int?
  private let text: String

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    title = arguments.operand(0)
    run = arguments["run"]
    sequence = try arguments.number("sequence", in: 1...1_000)
    text = arguments["description"] ?? ""
  }

  func run(in session: Session) async throws -> ExitCode {
    let (id, stored) = try await session.town().plan(
      run, .createMilestone(title: title, sequence: sequence, text: text))
    try session.console.answer(id, of: stored.mission, headline: "🏁 Milestone \(id) created")
    return .success
  }
}
