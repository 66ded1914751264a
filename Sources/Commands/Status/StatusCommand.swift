import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `status`: whether it runs, what needs a person, what is stuck, what moves.
struct StatusCommand: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "status", "Show what runs, what needs you, what is stuck, what moves.",
    flags: [Flag("follow", nil, .toggle, "stay, and show it again when it has changed")],
    examples: ["signalbox status", "signalbox status --follow"])

  /// How often it is looked at again.
  private static let pause = Duration.seconds(2)

  private let follows: Bool

  init(_ arguments: ParsedArguments) throws(CommandFailure) { follows = arguments.has("follow") }

  var deadline: Duration? { follows ? nil : .seconds(30) }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    var last: StatusDocument?
    while true {
      let status = try await town.view.status(redis: try await RedisServerFacts(town.connection), at: town.now)
      if status != last {
        try session.console.answer(
          status,
          orSay: StatusLines(
            status: status, now: town.now, paint: session.console.paint, width: session.surroundings.columns
          ).lines + (follows ? [""] : []))
      }
      last = status
      guard follows else { return status.service.alive ? .success : .unavailable }
      try await Task.sleep(for: Self.pause)
    }
  }
}
