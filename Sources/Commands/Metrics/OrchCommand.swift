import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `orch`: the whole of a planned mission at a look.
struct OrchCommand: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "orch", "Show agents, the queue with each reason, milestones and the last events of a planned mission.",
    flags: [.run, Flag("follow", "f", .toggle, "show it again whenever something happens")],
    examples: ["signalbox orch", "signalbox orch --follow"])

  private let run: String?
  private let follows: Bool

  private struct Document: Encodable {
    let agents: [AgentRecord]
    let queue: [Waiting]
    let milestones: [PlanDocument.Stage]
    let events: [String]
    let why: String

    struct Waiting: Encodable {
      let number: String?
      let title: String
      let status: String
      let why: String
    }
  }

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    run = arguments["run"]
    follows = arguments.has("follow")
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    var last: Int?
    while true {
      let stored = try await town.readableMission(run)
      if stored.revision != last { try await show(stored, town, session.console) }
      last = stored.revision
      guard follows, !stored.mission.isOver else { return .success }
      try await Task.sleep(for: .seconds(1))
    }
  }

  private func show(_ stored: VersionedMission, _ town: Town, _ console: Console) async throws {
    let mission = stored.mission
    let roster = try await town.store.roster(for: mission)
    let agents = try await town.store.allAgents()
    let queue = mission.orderedItems.filter { !$0.isDone }.map { item in
      Document.Waiting(
        number: item.details?.name, title: item.title, status: Words.word(item.state),
        why: mission.why(item.id, roster: roster))
    }
    let milestones = mission.plan?.milestones ?? []
    let events = try await town.store.events(of: mission.id, limit: 10)
    let why = mission.why(roster: roster)
    var lines = [
      "🎛️  \(mission.plan?.title.printable(limit: 200) ?? "") — \(mission.header.state.word): \(why.printable(limit: 300))"
    ]
    lines +=
      ["Agents"]
      + Columns.lines(agents.map { [$0.name.printable(limit: 40), $0.role.printable(limit: 40), Self.word($0.state)] })
    lines += ["Milestones"] + MilestoneLines.lines(milestones, of: mission)
    lines +=
      ["Queue"]
      + Columns.lines(
        queue.map { [$0.number ?? "", $0.status, $0.title.printable(limit: 60), $0.why.printable(limit: 200)] })
    lines += ["Events"] + events.map { "   \($0.printable(limit: 200))" }
    try console.answer(
      Document(
        agents: agents.map { AgentRecord($0) }, queue: queue, milestones: milestones.map { .init($0, of: mission) },
        events: events, why: why), orSay: lines.fitted(columns: town.surroundings.columns))
  }

  private static func word(_ state: Agent.State) -> String {
    switch state {
    case .idle: "idle"
    case .busy: "busy"
    case .lost: "lost"
    case .parked: "parked"
    case .unavailable(let word): word.printable(limit: 40)
    }
  }
}
