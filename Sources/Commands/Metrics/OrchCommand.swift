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

  var deadline: Duration? { follows ? nil : .seconds(30) }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    guard follows else {
      let sight = try await look(town)
      try session.console.answer(sight.document, orSay: sight.lines(nil))
      return .success
    }
    try await Follower(console: session.console, pause: .seconds(1)).run { try await look(town) }
    return .success
  }

  private func look(_ town: Town) async throws -> Sight<Document, Int> {
    let stored = try await town.readableMission(run)
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
    let title = mission.plan?.title.printable(limit: 200) ?? ""
    let sections = Sections(
      head: ["🎛️  \(title) — \(mission.header.state.word): \(why.printable(limit: 300))"],
      parts: [
        .init(title: "Agents", lines: Columns.lines(agents.map(Self.row))),
        .init(title: "Milestones", lines: MilestoneLines.lines(milestones, of: mission)),
        .init(
          title: "Queue",
          lines: Columns.lines(
            queue.map { [$0.number ?? "", $0.status, $0.title.printable(limit: 60), $0.why.printable(limit: 200)] })),
        .init(title: "Events", lines: events.map { "   \($0.printable(limit: 200))" }),
      ])
    return Sight(
      document: Document(
        agents: agents.map { AgentRecord($0) }, queue: queue, milestones: milestones.map { .init($0, of: mission) },
        events: events, why: why), mark: stored.revision, isLast: mission.isOver
    ) { size in
      size.map { sections.lines($0) } ?? sections.lines(columns: town.surroundings.columns)
    }
  }

  private static func row(_ agent: Agent) -> [String] {
    [agent.name.printable(limit: 40), agent.role.printable(limit: 40), word(agent.state)]
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
