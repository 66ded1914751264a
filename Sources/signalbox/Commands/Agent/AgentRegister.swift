import MissionCore
import MissionStore

/// `agent register`: makes an agent known, or refreshes the one of that name.
struct AgentRegister: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "agent register", "Make an agent known; of a known name, refresh it.",
    operands: [Operand("NAME", "its name: one word")],
    flags: [
      Flag("role", nil, .value("ROLE"), "what it is for: backend, tester, reviewer… (its name)"),
      Flag("specialty", nil, .values("A,B"), "what else it is good at"),
    ],
    examples: ["signalbox agent register backend", "signalbox agent register mira --role reviewer"])

  private let name: String
  private let role: String?
  private let specialties: [String]

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    name = try Self.word(arguments.operand(0), "name")
    guard !["conductor", "supervisor"].contains(name.lowercased()) else {
      throw CommandFailure(.badData, "the name \(name.quotedForPeople) is reserved", hint: "choose another")
    }
    role = try arguments["role"].map { text throws(CommandFailure) in try Self.word(text, "role") }
    var specialties: [String] = []
    for text in arguments.all("specialty").flatMap({ $0.split(separator: ",") }) where !text.trimmingBlanks.isEmpty {
      specialties.append(try Self.word(String(text.trimmingBlanks).lowercased(), "specialty"))
    }
    self.specialties = specialties
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let receipt = try await session.console.whileWaiting("⏳ Waiting for the service…") {
      try await town.send(.agentRegister(id: .random, name: name, role: role, specialties: specialties))
    }
    guard case .agent(let id) = receipt, let agent = try await town.store.agent(id) else {
      throw TownView.noSuch("agent", name, list: "agent list")
    }
    try session.console.answer(
      AgentDocument(agent: AgentRecord(agent)),
      orSay: [
        "🤖 Registered agent '\(agent.name.printable(limit: 64))' as \(agent.role.printable(limit: 64))",
        "   ID: \(agent.id)",
        "   Next: signalbox task next --agent \(agent.name.printable(limit: 64)) --wait 60",
      ])
    return .success
  }

  /// A word that can stand in a note: `redirect #2 to NAME`.
  private static func word(_ text: String, _ what: String) throws(CommandFailure) -> String {
    guard (1...64).contains(text.count), text.printable(limit: 64) == text, !text.contains(where: \.isWhitespace),
      !text.hasPrefix("-")
    else {
      throw CommandFailure(
        .badData, "\(text.quotedForPeople) is no \(what): one word of 1 to 64 characters", hint: "choose another")
    }
    return text
  }
}
