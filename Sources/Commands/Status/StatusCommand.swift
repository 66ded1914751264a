import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `status`: whether it runs, what needs a person, what is stuck, what moves.
struct StatusCommand: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "status", "Show what runs, what needs you, what is stuck, what moves.",
    flags: [Flag("follow", "f", .toggle, "stay, and show it again when it has changed")],
    examples: ["signalbox status", "signalbox status --follow"])

  /// How often it is looked at again.
  private static let pause = Duration.seconds(2)

  private let follows: Bool

  init(_ arguments: ParsedArguments) throws(CommandFailure) { follows = arguments.has("follow") }

  var deadline: Duration? { follows ? nil : .seconds(30) }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    guard follows else {
      let status = try await look(town)
      if !status.service.alive { try await town.nameOthersIfUnknown() }
      try session.console.answer(status, orSay: Self.lines(status, town, columns: session.surroundings.columns))
      return status.service.alive ? .success : .unavailable
    }
    try await Follower(console: session.console, pause: Self.pause).run {
      let status = try await look(town)
      return Sight(document: status, mark: status, isLast: false) { size in
        Self.lines(status, town, columns: size?.columns ?? session.surroundings.columns) + [""]
      }
    }
    return .success
  }

  private func look(_ town: Town) async throws -> StatusDocument {
    try await town.view.status(redis: try await RedisServerFacts(town.store), at: town.now)
  }

  private static func lines(_ status: StatusDocument, _ town: Town, columns: Int) -> [String] {
    StatusLines(status: status, now: town.now, paint: town.console.paint, width: columns).lines
  }
}
