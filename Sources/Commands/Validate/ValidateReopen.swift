import Client
import CommandLine
import MissionCore
import MissionStore

/// `validate reopen`: an operator wants an assertion checked again.
struct ValidateReopen: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "validate reopen", "Have an assertion checked again; the operator's word, with its reason.",
    operands: [OperatorStatement.operand], flags: OperatorStatement.flags,
    examples: ["signalbox validate reopen VAL-AUTH-003 --reason \"the test server is back\""])

  private let word: OperatorStatement

  init(_ arguments: ParsedArguments) throws(CommandFailure) { word = try OperatorStatement(arguments) }

  func run(in session: Session) async throws -> ExitCode {
    try await word.state(in: session.town(), headline: "🔁 \(word.id) is to be checked again") {
      .reopen($0, reason: $1)
    }
  }
}
