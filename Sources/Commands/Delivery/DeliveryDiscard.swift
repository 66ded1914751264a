import Client
import CommandLine
import MissionStore
import Views

/// `delivery discard`: drops a signal for good that could not be handled.
struct DeliveryDiscard: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "delivery discard", "Drop a dead delivery for good.", operands: [Operand("GUID", "the delivery")],
    flags: [Flag("yes", nil, .toggle, "ask nobody")],
    examples: ["signalbox delivery discard 72d3162e"])

  private let guid: String
  private let asksNobody: Bool

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    guid = arguments.operand(0)
    asksNobody = arguments.has("yes")
  }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let name = try await town.view.deadLetter(guid).name
    guard asksNobody || session.console.confirms("Drop \(name.printable(limit: 64)) for good?") else {
      throw CommandFailure.declined
    }
    return try await town.change(nil, .deliveryDiscard(name), headline: "🗑️  \(name.printable(limit: 64))")
  }
}

extension DeadLetter {
  /// What commands call it: the signal's GUID or key, or else its entry.
  var name: String { entry.signalID ?? entry.id }
}
