import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `agent heartbeat`: a sign of life, so that the lease of what the agent works on runs anew.
struct AgentHeartbeat: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "agent heartbeat", "Give a sign of life; the lease of the agent's task runs anew.",
    operands: [Operand("NAME", "its name or identity")],
    flags: [
      Flag("claim", nil, .value("CLAIM"), "what 'task next' handed out with its task: only that one's lease runs anew")
    ],
    examples: ["signalbox agent heartbeat backend"])

  private let name: String
  private let claim: String?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    name = arguments.operand(0)
    claim = arguments["claim"]
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let agent = try await town.view.agent(name)
    if let claim {
      guard case .busy(let task, _) = agent.state, let record = try await town.store.task(task) else {
        throw CommandFailure(
          .badData, "agent \(agent.name.quotedForPeople) holds no task any more",
          hint: "'signalbox task next' hands out what is to be done now")
      }
      try await town.renew(record, of: agent, claim: claim)
      try session.console.answer(
        DoneDocument(mission: record.missionID, message: "the lease of task \(task) runs anew"),
        orSay: ["💓 Agent '\(agent.name.printable(limit: 64))'", "   └─ the lease of task \(task) runs anew"])
      return .success
    }
    return try await town.change(
      nil, .agentHeartbeat(agent.id), headline: "💓 Agent '\(agent.name.printable(limit: 64))'")
  }
}
