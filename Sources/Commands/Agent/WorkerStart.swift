import Client
import CommandLine
import Glibc
import MissionCore
import MissionStore
import ProcessSignals
import Redis
import Service
import System
import Workers

/// Starts an agent's worker: here, or as a process of its own.
struct WorkerStart: Sendable {
  /// How long a process of its own has to take its lock.
  private static let patience = Duration.seconds(30)

  let session: Session
  let settings: WorkerSettings

  /// Where the worker keeps its things.
  var folder: WorkerFolder {
    session.workerFolder(of: settings.agent)
  }

  /// Refuses what cannot work: a program that is not there, a directory that is in no git repository.
  static func check(_ settings: WorkerSettings, _ surroundings: Surroundings) async throws {
    if case .cli(let name) = settings.program, let cli = CodingCLI.named(name),
      case let programs = settings.protocol == .acp ? cli.acp?.programs ?? cli.programs : cli.programs,
      ProgramPath.find(programs, in: surroundings.environment["PATH"]) == nil
    {
      throw CommandFailure(
        .notFound, "the program \(programs.joined(separator: " or ")) is not on the PATH",
        hint: "install it, or name what is to run with --command")
    }
    if case .pane(let id, let socket) = settings.program {
      let pane = Pane(tmux: Tmux(socket: socket, environment: surroundings.environment), id: id)
      guard let facts = await pane.facts else {
        throw CommandFailure(.notFound, "there is no pane \(id)", hint: "'tmux list-panes -a' shows them")
      }
      guard !facts.isShell else {
        throw CommandFailure(
          .badData, "pane \(id) is a plain shell (\(facts.command)): what is typed there would be run",
          hint: "start the agent's program in it first")
      }
    }
    do throws(WorktreeFault) {
      _ = try await GitClone.find(at: settings.directory, environment: surroundings.environment)
    } catch {
      throw CommandFailure(.badData, error.description)
    }
  }

  /// Refuses to start a second worker for the agent.
  func refuseSecond() throws {
    guard let pid = WorkerLock.holder(folder) else { return }
    throw CommandFailure(
      .badData, "agent \(settings.agent.quotedForPeople) works already (process \(pid))",
      hint: "'signalbox agent stop \(settings.agent)' stops it")
  }

  /// Works here until the process is asked to stop, or nothing more is to be done.
  func work(as agent: Agent) async throws -> ExitCode {
    let stopping = StopSignal()
    try folder.make()
    guard let lock = WorkerLock(folder) else {
      try refuseSecond()
      throw CommandFailure(.failure, "\(folder.lock) cannot be locked", hint: "check the directory's permissions")
    }
    defer { withExtendedLifetime(lock) {} }
    try folder.markStartAgain(false)
    let surroundings = session.surroundings
    var environment = surroundings.environment
    if case .external(let address) = session.configuration.store, address.credentials == nil {
      environment["SIGNALBOX_REDIS_URL"] = address.description
    } else {
      environment["SIGNALBOX_REDIS_URL"] = nil
    }
    let (log, writer) = Log.toStandardError(
      level: session.configuration.logLevel, format: session.configuration.logFormat, now: surroundings.now)
    let name = agent.name
    let worker = Worker(
      settings, in: folder, source: TownTaskSource(session: session, agent: agent), environment: environment,
      program: Self.program,
      town: session.configuration.town, now: surroundings.now
    ) { log.info("Worker", ["agent": name, "says": $0]) }
    log.info("Worker started", ["agent": name, "directory": settings.directory])
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await worker.run() }
      group.addTask { await stopping.wait() }
      await group.next()
      group.cancelAll()
    }
    log.info("Worker ended", ["agent": name])
    await writer.finish()
    return .success
  }

  /// Starts a process of its own that works; returns once it does.
  func begin() async throws -> Int32 {
    try folder.make()
    let words = Array(CommandLine.arguments.dropFirst())
    let split = words.firstIndex(of: "--") ?? words.endIndex
    let arguments = words[..<split].filter { $0 != "--json" } + ["--foreground"] + words[split...]
    return try await begin(arguments)
  }

  /// Starts a process of its own with these words.
  func begin(_ arguments: [String]) async throws -> Int32 {
    let pid: Int32
    var environment = session.surroundings.environment
    // The server that a pane belongs to, wherever this command is given.
    if case .pane(_, let socket) = settings.program { environment["TMUX"] = "\(socket),0,0" }
    let launch = Launch(
      output: .file(folder.supervisorLog), environment: environment, directory: session.surroundings.workingDirectory,
      leading: .session)
    do throws(Launch.Failure) {
      pid = try launch.start(Self.program, arguments)
    } catch {
      throw CommandFailure(.failure, "the worker cannot be started: \(error.reason)")
    }
    let deadline = ContinuousClock.now.advanced(by: Self.patience)
    while WorkerLock.holder(folder) != pid {
      var status: Int32 = 0
      guard waitpid(pid, &status, WNOHANG) == 0, .now < deadline else {
        throw CommandFailure(
          .failure, "the worker did not begin: \(TextFile.tail(of: folder.supervisorLog, lines: 3))",
          hint: "see \(folder.supervisorLog)")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    return pid
  }

  /// The path of this program.
  static let program: String = {
    guard let path = realpath("/proc/self/exe", nil) else { return "signalbox" }
    defer { free(path) }
    return String(cString: path)
  }()
}
