import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `task show`: everything about one task.
struct TaskShow: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "task show", "Show a task.", operands: [Operand("ID", "the task")], examples: ["signalbox task show 7c7c"])

  private let task: String

  init(_ arguments: ParsedArguments) throws(CommandFailure) { task = arguments.operand(0) }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let document = try await town.view.taskDocument(of: town.task(task))
    let names = session.console.isJSON ? [:] : try await town.agentNames
    try session.console.answer(
      document,
      orSay: TaskLines.one(
        document.task, attempts: document.attempts, agents: names, at: town.now, paint: session.console.paint))
    return .success
  }
}
