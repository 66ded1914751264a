/// What a command line asks for.
package enum Invocation: Sendable, Equatable {
  /// Run this command.
  case run(CommandDeclaration, ParsedArguments)
  /// Show the help of what these words name; empty for all of it.
  case help([String])
  /// Say the version.
  case version
}
