import MissionStore

/// `delivery list`: the newest deliveries and what came of them.
struct DeliveryList: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "delivery list", "List the newest deliveries, and every signal that could not be handled.",
    examples: ["signalbox delivery list"])

  private static let limit = 100

  init(_ arguments: ParsedArguments) throws(CommandFailure) {}

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let document = try await town.store.deliveriesDocument(limit: Self.limit)
    try session.console.answer(
      document, orSay: DeliveryLines.list(document.deliveries, at: town.now, paint: session.console.paint))
    return .success
  }
}
