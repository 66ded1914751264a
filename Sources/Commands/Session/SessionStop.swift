import Client
import CommandLine
import MissionCore
import Workers

/// `session stop`: closes the town's panes with what runs in them, and no other session.
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
    do throws(TmuxFault) {
      try await running.close(terminal.tmux)
    } catch {
      throw CommandFailure(.failure, error.description.printable(limit: 400))
    }
    try session.console.answer(
      Document(session: running.name), orSay: ["🛑 Session '\(running.name)' is closed"])
    return .success
  }
}
