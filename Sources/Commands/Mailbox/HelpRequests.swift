import Client
import CommandLine
import MissionCore
import MissionStore
import Views

/// `help-requests`: what waits for the conductor.
struct HelpRequests: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "help-requests", "Show what waits for a person.",
    operands: [Operand("list", "the only thing to do with them", isOptional: true)],
    flags: ListFilter.flags(["mission", "since"]), examples: ["signalbox help-requests"])

  private let filter: ListFilter

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    filter = try ListFilter(arguments)
    guard let word = arguments.optionalOperand(0), word != "list" else { return }
    throw CommandFailure(
      .usage, "unknown command \("help-requests \(word)".quotedForPeople)",
      hint: "did you mean 'signalbox help-requests list'?")
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let mission = try await filter.mission(in: town.view)
    let since = try filter.since(at: town.now)
    let requests = try await town.view.helpRequests().helpRequests.filter { request in
      if let mission, request.missionID != mission { return false }
      guard let since, let sentAt = Timestamp(rfc3339: request.sentAt) else { return true }
      return sentAt >= since
    }
    let document = HelpRequestsDocument(helpRequests: Array(requests.prefix(filter.limit)))
    try session.console.answer(
      document,
      orSay: HelpLines.lines(document.helpRequests, at: town.now, paint: session.console.paint)
        .fitted(columns: session.surroundings.columns))
    return .success
  }
}
