import Client
import CommandLine

/// A command: how it is declared, how it reads its arguments, what it does.
protocol ConsoleCommand: Sendable {
  /// Its words, flags, help.
  static var declaration: CommandDeclaration { get }
  /// Reads what was given; nothing is asked or changed yet.
  init(_ arguments: ParsedArguments) throws(CommandFailure)
  /// Does it. Whatever it throws becomes an exit code; see ``CommandFailure/init(_:configuration:)``.
  func run(in session: Session) async throws -> ExitCode
  /// How long the command may take as a whole, whatever it asks; nil for one that stays until it is ended.
  var deadline: Duration? { get }
}

extension ConsoleCommand {
  /// Half a minute: more than any one answer of Redis or GitHub is waited for.
  var deadline: Duration? { .seconds(30) }
}
