import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `delivery list`: the newest deliveries and what came of them.
struct DeliveryList: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "delivery list", "List the newest deliveries, and every signal that could not be handled.",
    flags: [
      Flag("limit", nil, .value("N"), "how many at most, dead ones not counted (100)"),
      Flag("page", nil, .value("N"), "which page of them (1)"),
      Flag("state", nil, .value("STATE"), "only pending, processed, ignored or dead ones"),
      Flag("event", nil, .value("EVENT"), "only those of an event: check_run"),
      Flag("mission", nil, .value("ID"), "only those handed to a mission"),
      Flag("since", nil, .value("TIME"), "only those since then: 30m, 1h, 2d or a timestamp"),
    ],
    examples: ["signalbox delivery list --state dead", "signalbox delivery list --event check_run --since 1h"])

  private let limit: Int
  private let page: Int
  private let arguments: ParsedArguments
  private let state: DeliveryOutcome.Status?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    limit = try arguments.number("limit", in: 1...10_000) ?? 100
    page = try arguments.number("page", in: 1...10_000) ?? 1
    state = arguments["state"].flatMap { DeliveryOutcome.Status(rawValue: $0) }
    if let text = arguments["state"], state == nil {
      throw CommandFailure(
        .usage, "\(text.quotedForPeople) is no state of a delivery", hint: "pending, processed, ignored or dead")
    }
    self.arguments = arguments
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    var filter = DeliveryFilter(state: state, event: arguments["event"])
    filter.since = try arguments.time("since", before: town.now)
    if let mission = arguments["mission"] { filter.mission = try await town.view.mission(mission).mission.id }
    let document = try await town.view.deliveries(limit: limit, page: page, filter: filter)
    try session.console.answer(
      document,
      orSay: DeliveryLines.list(document, at: town.now, paint: session.console.paint)
        .map { $0.cut(columns: session.surroundings.columns) })
    return .success
  }
}
