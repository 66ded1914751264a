import MissionCore
import MissionStore

/// `help-requests`: what waits for the conductor.
struct HelpRequests: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "help-requests", "Show what waits for a person.",
    operands: [Operand("list", "the only thing to do with them", isOptional: true)],
    examples: ["signalbox help-requests"])

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    guard let word = arguments.optionalOperand(0), word != "list" else { return }
    throw CommandFailure(
      .usage, "unknown command \("help-requests \(word)".quotedForPeople)",
      hint: "did you mean 'signalbox help-requests list'?")
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let document = try await town.view.helpRequests()
    try session.console.answer(
      document, orSay: HelpLines.lines(document.helpRequests, at: town.now, paint: session.console.paint))
    return .success
  }
}
