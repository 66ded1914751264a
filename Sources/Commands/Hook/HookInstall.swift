import Client
import CommandLine
import GitHub
import MissionCore
import Service

/// `hook install`: makes the hook, or repairs the one there is.
struct HookInstall: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "hook install", "Make GitHub's hook that delivers here, or repair it: URL, events, content type, secret.",
    operands: [HookInventory.operand],
    flags: HookInventory.flags + [
      Flag("replace-secret", nil, .toggle, "write our secret into the hook even if it has one"),
      Flag("dry-run", nil, .toggle, "only say what would be done"),
    ],
    examples: [
      "signalbox hook install acme/shop --url https://box.example.com", "signalbox hook install --org acme",
      "signalbox hook install --app",
    ], isService: true)

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(CommandFailure) { self.arguments = arguments }

  var deadline: Duration? { .seconds(60) }

  func run(in session: Session) async throws -> ExitCode {
    let inventory = try HookInventory(session, arguments)
    defer { inventory.close() }
    let found = try await found(inventory)
    let wanted = try await wanted(inventory, found.first)
    let changes = HookChange.plan(
      desired: wanted, found: found.first, replacesSecret: try await replacesSecret(inventory, found.first))
    var document = Document(
      place: inventory.place, changes: changes.map(\.description), isDone: !arguments.has("dry-run"))
    document.surplus = found.dropFirst().compactMap(\.reference.id)
    guard !arguments.has("dry-run") else {
      try session.console.answer(document, orSay: document.lines(session.console.paint))
      return .success
    }
    let (hook, byHand) = try await HookRepair(hooks: inventory.hooks, wanted: wanted).make(changes, on: found.first)
    document.hook = HookDocument(hook)
    document.byHand = byHand.map(\.description)
    if inventory.place != .app {
      let ping = try await inventory.ping(hook.reference)
      document.ping = ping.map { AttemptDocument($0) }
      if let ping, found.isEmpty, ping.isUnanswered { try await takeBack(hook, inventory) }
      document.pingRemedy = ping.map(\.remedy) ?? "GitHub's log shows no ping yet: 'signalbox hook status' later"
    }
    try session.console.answer(document, orSay: document.lines(session.console.paint))
    return document.isWorking ? .success : .failure
  }

  /// A new hook to an address that GitHub cannot reach would only fill GitHub's log with failures, and people would
  /// think that it works.
  private func takeBack(_ hook: Hook, _ inventory: HookInventory) async throws(CommandFailure) {
    let isGone = (try? await inventory.hooks.remove(hook.reference)) != nil
    throw CommandFailure(
      .failure, "GitHub cannot reach \(HookDocument.plain(hook.url)): nothing answered its ping",
      hint: (isGone ? "the hook was removed again" : "remove hook \(hook.reference.id ?? 0) by hand")
        + "; check --url, firewall and that 'signalbox serve' runs. Without a public address polling does the work")
  }

  /// The hooks to repair. Where an address is given, only those that deliver there: another Signalbox's is its own.
  private func found(_ inventory: HookInventory) async throws(CommandFailure) -> [Hook] {
    let (all, ours) = try await inventory.survey()
    guard inventory.place != .app, let address = inventory.session.configuration.address else { return ours }
    return all.meant(for: address)
  }

  private func wanted(_ inventory: HookInventory, _ found: Hook?) async throws -> HookConfiguration {
    let session = inventory.session
    let secret = try await session.signingSecret(inventory.town())
    if let address = session.configuration.address { return HookConfiguration(address: address, secret: secret) }
    // A hook that was found says where it delivers.
    guard let found, let address = try? HookAddress(base: found.url) else {
      throw CommandFailure(
        .usage, "nobody said where GitHub reaches this Signalbox", hint: "give --url https://box.example.com")
    }
    return HookConfiguration(address: address, secret: secret)
  }

  /// GitHub never shows a secret. That it is the wrong one shows in the latest delivery.
  private func replacesSecret(_ inventory: HookInventory, _ found: Hook?) async throws(CommandFailure) -> Bool {
    if arguments.has("replace-secret") { return true }
    guard let found else { return false }
    do throws(HookError) {
      let log = DeliveryLister(
        inventory.github.client(for: inventory.place), hook: found.reference, priority: .eventDriven)
      let since = inventory.session.surroundings.now().adding(seconds: -3 * 86_400)
      return try await log.deliveries(since: since, bound: 1).deliveries.first?.statusCode == 401
    } catch {
      throw CommandFailure(error)
    }
  }

  private struct Document: Encodable {
    let place: String
    let changes: [String]
    let isDone: Bool
    var hook: HookDocument?
    var byHand: [String] = []
    var surplus: [Int64] = []
    var ping: AttemptDocument?
    var pingRemedy: String?

    enum CodingKeys: String, CodingKey {
      case place, changes, hook, ping
      case isDone = "done"
      case byHand = "by_hand"
      case surplus = "surplus_hooks"
      case pingRemedy = "ping_remedy"
    }

    init(place: HookPlace, changes: [String], isDone: Bool) {
      self.place = place.description
      self.changes = changes
      self.isDone = isDone
    }

    var isWorking: Bool { byHand.isEmpty && pingRemedy == nil }

    func lines(_ paint: Paint) -> [String] {
      var lines = ["🪝 Hook of \(place)" + (hook.map { ": \($0.url)" } ?? "")]
      lines += changes.isEmpty ? ["   \(paint.good("nothing to do")): it is as it should be"] : []
      lines += changes.map { "   \(isDone ? "✅" : "⏳") \($0)" }
      lines += byHand.map { "   \(paint.waiting("by hand")), on the App's settings page: \($0)" }
      if !surplus.isEmpty {
        let numbers = surplus.map(String.init).joined(separator: ", ")
        lines.append("   \(paint.waiting("delete hook \(numbers)")): it delivers here too, so every event comes twice")
      }
      if let ping { lines.append("   ping: \(ping.acknowledged ? paint.good("answered") : paint.bad(ping.status))") }
      if let pingRemedy { lines.append("   \(pingRemedy)") }
      return lines
    }
  }
}
