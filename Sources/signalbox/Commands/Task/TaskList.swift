import MissionCore
import MissionStore

/// `task list`: the newest tasks.
struct TaskList: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "task list", "List the open tasks, or all.",
    flags: [Flag("all", nil, .toggle, "also those that are finished")], examples: ["signalbox task list"])

  private let all: Bool

  init(_ arguments: ParsedArguments) throws(CommandFailure) { all = arguments.has("all") }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let document = try await town.view.tasks(all: all)
    let names = session.console.isJSON ? [:] : try await town.agentNames
    try session.console.answer(
      document,
      orSay: TaskLines.list(document.tasks, agents: names, at: town.now, all: all, paint: session.console.paint))
    return .success
  }
}
