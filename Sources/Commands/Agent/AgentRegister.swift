import Client
import CommandLine
import MissionCore
import MissionStore
import Service
import Views

/// `agent register`: makes an agent known, or refreshes the one of that name.
struct AgentRegister: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "agent register", "Make an agent known; of a known name, refresh it.",
    operands: [Operand("NAME", "its name: one word")],
    flags: NewAgent.flags + [
      Flag("token", nil, .toggle, "make a token by which it may work from elsewhere; the one before is void"),
      Flag("revoke-token", nil, .toggle, "take its token away"),
    ],
    examples: ["signalbox agent register backend", "signalbox agent register mira --role reviewer"])

  private let new: NewAgent
  private let makesToken: Bool
  private let revokesToken: Bool

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    new = try NewAgent(arguments)
    makesToken = arguments.has("token")
    revokesToken = arguments.has("revoke-token")
    guard !makesToken || !revokesToken else {
      throw CommandFailure(.usage, "--token and --revoke-token exclude each other", hint: "give one of them")
    }
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    if let remark = new.roleRemark { session.console.remark(remark) }
    let agent = try await town.register(name: new.name, role: new.role, specialties: new.specialties)
    var token: String?
    if makesToken {
      let made = try AgentToken.make(for: agent.id)
      _ = try await town.send(.agentToken(agent: agent.id, digest: made.token.digest))
      token = made.text
    } else if revokesToken {
      _ = try await town.send(.agentToken(agent: agent.id, digest: nil))
    }
    try session.console.answer(
      AgentDocument(agent: AgentRecord(agent), token: token),
      orSay: [
        "🤖 Registered agent '\(agent.name.printable(limit: 64))' as \(agent.role.printable(limit: 64))",
        "   ID: \(agent.id)",
        "   Next: signalbox task next --agent \(agent.name.printable(limit: 64)) --wait 60",
      ] + (token.map { ["   Token (shown once): \($0)"] } ?? []))
    return .success
  }
}
