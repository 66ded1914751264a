import Client
import CommandLine
import MissionStore
import Views

/// `delivery replay`: tries a signal again that could not be handled.
struct DeliveryReplay: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "delivery replay", "Try a dead delivery again.", operands: [Operand("GUID", "the delivery")],
    examples: ["signalbox delivery replay 72d3162e"])

  private let guid: String

  init(_ arguments: ParsedArguments) throws(CommandFailure) { guid = arguments.operand(0) }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let name = try await town.view.deadLetter(guid).name
    return try await town.change(nil, .deliveryReplay(name), headline: "🔁 \(name.printable(limit: 64))")
  }
}
