import Client
import CommandLine
import MissionStore
import Views

/// `delivery show`: what is known of one delivery.
struct DeliveryShow: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "delivery show", "Show what came of a delivery.", operands: [Operand("GUID", "the delivery, as GitHub names it")],
    examples: ["signalbox delivery show 72d3162e"])

  private let guid: String

  init(_ arguments: ParsedArguments) throws(CommandFailure) { guid = arguments.operand(0).lowercased() }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let delivery = try await town.view.delivery(guid)
    try session.console.answer(
      DeliveryShownDocument(delivery: delivery),
      orSay: DeliveryLines.one(delivery, at: town.now, paint: session.console.paint))
    return .success
  }
}
