import Client
import CommandLine
import MissionCore
import MissionStore

/// `task fail`: an agent reports that it cannot do a task.
struct TaskFail: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "task fail", "Report that a task cannot be done; it goes to another agent, or a person is asked.",
    operands: [Operand("ID", "the task")],
    flags: [Flag("reason", nil, .value("TEXT"), "why")] + ReporterArguments.flags,
    examples: ["signalbox task fail 7c7c --reason \"no access to the registry\""])

  private let task: String
  private let reason: String
  private let reporter: ReporterArguments

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    task = arguments.operand(0)
    reporter = ReporterArguments(arguments)
    guard let reason = arguments["reason"], reason.contains(where: { !$0.isWhitespace }) else {
      throw CommandFailure(.usage, "'task fail' needs --reason", hint: "say why, for the next agent")
    }
    self.reason = reason
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let task = try await town.task(task)
    let reporter = try await town.reporter(on: task.id, reporter)
    let code = try await town.change(
      task.missionID, .taskFail(task: task.id, reason: reason, by: reporter),
      headline: "❌ Task \(task.id) reported as failed")
    KeptClaims(session.configuration, session.surroundings).forget(task.id)
    return code
  }
}
