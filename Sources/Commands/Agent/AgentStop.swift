import Client
import CommandLine
import Glibc
import MissionCore
import Views
import Workers

/// `agent stop`: ends an agent's worker; its run ends or is handed back.
struct AgentStop: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "agent stop", "Stop an agent that works by itself; its task is handed back.",
    operands: [Operand("NAME", "its name")],
    flags: [Flag("now", nil, .toggle, "kill it; its task goes to another agent when its lease ends")],
    examples: ["signalbox agent stop backend"])

  private let name: String
  private let isNow: Bool

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    name = arguments.operand(0)
    isNow = arguments.has("now")
  }

  var deadline: Duration? { nil }

  func run(in session: Session) async throws -> ExitCode {
    let folder = WorkerFolder(data: session.surroundings.absolute(session.configuration.absoluteData), agent: name)
    let pid = try await Self.stop(name, in: folder, isNow: isNow)
    try session.console.answer(
      DoneDocument(mission: nil, message: "process \(pid) has ended"),
      orSay: ["🛑 Agent '\(name.printable(limit: 64))' stopped"])
    return .success
  }

  /// Ends the worker and waits until it is gone; returns its process.
  static func stop(_ name: String, in folder: WorkerFolder, isNow: Bool) async throws -> Int32 {
    guard let pid = WorkerLock.holder(folder) else {
      throw CommandFailure(
        .notFound, "agent \(name.quotedForPeople) does not work here", hint: "'signalbox agent spawn' starts it")
    }
    kill(pid, isNow ? SIGKILL : SIGTERM)
    let deadline = ContinuousClock.now.advanced(by: .seconds(20))
    while WorkerLock.holder(folder) == pid {
      guard .now < deadline else {
        throw CommandFailure(.unconfirmed, "process \(pid) does not end", hint: "'--now' kills it")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    if isNow { ProcessRun.endLeftovers(markedBy: "SIGNALBOX_AGENT=\(name)") }
    return pid
  }
}
