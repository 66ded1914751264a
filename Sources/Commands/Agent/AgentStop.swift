import Client
import CommandLine
import Glibc
import MissionCore
import Views
import Workers

/// `agent stop`: ends an agent's worker, and takes the agent out until it is started again.
struct AgentStop: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "agent stop", "Stop an agent that works by itself; what it holds goes to another, and it gets nothing more.",
    operands: [Operand("NAME", "its name")],
    flags: [Flag("now", nil, .toggle, "kill it, with what it runs")],
    examples: ["signalbox agent stop backend"])

  private let name: String
  private let isNow: Bool

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    name = arguments.operand(0)
    isNow = arguments.has("now")
  }

  var deadline: Duration? { nil }

  func run(in session: Session) async throws -> ExitCode {
    let folder = session.workerFolder(of: name)
    let pid = try await Self.stop(name, in: folder, isNow: isNow)
    guard pid != nil || folder.settings != nil else {
      throw CommandFailure(
        .notFound, "agent \(name.quotedForPeople) does not work here", hint: "'signalbox agent spawn' starts it")
    }
    try folder.markStartAgain(false)
    let town = try session.town()
    do {
      // The worker has said so by itself; one that was killed, or died before, could not.
      _ = try await town.send(.agentStop(town.view.agent(name).id))
    } catch {
      let failure = CommandFailure(error, configuration: session.configuration)
      throw CommandFailure(
        failure.code, "the worker of \(name.quotedForPeople) has ended, but the town was not told: \(failure.what)",
        hint: "say it again once the town is served; until then it may be given work")
    }
    let message = pid.map { "process \($0) has ended" } ?? "no worker of it was running here"
    try session.console.answer(
      DoneDocument(mission: nil, message: message),
      orSay: [
        "🛑 Agent '\(name.printable(limit: 64))' stopped: \(message)",
        "   └─ 'signalbox agent restart \(name.printable(limit: 64))' starts it again",
      ])
    return .success
  }

  /// Ends the worker and waits until it is gone; returns its process, nil where none runs here.
  static func stop(_ name: String, in folder: WorkerFolder, isNow: Bool) async throws -> Int32? {
    guard let pid = WorkerLock.holder(folder) else { return nil }
    kill(pid, isNow ? SIGKILL : SIGTERM)
    let deadline = ContinuousClock.now.advanced(by: .seconds(20))
    while WorkerLock.holder(folder) == pid {
      guard .now < deadline else {
        throw CommandFailure(.unconfirmed, "process \(pid) does not end", hint: "'--now' kills it")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    // An agent of another town may have the same name.
    if isNow { ProcessRun.endLeftovers(markedBy: "SIGNALBOX_AGENT=\(name)", "SIGNALBOX_DATA=\(folder.data)") }
    return pid
  }
}
