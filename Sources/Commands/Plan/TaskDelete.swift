import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `task delete`: takes an item out of a planned mission.
struct TaskDelete: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "task delete", "Take a task that nobody has begun out of a planned mission.",
    operands: [Operand("NUMBER", "the task: 003")], flags: [.run], examples: ["signalbox task delete 003"])

  private let number: Int
  private let run: String?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    number = try Town.requiredNumber(arguments.operand(0))
    run = arguments["run"]
  }

  func run(in session: Session) async throws -> ExitCode {
    let (message, stored) = try await session.town().plan(run, .deleteTask(number))
    try session.console.answer(DoneDocument(mission: stored.mission.id, message: message), orSay: ["🗑️  \(message)"])
    return .success
  }
}
