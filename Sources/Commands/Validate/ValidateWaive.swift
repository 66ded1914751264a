import Client
import CommandLine
import MissionCore
import MissionStore

/// `validate waive`: an operator lets an assertion pass unchecked.
struct ValidateWaive: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "validate waive", "Let an assertion pass unchecked; the operator's word, with its reason.",
    operands: [OperatorStatement.operand], flags: OperatorStatement.flags,
    examples: ["signalbox validate waive VAL-PERF-002 --reason \"measured in the next release\""])

  private let word: OperatorStatement

  init(_ arguments: ParsedArguments) throws(CommandFailure) { word = try OperatorStatement(arguments) }

  func run(in session: Session) async throws -> ExitCode {
    try await word.state(in: session.town(), headline: "🟡 \(word.id) is waived") { .waive($0, reason: $1) }
  }
}
