import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `mission list`: one line for each mission.
struct MissionList: ConsoleCommand {
  private static let states = ["planning", "running", "blocked", "completed", "failed"]

  static let declaration = CommandDeclaration(
    "mission list", "List the active missions, or all.",
    flags: [Flag("all", nil, .toggle, "also those that are over")]
      + ListFilter.flags(["state", "since"], states: states),
    examples: ["signalbox mission list --all", "signalbox mission list --state blocked"])

  private let all: Bool
  private let filter: ListFilter

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    filter = try ListFilter(arguments, states: Self.states)
    // Whoever asks for a state of finished missions means those too.
    all = arguments.has("all") || Self.states.dropFirst(3).contains(filter.state ?? "")
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let since = try filter.since(at: town.now)
    let listing = try await town.view.listing(all: all)
    let missions = listing.missions.map(\.mission).filter { mission in
      (filter.state.map { mission.header.state.word == $0 } ?? true)
        && (since.map { mission.header.updatedAt >= $0 } ?? true)
    }.prefix(filter.limit)
    let document = MissionListDocument(missions: missions.map { MissionRecord($0) }, unreadable: listing.unreadable)
    if listing.missions.isEmpty { try await town.nameOthersIfUnknown() }
    let columns = session.surroundings.columns
    try session.console.answer(
      document,
      orSay: (lines(Array(missions), town) + UnreadableLines.lines(listing.unreadable, paint: session.console.paint))
        .map { $0.cut(columns: columns) })
    return .success
  }

  private func lines(_ missions: [Mission], _ town: Town) -> [String] {
    guard !missions.isEmpty else { return [all ? "📋 No missions found" : "📋 No active missions"] }
    return ["📋 \(all ? "Missions" : "Active Missions"): \(missions.count)"]
      + missions.flatMap { mission in
        MissionLines(
          mission: mission, roster: AgentRoster(), names: Names(in: mission, configured: town.configuration.repository),
          now: town.now, paint: town.console.paint
        ).summary
      }
  }
}
