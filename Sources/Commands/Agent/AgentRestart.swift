import Client
import CommandLine
import MissionCore
import MissionStore
import Redis
import Views
import Workers

/// `agent restart`: ends an agent's worker, if one runs, and starts it as it was spawned last. What it held it takes up
/// again.
struct AgentRestart: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "agent restart", "Start an agent as it was spawned last; of one that works, take up what it holds.",
    operands: [Operand("NAME", "its name")],
    examples: ["signalbox agent restart backend"])

  private let name: String

  init(_ arguments: ParsedArguments) throws(CommandFailure) { name = arguments.operand(0) }

  var deadline: Duration? { nil }

  func run(in session: Session) async throws -> ExitCode {
    let folder = session.workerFolder(of: name)
    guard let settings = folder.settings else {
      throw CommandFailure(
        .notFound, "agent \(name.quotedForPeople) was never spawned here", hint: "'signalbox agent spawn' starts it")
    }
    try await WorkerStart.check(settings, session.surroundings)
    let agent = try await session.town().view.agent(settings.agent)
    try folder.markStartAgain(true)
    _ = try await AgentStop.stop(name, in: folder, isNow: false)
    let start = WorkerStart(session: session, settings: settings)
    let pid = try await start.begin(settings.spawnWords(townFlags: session.townWords))
    try session.console.answer(
      SpawnedDocument(agent: AgentRecord(agent), pid: pid, log: folder.supervisorLog),
      orSay: ["🤖 Agent '\(agent.name)' works again (process \(pid))"])
    return .success
  }
}

extension WorkerSettings {
  /// The words that spawn the worker as it was.
  func spawnWords(townFlags: [String]) -> [String] {
    var words = ["agent", "spawn", agent, "--foreground", "--directory", directory]
    switch program {
    case .cli(let name): words += ["--cli", name]
    case .command(let command): words += ["--command=\(command)"]
    case .pane(let id, _): words += ["--pane", id]
    }
    if let `protocol` { words += ["--protocol", `protocol`.rawValue] }
    if let model { words += ["--model=\(model)"] }
    if let maxTasks { words += ["--max-tasks", "\(maxTasks)"] }
    if let idleTimeout { words += ["--idle-timeout", "\(idleTimeout)"] }
    words += ["--task-timeout", "\(taskTimeout)"] + townFlags
    return words + (more.isEmpty ? [] : ["--"] + more)
  }
}

extension Session {
  /// The flags that name this town, where it is; a password of Redis stays in the environment.
  var townWords: [String] {
    var words = ["--town", configuration.town, "--data", configuration.absoluteData]
    if case .external(let address) = configuration.store, address.credentials == nil {
      words += ["--redis", address.description]
    }
    return words
  }
}
