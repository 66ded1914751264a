import Client
import CommandLine
import Service

/// `serve`: the service.
struct ServeCommand: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "serve", "Receive webhooks, poll, schedule, dispatch: the service.",
    examples: ["signalbox serve", "signalbox serve --listen 0.0.0.0:8080 --github-token-file /run/secrets/github"],
    isService: true)

  init(_ arguments: ParsedArguments) throws(CommandFailure) {}

  var deadline: Duration? { nil }

  func run(in session: Session) async throws -> ExitCode {
    try await serve(configuration: session.configuration, listens: true, once: false)
  }
}
