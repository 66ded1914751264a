import MissionCore
import MissionStore

/// `agent register`: makes an agent known, or refreshes the one of that name.
struct AgentRegister: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "agent register", "Make an agent known; of a known name, refresh it.",
    operands: [Operand("NAME", "its name: one word")],
    flags: NewAgent.flags,
    examples: ["signalbox agent register backend", "signalbox agent register mira --role reviewer"])

  private let new: NewAgent

  init(_ arguments: ParsedArguments) throws(CommandFailure) { new = try NewAgent(arguments) }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    if let remark = new.roleRemark { session.console.remark(remark) }
    let agent = try await town.register(name: new.name, role: new.role, specialties: new.specialties)
    try session.console.answer(
      AgentDocument(agent: AgentRecord(agent)),
      orSay: [
        "🤖 Registered agent '\(agent.name.printable(limit: 64))' as \(agent.role.printable(limit: 64))",
        "   ID: \(agent.id)",
        "   Next: signalbox task next --agent \(agent.name.printable(limit: 64)) --wait 60",
      ])
    return .success
  }
}
