import Client
import CommandLine
import MissionCore
import Service
import Workers

/// `agent logs`: what an agent's newest run wrote.
struct AgentLogs: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "agent logs", "Show what an agent's newest run wrote.", operands: [Operand("NAME", "its name")],
    flags: [
      Flag("follow", "f", .toggle, "go on as it is written"),
      Flag("lines", nil, .value("N"), "how many of its last lines (100)"),
    ],
    examples: ["signalbox agent logs backend -f"])

  private let name: String
  private let follows: Bool
  private let lines: Int

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    name = arguments.operand(0)
    follows = arguments.has("follow")
    lines = try arguments.number("lines", in: 1...100_000) ?? 100
  }

  var deadline: Duration? { follows ? nil : .seconds(30) }

  func run(in session: Session) async throws -> ExitCode {
    let folder = session.workerFolder(of: name)
    // Before the tail is read: what is written meanwhile is followed.
    guard var follower = LogFollower(folder) else {
      throw CommandFailure(
        .notFound, "agent \(name.quotedForPeople) has run nothing yet", hint: "'signalbox agent list' shows the agents")
    }
    let isFollowed = follows && !session.console.isJSON
    let shown =
      isFollowed
      ? follower.tail(lines: lines)
      : TextFile.tail(of: follower.log, lines: lines).split(separator: "\n").map(String.init)
    try session.console.answer(LogDocument(log: follower.log, lines: shown), orSay: shown)
    if isFollowed { try await follower.run(session.console) }
    return .success
  }
}

/// `agent logs --json`.
struct LogDocument: Encodable, Sendable {
  /// Where they are written.
  let log: String
  /// The newest of them, the oldest first.
  let lines: [String]
}
