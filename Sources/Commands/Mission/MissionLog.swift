import Client
import CommandLine
import FoundationEssentials
import MissionCore
import MissionStore
import Views

/// `mission log`: a mission's activity, oldest first; with `--follow` also what happens from now on. With `--json` one
/// document of what is kept, newest first; following, one object on each line: `{"timestamp":…,"message":…}`.
struct MissionLog: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "mission log", "Show a mission's activity.",
    operands: [Operand("ID", "the mission")],
    flags: [
      Flag("follow", "f", .toggle, "stay and show what happens next; --json: a line each"),
      Flag("limit", nil, .value("N"), "how many of the newest lines (100)"),
    ],
    examples: ["signalbox mission log 6f1c --follow"])

  private let mission: String
  private let follows: Bool
  private let limit: Int

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    mission = arguments.operand(0)
    follows = arguments.has("follow")
    limit = try arguments.number("limit", in: 1...10_000) ?? 100
  }

  var deadline: Duration? { follows ? nil : .seconds(30) }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let columns = session.surroundings.columns
    let id = try await town.view.mission(mission).mission.id
    guard follows else {
      let log = EventsDocument(events: Array(try await town.view.log(of: id).events.prefix(limit)))
      try session.console.answer(
        log, orSay: log.events.reversed().map { $0.printable(limit: 2000) }.fitted(columns: columns))
      return .success
    }
    let stream = EventStream(connection: town.connection, keys: town.keys, mission: id)
    while true {
      for event in try await stream.next().compactMap(\.event) { try show(event, columns, session.console) }
    }
  }

  private func show(_ event: MissionEvent, _ columns: Int, _ console: Console) throws {
    try console.answer(event, orSay: [event.line].fitted(columns: columns))
  }
}
