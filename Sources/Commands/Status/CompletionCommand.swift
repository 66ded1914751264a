import Client
import CommandLine

/// `completion`: a script that completes command lines, for a shell to read.
struct CompletionCommand: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "completion", "Print a script that completes command lines.",
    operands: [Operand("SHELL", "bash, zsh or fish")],
    examples: ["signalbox completion bash", "signalbox completion fish"])

  private let shell: CompletionScript.Shell

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    guard let shell = CompletionScript.Shell(rawValue: arguments.operand(0)) else {
      throw CommandFailure(
        .usage, "there is no completion for \(arguments.operand(0).quotedForPeople)", hint: "bash, zsh or fish")
    }
    self.shell = shell
  }

  func run(in session: Session) async throws -> ExitCode {
    let lines = CompletionScript(CommandCatalog.manual).lines(for: shell)
    try session.console.answer(["script": lines.joined(separator: "\n")], orSay: lines)
    return .success
  }
}
