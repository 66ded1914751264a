import Client
import CommandLine
import Glibc

/// `session attach`: shows the town's panes in this terminal.
struct SessionAttach: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "session attach", "Show the panes of 'session start' in this terminal.", flags: [.panes],
    examples: ["signalbox session attach"])

  private let path: String

  init(_ arguments: ParsedArguments) throws(CommandFailure) { path = arguments["file"] ?? TownTerminal.file }

  func run(in session: Session) async throws -> ExitCode {
    let terminal = TownTerminal(session)
    let program = try terminal.program()
    guard let running = await terminal.running() else { throw CommandFailure.noSession }
    guard session.surroundings.isOutputTerminal, isatty(STDIN_FILENO) == 1 else {
      throw CommandFailure(.usage, "there is no terminal here to show them in", hint: "run it in a terminal")
    }
    // Without the file they are shown as they stand.
    throw await terminal.show(running, (try? terminal.picture(path))?.plan, by: program)
  }
}

extension CommandFailure {
  /// No panes of this town are open.
  static let noSession = CommandFailure(
    .notFound, "no session of this town is open", hint: "'signalbox session start' opens it")
}
