import Client
import CommandLine
import MissionStore

/// `health`: whether a service of this town lives and works, for container checks.
struct HealthCommand: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "health", "Say by the exit code whether the service works: 0 or 1.",
    examples: ["signalbox health --data /var/lib/signalbox"])

  init(_ arguments: ParsedArguments) throws(CommandFailure) {}

  func run(in session: Session) async throws -> ExitCode {
    let problem = await problem(session)
    try session.console.answer(
      HealthDocument(healthy: problem == nil, reason: problem), orSay: [problem ?? "healthy"])
    return problem == nil ? .success : .failure
  }

  private func problem(_ session: Session) async -> String? {
    do {
      let town = try session.town()
      let holder = try await town.store.leaseHolder()
      try await town.store.checkWritable()
      return holder == nil ? "nobody serves the town" : nil
    } catch {
      return CommandFailure(error, configuration: session.configuration).what
    }
  }
}

/// `health --json`.
private struct HealthDocument: Encodable {
  /// Whether it works.
  let healthy: Bool
  /// Why not.
  let reason: String?
}
