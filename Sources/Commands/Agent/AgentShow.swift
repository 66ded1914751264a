import Client
import CommandLine
import MissionCore
import MissionStore
import Views
import Workers

/// `agent show`: everything about one agent, and its worker where it has one here.
struct AgentShow: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "agent show", "Show an agent, and its worker where one runs here.",
    operands: [Operand("NAME", "its name or identity")], examples: ["signalbox agent show backend"])

  private let name: String

  init(_ arguments: ParsedArguments) throws(CommandFailure) { name = arguments.operand(0) }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let agent = try await town.view.agent(name)
    let folder = session.workerFolder(of: agent.name)
    let document = AgentShownDocument(
      agent: AgentRecord(agent), worker: folder.settings, pid: WorkerLock.holder(folder), log: folder.newestLog)
    try session.console.answer(
      document,
      orSay: AgentLines.lines([agent], at: town.now, paint: session.console.paint) + Columns.lines(rows(document)))
    return .success
  }

  private func rows(_ document: AgentShownDocument) -> [[String]] {
    let used = AgentLines.usage(document.agent.agent)
    let account = used.isEmpty ? [] : [["Used", used]]
    guard let worker = document.worker else { return account }
    let program =
      switch worker.program {
      case .cli(let name): name
      case .command(let words): words
      case .pane(let id, _): "in pane \(id)"
      }
    return account + [
      ["Worker", document.pid.map { "process \($0)" } ?? "does not run"],
      ["Runs", program.printable(limit: 200) + (worker.protocol == .acp ? " (by the Agent Client Protocol)" : "")],
      ["Clone", worker.directory.printable(limit: 200)],
      ["Log", document.log ?? "none yet"],
    ]
  }
}

/// `agent show --json`.
struct AgentShownDocument: Encodable, Sendable {
  /// The agent.
  let agent: AgentRecord
  /// How its worker was spawned here; nil where it never was.
  let worker: WorkerSettings?
  /// Its worker's process; nil where none runs here.
  let pid: Int32?
  /// The newest run's log.
  let log: String?
}
