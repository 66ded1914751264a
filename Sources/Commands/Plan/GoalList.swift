import Client
import CommandLine
import MissionCore
import MissionStore

/// `goal list`: the goals of a planned mission with their tasks.
struct GoalList: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "goal list", "List the goals of a planned mission with their tasks.", flags: [.run] + ListFilter.flags([]),
    examples: ["signalbox goal list"])

  private let run: String?
  private let filter: ListFilter

  /// `{"goals":[…]}`.
  private struct Document: Encodable {
    struct Goal: Encodable {
      let id: String
      let title: String
      let items: [String]
    }
    let goals: [Goal]
  }

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    run = arguments["run"]
    filter = try ListFilter(arguments)
  }

  func run(in session: Session) async throws -> ExitCode {
    let mission = try await session.town().readableMission(run).mission
    let goals = (mission.plan?.goals ?? []).enumerated().prefix(filter.limit).map { index, title in
      Document.Goal(
        id: (index < 9 ? "0" : "") + String(index + 1), title: title,
        items: mission.plannedItems.filter { $0.details?.goal == title }.compactMap { $0.details?.name })
    }
    let rows = goals.map { [$0.id, $0.title.printable(limit: 200), $0.items.joined(separator: ", ")] }
    try session.console.answer(
      Document(goals: goals), orSay: goals.isEmpty ? ["No goals"] : Columns.lines(rows))
    return .success
  }
}
