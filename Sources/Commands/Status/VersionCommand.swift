import Client
import CommandLine

/// `version`: which version this is.
struct VersionCommand: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "version", "Say which version this is.", examples: ["signalbox version"])

  init(_ arguments: ParsedArguments) throws(CommandFailure) {}

  func run(in session: Session) async throws -> ExitCode {
    try session.console.answer(["version": ProgramVersion.text], orSay: ["signalbox \(ProgramVersion.text)"])
    return .success
  }
}
