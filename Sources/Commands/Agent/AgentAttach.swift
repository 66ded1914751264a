import Client
import CommandLine
import MissionCore
import Service
import Workers

/// `agent attach`: what an agent's run writes, until this command is ended; the agent goes on.
struct AgentAttach: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "agent attach", "Watch an agent work; Ctrl-C leaves it working.", operands: [Operand("NAME", "its name")],
    examples: ["signalbox agent attach backend"])

  private let name: String

  init(_ arguments: ParsedArguments) throws(CommandFailure) { name = arguments.operand(0) }

  var deadline: Duration? { nil }

  func run(in session: Session) async throws -> ExitCode {
    let folder = session.workerFolder(of: name)
    guard WorkerLock.holder(folder) != nil else {
      throw CommandFailure(
        .notFound, "agent \(name.quotedForPeople) does not work here", hint: "'signalbox agent spawn' starts it")
    }
    guard var follower = LogFollower(folder, orElse: folder.supervisorLog) else { return .success }
    try session.console.say(follower.tail(lines: 40))
    try await follower.run(session.console)
    return .success
  }
}
