import Client
import CommandLine
import MissionCore
import Views

/// `agent heartbeat`: a sign of life, so that the lease of what the agent works on runs anew.
struct AgentHeartbeat: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "agent heartbeat", "Give a sign of life; the lease of the agent's task runs anew.",
    operands: [Operand("NAME", "its name or identity")], examples: ["signalbox agent heartbeat backend"])

  private let name: String

  init(_ arguments: ParsedArguments) throws(CommandFailure) { name = arguments.operand(0) }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let agent = try await town.view.agent(name)
    return try await town.change(
      nil, .agentHeartbeat(agent.id), headline: "💓 Agent '\(agent.name.printable(limit: 64))'")
  }
}
