import Client
import CommandLine
import Glibc
import MissionCore
import MissionStore
import ProcessSignals
import Workers

/// `agent spawn`: starts an agent that takes tasks and runs a coding CLI for each.
struct AgentSpawn: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "agent spawn", "Start an agent that works by itself: a coding CLI in a worktree for each task.",
    operands: [Operand("NAME", "its name: one word")],
    flags: NewAgent.flags + [
      Flag("cli", nil, .value("NAME"), "the coding CLI that works: codex, gemini, … (claude)"),
      Flag("command", nil, .value("CMD"), "or what /bin/sh -c runs, the prompt on standard input"),
      Flag("protocol", nil, .value("acp"), "talk with it by the Agent Client Protocol instead"),
      Flag("pane", nil, .value("ID"), "a pane of tmux where its program runs: %3, main:0.1"),
      Flag("model", nil, .value("MODEL"), "the model it is told to use"),
      Flag("directory", nil, .value("REPO"), "the clone for its worktrees (the working directory)"),
      Flag("foreground", nil, .toggle, "work here, and end with this terminal"),
      Flag("max-tasks", nil, .value("N"), "end after so many tasks"),
      Flag("idle-timeout", nil, .value("SECS"), "end after so long without a task"),
      Flag("task-timeout", nil, .value("SECS"), "how long one run may take (3600)"),
    ],
    examples: [
      "signalbox agent spawn backend --cli claude --directory ~/shop",
      "signalbox agent spawn tester --cli codex --model gpt-5.4 -- --config x=high",
    ], passesWords: true)

  private let new: NewAgent
  private let program: WorkerSettings.Program
  private let conversation: WorkerSettings.Conversation?
  private let pane: String?
  private let model: String?
  private let directory: String?
  private let isForeground: Bool
  private let maxTasks: Int?
  private let idleTimeout: Int?
  private let taskTimeout: Int?
  private let more: [String]

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    new = try NewAgent(arguments)
    program = try Self.program(arguments)
    conversation = try Self.conversation(arguments, with: program)
    pane = arguments["pane"]
    if pane != nil, let flag = ["cli", "command", "model", "protocol"].first(where: { arguments[$0] != nil }) {
      throw CommandFailure(
        .usage, "--pane and --\(flag) exclude each other", hint: "what runs in the pane is started there")
    }
    model = arguments["model"]
    directory = arguments["directory"]
    isForeground = arguments.has("foreground")
    maxTasks = try arguments.number("max-tasks", in: 1...1_000_000)
    idleTimeout = try arguments.number("idle-timeout", in: 1...1_000_000)
    taskTimeout = try arguments.number("task-timeout", in: 1...604_800)
    more = arguments.passedWords
  }

  var deadline: Duration? { nil }

  func run(in session: Session) async throws -> ExitCode {
    let surroundings = session.surroundings
    let settings = WorkerSettings(
      agent: new.name, program: try await Self.program(in: pane, surroundings) ?? program,
      protocol: conversation, model: model, more: more,
      directory: surroundings.absolute(directory ?? surroundings.workingDirectory), maxTasks: maxTasks,
      idleTimeout: idleTimeout, taskTimeout: taskTimeout ?? WorkerSettings.defaultTaskTimeout)
    try await WorkerStart.check(settings, surroundings)
    let town = try session.town()
    let start = WorkerStart(session: session, settings: settings)
    try start.refuseSecond()
    let agent = try await town.register(name: new.name, role: new.role, specialties: new.specialties)
    try start.folder.keep(settings)
    if isForeground { return try await start.work(as: agent) }
    let pid = try await start.begin()
    try session.console.answer(
      SpawnedDocument(agent: AgentRecord(agent), pid: pid, log: start.folder.supervisorLog),
      orSay: [
        "🤖 Agent '\(agent.name)' works as \(agent.role.printable(limit: 64)) (process \(pid))",
        "   Logs: signalbox agent logs \(agent.name) -f",
      ])
    return .success
  }

  /// The pane that is meant, by tmux's own name of it and the socket of its server.
  private static func program(
    in word: String?, _ surroundings: Surroundings
  ) async throws -> WorkerSettings.Program? {
    guard let word else { return nil }
    guard ProgramPath.find(["tmux"], in: surroundings.environment["PATH"]) != nil else {
      throw CommandFailure(.notFound, "the program tmux is not on the PATH", hint: "apt-get install tmux")
    }
    let tmux = Tmux(socket: Tmux.socket(in: surroundings.environment), environment: surroundings.environment)
    guard let pane = await Pane.find(word, on: tmux) else {
      throw CommandFailure(
        .notFound, "there is no pane \(word.quotedForPeople)", hint: "'tmux list-panes -a' shows them")
    }
    let socket = await tmux.answer(to: "display-message", "-p", "#{socket_path}").output
    return .pane(pane.id, socket: socket)
  }

  private static func conversation(
    _ arguments: ParsedArguments, with program: WorkerSettings.Program
  ) throws(CommandFailure) -> WorkerSettings.Conversation? {
    guard let word = arguments["protocol"] else { return nil }
    guard let conversation = WorkerSettings.Conversation(rawValue: word.lowercased()) else {
      throw CommandFailure(
        .usage, "no protocol \(word.quotedForPeople) is known", hint: "acp is; without it the CLI's own output is read")
    }
    if case .cli(let name) = program, CodingCLI.named(name)?.acp == nil {
      throw CommandFailure(
        .usage, "\(name) does not speak the Agent Client Protocol",
        hint: "\(CodingCLI.speakers.joined(separator: ", ")) do; without --protocol its own output is read")
    }
    return conversation
  }

  private static func program(_ arguments: ParsedArguments) throws(CommandFailure) -> WorkerSettings.Program {
    if let command = arguments["command"] {
      guard arguments["cli"] == nil else {
        throw CommandFailure(.usage, "--cli and --command exclude each other", hint: "give one of them")
      }
      guard command.contains(where: { !$0.isWhitespace }) else {
        throw CommandFailure(.usage, "--command is empty", hint: "give what /bin/sh is to run")
      }
      return .command(command)
    }
    let name = arguments["cli"] ?? "claude"
    guard let cli = CodingCLI.named(name) else {
      throw CommandFailure(
        .usage, "no coding CLI \(name.quotedForPeople) is known",
        hint: "known are \(CodingCLI.catalogue.map(\.name).joined(separator: ", ")); --command runs anything else")
    }
    return .cli(cli.name)
  }
}

/// `agent spawn --json`.
struct SpawnedDocument: Encodable, Sendable {
  /// The agent.
  let agent: AgentRecord
  /// Its worker's process.
  let pid: Int32
  /// What the worker says.
  let log: String
}
