import Client
import CommandLine
import MissionCore
import MissionStore

/// `mission prompt`: what a lead agent needs to plan a mission.
struct MissionPrompt: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "mission prompt", "Print what a lead agent needs to plan a mission: what it is, what is there, what is missing.",
    flags: [.run, .contract], examples: ["signalbox mission prompt"])

  private let run: String?
  private let contract: String?

  /// `{"prompt"}`.
  private struct Document: Encodable {
    let prompt: String
  }

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    run = arguments["run"]
    contract = arguments["contract"]
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let mission = try await town.plannedMission(run).mission
    let surroundings = session.surroundings
    let path = surroundings.absolute(contract ?? Town.contractFile)
    let rules = (try? surroundings.read(surroundings.absolute("AGENTS.md")).get()).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard
      let prompt = mission.planningPrompt(
        agents: try await town.store.allAgents(), contractPath: path.quotedForShell,
        townFlags: session.configuration.townFlags, context: PromptContext(houseRules: rules))
    else {
      throw CommandFailure(
        .badData, "the planning of mission \(mission.id) was completed",
        hint: "'signalbox mission status' shows how it goes; 'task create' still adds to it")
    }
    let lines = prompt.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).dropLast()
    try session.console.answer(Document(prompt: prompt), orSay: lines.map { String($0).printable(limit: 100_000) })
    return .success
  }
}
