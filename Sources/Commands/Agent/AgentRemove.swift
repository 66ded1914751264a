import Client
import CommandLine
import MissionCore
import Views

/// `agent remove`: forgets an agent; what it holds goes to others.
struct AgentRemove: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "agent remove", "Forget an agent; what it holds goes to others.",
    operands: [Operand("NAME", "its name or identity")], examples: ["signalbox agent remove backend"])

  private let name: String

  init(_ arguments: ParsedArguments) throws(CommandFailure) { name = arguments.operand(0) }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let agent = try await town.view.agent(name)
    return try await town.change(
      nil, .agentRemove(agent.id), headline: "🗑️  Agent '\(agent.name.printable(limit: 64))' removed")
  }
}
