import MissionCore
import MissionStore

/// `mission list`: one line for each mission.
struct MissionList: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "mission list", "List the active missions, or all.",
    flags: [Flag("all", nil, .toggle, "also those that are over")], examples: ["signalbox mission list --all"])

  private let all: Bool

  init(_ arguments: ParsedArguments) throws(CommandFailure) { all = arguments.has("all") }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let listing = try await town.store.missionListing(all: all)
    let document = MissionListDocument(
      missions: listing.missions.map { MissionRecord($0.mission) }, unreadable: listing.unreadable)
    try session.console.answer(
      document,
      orSay: lines(listing.missions.map(\.mission), town)
        + UnreadableLines.lines(listing.unreadable, paint: session.console.paint))
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
