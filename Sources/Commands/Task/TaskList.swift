import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `task list`: the newest tasks.
struct TaskList: ConsoleCommand {
  private static let states = ["pending", "assigned", "running", "completed", "failed", "cancelled"]

  static let declaration = CommandDeclaration(
    "task list", "List the open tasks, or all.",
    flags: [Flag("all", nil, .toggle, "also those that are finished")]
      + ListFilter.flags(["mission", "state", "agent", "since"], states: states, usual: TownView.taskLimit),
    examples: ["signalbox task list", "signalbox task list --state failed --since 1d"])

  private let all: Bool
  private let filter: ListFilter

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    filter = try ListFilter(arguments, states: Self.states, usual: TownView.taskLimit)
    // Whoever asks for a state of finished tasks means those too.
    all = arguments.has("all") || Self.states.dropFirst(3).contains(filter.state ?? "")
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let mission = try await filter.mission(in: town.view)
    let agent = try await filter.agent(in: town.view)
    let since = try filter.since(at: town.now)
    // What a filter leaves out must not use up the limit.
    let tasks = try await town.store.tasks(openOnly: !all, limit: filter.chooses ? 10_000 : filter.limit)
      .filter { task in
        (mission.map { task.missionID == $0 } ?? true) && (filter.state.map { task.state == $0 } ?? true)
          && (agent.map { task.assignedTo == $0 } ?? true) && (since.map { task.updatedAt >= $0 } ?? true)
      }
    let document = TasksDocument(tasks: Array(tasks.prefix(filter.limit)))
    let names = session.console.isJSON ? [:] : try await town.agentNames
    try session.console.answer(
      document,
      orSay: TaskLines.list(
        document.tasks, agents: names, at: town.now, all: all, paint: session.console.paint,
        width: session.surroundings.columns))
    return .success
  }
}
