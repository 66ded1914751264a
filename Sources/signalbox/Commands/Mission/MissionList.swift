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
    let listing = try await town.view.listing(all: all)
    let document = MissionListDocument(
      missions: listing.missions.map { MissionRecord($0.mission) }, unreadable: listing.unreadable)
    if listing.missions.isEmpty { try await nameOtherTowns(town) }
    try session.console.answer(
      document,
      orSay: lines(listing.missions.map(\.mission), town)
        + UnreadableLines.lines(listing.unreadable, paint: session.console.paint))
    return .success
  }

  /// A quiet empty list looks the same for a town that is empty and for one that was misspelt.
  private func nameOtherTowns(_ town: Town) async throws {
    guard try await town.store.isUnknown else { return }
    let others = try await town.store.townNames(limit: 20).map(\.quotedForPeople)
    let name = town.configuration.town.quotedForPeople
    town.console.remark(
      "nothing is known of town \(name)"
        + (others.isEmpty ? "; there is no other in this Redis" : "; there are \(others.joined(separator: ", "))"))
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
