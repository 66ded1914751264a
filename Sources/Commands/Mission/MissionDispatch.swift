import Client
import CommandLine
import Service

/// `mission dispatch`: the service without the HTTP listener.
struct MissionDispatch: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "mission dispatch", "Run the loop without the HTTP listener, for hosts that only poll.",
    flags: [
      Flag("run", "r", .value("ID"), "end when this mission is over; all missions of the town are carried"),
      Flag("once", nil, .toggle, "end after one round; commands wait for the next in a Redis of its own (--redis)"),
    ],
    examples: ["signalbox mission dispatch --once"], isService: true)

  private let once: Bool
  private let mission: String?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    once = arguments.has("once")
    mission = arguments["run"]
  }

  var deadline: Duration? { nil }

  func run(in session: Session) async throws -> ExitCode {
    try await serve(configuration: session.configuration, listens: false, once: once, untilOver: mission)
  }
}
