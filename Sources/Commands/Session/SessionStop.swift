import Client
import CommandLine
import MissionCore
import MissionStore
import Workers

/// `session stop`: closes the town's panes with what runs in them, and no other session. Their agents are given nothing
/// more, until they are registered again.
struct SessionStop: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "session stop", "Close the panes of 'session start' and end what runs in them.",
    examples: ["signalbox session stop"])

  init(_ arguments: ParsedArguments) throws(CommandFailure) {}

  /// `{"session"}`.
  private struct Document: Encodable {
    let session: String
  }

  func run(in session: Session) async throws -> ExitCode {
    let terminal = TownTerminal(session)
    try terminal.program()
    guard let running = await terminal.running() else { throw CommandFailure.noSession }
    let agents: [String]
    do throws(TmuxFault) {
      agents = try await running.agents(terminal.tmux)
      try await running.close(terminal.tmux)
    } catch {
      throw CommandFailure(.failure, error.description.printable(limit: 400))
    }
    await takeOut(agents, session)
    try session.console.answer(
      Document(session: running.name), orSay: ["🛑 Session '\(running.name)' is closed"])
    return .success
  }

  /// Tells the town that the agents of the panes are gone, those that it still knows. The panes are closed even where
  /// nothing serves it now.
  private func takeOut(_ agents: [String], _ session: Session) async {
    do {
      let town = try session.town()
      let ids = try await town.store.allAgents().filter { agents.contains($0.name) }.map(\.id)
      for id in ids { _ = try await town.send(.agentStop(id)) }
    } catch {
      let failure = CommandFailure(error, configuration: session.configuration)
      session.console.remark("the town was not told that the agents of the panes are gone: \(failure.what)")
    }
  }
}
