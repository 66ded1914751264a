import Client
import CommandLine
import GitHub
import MissionCore
import MissionStore
import Service
import Views

/// `hook redeliver`: GitHub is to deliver again what never arrived.
struct HookRedeliver: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "hook redeliver", "Let GitHub deliver again what was never acknowledged, or one delivery.",
    operands: [HookInventory.operand],
    flags: HookInventory.flags + [
      Flag("delivery", nil, .values("GUID"), "these deliveries, whatever became of them"),
      Flag("hours", nil, .value("HOURS"), "how far back to look (72)"),
      Flag("dry-run", nil, .toggle, "only say what would be delivered again"),
    ],
    examples: ["signalbox hook redeliver acme/shop", "signalbox hook redeliver acme/shop --delivery 72d3162e"],
    isService: true)

  private let arguments: ParsedArguments
  private let hours: Int

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    self.arguments = arguments
    hours = try arguments.number("hours", in: 1...168) ?? 72
  }

  var deadline: Duration? { .seconds(300) }

  func run(in session: Session) async throws -> ExitCode {
    let inventory = try HookInventory(session, arguments)
    defer { inventory.close() }
    let hook = try await inventory.hook()
    let log = DeliveryLister(
      inventory.github.client(for: inventory.place), hook: hook.reference, priority: .eventDriven)
    do {
      let listing = try await log.deliveries(since: session.surroundings.now().adding(seconds: -hours * 3600))
      let meant = try await meant(listing.deliveries, inventory)
      if !arguments.has("dry-run") {
        for (number, delivery) in meant.enumerated() {
          session.console.progress("Asking GitHub for \(number + 1) of \(meant.count)…")
          try await log.redeliver(delivery.id)
        }
        session.console.progress(nil)
      }
      let verb = arguments.has("dry-run") ? "would be" : "are"
      try session.console.answer(
        Document(place: inventory.place.description, deliveries: meant.map { AttemptDocument($0) }),
        orSay: [
          "📨 \("delivery".counted(meant.count)) \(verb) made again"
        ]
          + Columns.lines(meant.map { ["\($0.event)\($0.action.map { ".\($0)" } ?? "")", $0.guid, $0.ending] }))
      return .success
    } catch let error as HookError {
      session.console.progress(nil)
      throw CommandFailure(error)
    }
  }

  private func meant(_ log: [HookDelivery], _ inventory: HookInventory) async throws -> [HookDelivery] {
    let named = arguments.all("delivery").map { $0.lowercased() }
    guard named.isEmpty else { return try named.map { try one($0, of: log) } }
    let failed = log.unacknowledged.filter(\.isUsed)
    // What the audit has brought in needs no second way.
    guard let town = await inventory.town() else { return failed }
    let held = try await town.store.known(failed.map(\.guid))
    return failed.filter { !held.contains($0.guid) }
  }

  private func one(_ name: String, of log: [HookDelivery]) throws(CommandFailure) -> HookDelivery {
    let found = log.filter { $0.guid.hasPrefix(name) && (name.count >= TownView.shortestPrefix || $0.guid == name) }
    guard let newest = found.first else {
      throw CommandFailure(
        .notFound, "GitHub's log of the last \(hours) hours has no delivery \(name.quotedForPeople)",
        hint: "give more --hours (GitHub keeps three days)")
    }
    guard Set(found.map(\.guid)).count == 1 else {
      throw TownView.ambiguous(name, Array(Set(found.map(\.guid))).sorted())
    }
    return newest
  }

  private struct Document: Encodable {
    let place: String
    let deliveries: [AttemptDocument]
  }
}
