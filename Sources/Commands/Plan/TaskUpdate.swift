import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `task update`: changes an item of a planned mission.
struct TaskUpdate: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "task update", "Change a task of a planned mission.", operands: [Operand("NUMBER", "the task: 003")],
    flags: TaskDraft.flags + [Flag("title", nil, .value("TEXT"), "its new title")],
    examples: ["signalbox task update 003 --priority 1"])

  private let number: Int
  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    number = try Town.requiredNumber(arguments.operand(0))
    self.arguments = arguments
  }

  func run(in session: Session) async throws -> ExitCode {
    var draft = try TaskDraft(arguments, home: session.configuration.repository)
    draft.title = arguments["title"]
    let (name, stored) = try await session.town().plan(arguments["run"], .updateTask(number, draft))
    try session.console.answer(task: name, of: stored.mission, headline: "📝 Task \(name) changed")
    return .success
  }
}
