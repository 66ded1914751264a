import Client
import CommandLine
import MissionCore
import MissionStore
import Redis
import Workers

/// `session start`: opens the panes of `ide.yml` in tmux; each pane with a role is an agent of the town.
struct SessionStart: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "session start", "Open the panes of ide.yml in tmux; each with a role becomes an agent.", flags: [.panes],
    examples: ["signalbox session start", "signalbox session start --file panes.yml"])

  private let path: String

  init(_ arguments: ParsedArguments) throws(CommandFailure) { path = arguments["file"] ?? TownTerminal.file }

  func run(in session: Session) async throws -> ExitCode {
    let terminal = TownTerminal(session)
    let picture = try terminal.picture(path)
    try terminal.program()
    let town = try session.town()
    if !picture.unused.isEmpty {
      session.console.remark("\(path.printable(limit: 200)): not used here: \(picture.unused.joined(separator: ", "))")
    }
    // The agents are known before their programs ask for work.
    for known in picture.agents {
      if let remark = known.agent.roleRemark { session.console.remark(remark) }
      let new = known.agent
      _ = try await town.register(name: new.name, role: new.role, specialties: new.specialties)
    }
    if let running = await terminal.running() {
      try session.console.answer(
        SessionDocument(running.name, picture, isNew: false),
        orSay: ["➖ Session '\(running.name)' is open already", "   Next: signalbox session attach"])
      return .success
    }
    let name = try await terminal.open(picture)
    if case .external(let address) = session.configuration.store, address.credentials != nil {
      session.console.remark("the panes are not told Redis's password: set SIGNALBOX_REDIS_URL in them")
    }
    let document = SessionDocument(name, picture, isNew: true)
    let rows = document.panes.map { pane in
      [pane.title, pane.agent ?? "", ([pane.role].compactMap { $0 } + pane.specialty).joined(separator: ", ")]
        .map { $0.printable(limit: 100) }
    }
    try session.console.answer(
      document,
      orSay: ["🪟 Session '\(name)' is open"] + Columns.lines(rows) + ["   Next: signalbox session attach"])
    return .success
  }
}

extension Flag {
  /// Which file describes the panes.
  static let panes = Flag("file", nil, .value("FILE"), "what describes the panes (ide.yml)")
}
