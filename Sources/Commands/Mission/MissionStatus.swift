import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `mission status`: what moves, what does not, and why.
struct MissionStatus: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "mission status", "Show what moves, what does not, and why.",
    flags: [
      Flag("run", "r", .value("ID"), "one mission (all active ones)"),
      Flag("work", nil, .toggle, "show more of each work item"),
      Flag("watch", nil, .toggle, "show the watches on pull requests"),
      Flag("dispatcher", nil, .toggle, "show the last tick, help requests and notes"),
    ],
    examples: ["signalbox mission status", "signalbox mission status --run 6f1c --watch"])

  private let run: String?
  private let sections: MissionLines.Sections

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    run = arguments["run"]
    sections = MissionLines.Sections(
      work: arguments.has("work"), watches: arguments.has("watch"), dispatcher: arguments.has("dispatcher"),
      events: arguments["run"] == nil ? 0 : 5)
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let columns = session.surroundings.columns
    if !session.console.isJSON { try session.console.say(try await head(town).fitted(columns: columns)) }
    if let run {
      let mission = try await town.view.mission(run)
      if session.console.isJSON {
        try session.console.answer(try await town.view.document(of: mission), orSay: [])
      } else {
        try session.console.say(try await lines(of: mission, town).fitted(columns: columns))
      }
      return .success
    }
    if session.console.isJSON {
      try session.console.answer(try await town.view.missions(), orSay: [])
      return .success
    }
    let listing = try await town.store.activeMissions()
    if listing.missions.isEmpty { try await town.nameOthersIfUnknown() }
    var lines = listing.missions.isEmpty ? ["📋 No active missions"] : []
    for mission in listing.missions {
      if !lines.isEmpty { lines.append("") }
      lines += try await self.lines(of: mission, town)
    }
    try session.console.say(
      (lines + UnreadableLines.lines(listing.unreadable, paint: session.console.paint)).fitted(columns: columns))
    return .success
  }

  /// What the rest depends on, where it does not hold: the service, GitHub, and whether a person is needed.
  private func head(_ town: Town) async throws -> [String] {
    let paint = town.console.paint
    guard try await town.store.leaseHolder() != nil else { return [StatusLines.banner(paint)] }
    var lines: [String] = []
    if let note = try await town.store.serviceNote(), let since = note.githubRefusedSince {
      let what = note.githubStatus == 401 ? "refuses the token" : "does not answer"
      lines.append(paint.bad("🛑 GitHub \(what) since \(Words.ago(since, at: town.now)): 'signalbox doctor'"))
    }
    let needs = try await town.store.helpRequests().count
    if needs > 0 { lines.append(paint.bad("🆘 Needs you: \(needs) ('signalbox help-requests')")) }
    return lines
  }

  private func lines(of stored: VersionedMission, _ town: Town) async throws -> [String] {
    let mission = stored.mission
    let roster = try await town.store.roster(for: mission)
    let events = sections.events == 0 ? [] : try await town.store.events(of: mission.id, limit: sections.events)
    return MissionLines(
      mission: mission, roster: roster, names: Names(in: mission, configured: town.configuration.repository),
      now: town.now, paint: town.console.paint, width: town.surroundings.columns
    ).status(sections, events: events)
  }
}
