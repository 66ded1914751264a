import MissionStore

/// `delivery show`: what is known of one delivery.
struct DeliveryShow: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "delivery show", "Show what came of a delivery.", operands: [Operand("GUID", "the delivery, as GitHub names it")],
    examples: ["signalbox delivery show 72d3162e"])

  private static let limit = 1000

  private let guid: String

  init(_ arguments: ParsedArguments) throws(CommandFailure) { guid = arguments.operand(0).lowercased() }

  func run(in session: Session) async throws -> ExitCode {
    let town = try session.town()
    let delivery = try await find(town)
    try session.console.answer(
      DeliveryShownDocument(delivery: delivery),
      orSay: DeliveryLines.one(delivery, at: town.now, paint: session.console.paint))
    return .success
  }

  private func find(_ town: Town) async throws -> DeliveryDocument {
    if let known = try await town.store.delivery(guid) { return DeliveryDocument(known) }
    let all = try await town.store.deliveriesDocument(limit: Self.limit).deliveries
    var seen = Set<String>()
    let meant = all.filter { delivery in
      let isMeant = delivery.guid == guid || (guid.count >= Town.shortestPrefix && delivery.guid.hasPrefix(guid))
      return (isMeant || delivery.entry == guid) && seen.insert(delivery.guid).inserted
    }
    guard let delivery = meant.first else { throw Town.noSuch("delivery", guid, list: "delivery list") }
    guard meant.count == 1 else { throw Town.ambiguous(guid, meant.map(\.guid)) }
    return delivery
  }
}
