import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `agent list`: all agents and what they do.
struct AgentList: ConsoleCommand {
  private static let states = ["idle", "working", "lost", "paused", "stopped", "unavailable"]

  static let declaration = CommandDeclaration(
    "agent list", "List the agents and what they do.",
    flags: ListFilter.flags(["mission", "state"], states: states),
    examples: ["signalbox agent list", "signalbox agent list --state lost"])

  private let filter: ListFilter

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    filter = try ListFilter(arguments, states: Self.states)
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let mission = try await filter.mission(in: town.view)
    let agents = try await town.store.allAgents().filter { agent in
      if let mission, agent.state.mission != mission { return false }
      return filter.state.map { $0 == agent.state.kind } ?? true
    }.prefix(filter.limit)
    if agents.isEmpty { try await town.nameOthersIfUnknown() }
    try session.console.answer(
      AgentsDocument(agents: agents.map { AgentRecord($0) }),
      orSay: AgentLines.lines(
        Array(agents), at: town.now, paint: session.console.paint, width: session.surroundings.columns))
    return .success
  }
}
