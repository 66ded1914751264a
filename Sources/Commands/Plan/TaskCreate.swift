import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `task create`: adds an item to a planned mission.
struct TaskCreate: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "task create", "Add a task to a planned mission.", operands: [Operand("TITLE", "what is to be done")],
    flags: TaskDraft.flags,
    examples: ["signalbox task create \"Login\" --milestone M2 --fulfills VAL-AUTH-001"])

  private let title: String
  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    title = arguments.operand(0)
    self.arguments = arguments
  }

  func run(in session: Session) async throws -> ExitCode {
    var draft = try TaskDraft(arguments, home: session.configuration.repository)
    draft.title = title
    let (name, stored) = try await session.town().plan(arguments["run"], .createTask(draft))
    try session.console.answer(task: name, of: stored.mission, headline: "📝 Task \(name) created")
    return .success
  }
}
