import MissionCore
import MissionStore

/// `agent list`: all agents and what they do.
struct AgentList: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "agent list", "List the agents and what they do.", examples: ["signalbox agent list"])

  init(_ arguments: ParsedArguments) throws(CommandFailure) {}

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let agents = try await town.store.allAgents()
    try session.console.answer(
      AgentsDocument(agents: agents.map { AgentRecord($0) }),
      orSay: AgentLines.lines(agents, at: town.now, paint: session.console.paint))
    return .success
  }
}
