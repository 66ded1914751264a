import Client
import CommandLine
import GitHub
import MissionCore
import MissionStore
import Service

/// `hook status`: the hook, what is wrong with it, how its deliveries fared, and how the secrets are used.
struct HookStatus: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "hook status", "Show the hook that delivers here, its faults, its latest deliveries and the use of the secrets.",
    operands: [HookInventory.operand], flags: HookInventory.flags, examples: ["signalbox hook status acme/shop"],
    isService: true)

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(CommandFailure) { self.arguments = arguments }

  var deadline: Duration? { .seconds(60) }

  func run(in session: Session) async throws -> ExitCode {
    let named = try HookInventory(session, arguments)
    defer { named.close() }
    let (inventory, ours) = try await Self.survey(named)
    guard let hook = ours.first else {
      throw CommandFailure(
        .notFound, "no hook of \(inventory.place) delivers here",
        hint: "'signalbox hook install' makes one; with --url it also repairs one that leads elsewhere")
    }
    let problems = try Self.problems(of: hook, session)
    var document = Document(
      place: inventory.place.description, hook: HookDocument(hook, problems: problems),
      deliveries: DeliveryTally(try await log(of: hook, inventory)))
    if case .organization(let login) = inventory.place { document.operand = " --org \(login)" }
    document.surplus = ours.dropFirst().compactMap(\.reference.id)
    if let town = await inventory.town() {
      document.secrets = try await SecretDocument.all(session.webhookSecrets(), town.store)
      let notes = try await town.store.auditNotes()
      document.audit = AuditDocument(
        notes.first { $0.place == inventory.place.key }, counts: try await town.store.auditCounts())
    }
    try session.console.answer(document, orSay: document.lines(session))
    return document.isFine ? .success : .failure
  }

  /// Our hooks of the place that was named; if it has none, or hides them, those of the organisation that hears for it.
  private static func survey(_ named: HookInventory) async throws(CommandFailure) -> (HookInventory, [Hook]) {
    do throws(CommandFailure) {
      let ours = try await named.survey().ours
      if ours.isEmpty, let wider = await inOrganization(named) { return wider }
      return (named, ours)
    } catch {
      guard let wider = await inOrganization(named) else { throw error }
      return wider
    }
  }

  /// Most owners are no organisation, and few tokens may see its hooks: then there is just none to show.
  private static func inOrganization(_ named: HookInventory) async -> (HookInventory, [Hook])? {
    guard let inventory = named.ofOrganization, let ours = try? await inventory.survey().ours, !ours.isEmpty else {
      return nil
    }
    return (inventory, ours)
  }

  /// What would have to be done to a hook.
  static func problems(of hook: Hook, _ session: Session) throws(CommandFailure) -> [HookChange] {
    guard let secret = try session.webhookSecrets().last,
      let address = session.configuration.address ?? (try? HookAddress(base: hook.url))
    else { return [] }
    return HookChange.plan(desired: HookConfiguration(address: address, secret: secret), found: hook)
  }

  private func log(of hook: Hook, _ inventory: HookInventory) async throws(CommandFailure) -> [HookDelivery] {
    do throws(HookError) {
      return try await DeliveryLister(
        inventory.github.client(for: inventory.place), hook: hook.reference, priority: .eventDriven
      ).deliveries(since: inventory.session.surroundings.now().adding(seconds: -3 * 86_400), bound: 1).deliveries
    } catch {
      throw CommandFailure(error)
    }
  }

  private struct Document: Encodable {
    let place: String
    let hook: HookDocument
    let deliveries: DeliveryTally
    /// What to add to `hook install` to mean this place.
    var operand = ""
    var surplus: [Int64] = []
    var secrets: [SecretDocument]?
    var audit: AuditDocument?

    enum CodingKeys: String, CodingKey {
      case place, hook, deliveries, secrets, audit
      case surplus = "surplus_hooks"
    }

    init(place: String, hook: HookDocument, deliveries: DeliveryTally) {
      self.place = place
      self.hook = hook
      self.deliveries = deliveries
    }

    var isFine: Bool { hook.problems.isEmpty && surplus.isEmpty && deliveries.latestIsAcknowledged != false }

    func lines(_ session: Session) -> [String] {
      let paint = session.console.paint
      var lines = [
        "🪝 Hook of \(place): \(hook.url)",
        "   events: \(hook.events.joined(separator: ", "))",
      ]
      lines += hook.problems.isEmpty ? ["   \(paint.good("set up as it should be"))"] : []
      lines += hook.problems.map { "   ⚠️  \($0)" }
      if !hook.problems.isEmpty { lines.append("   'signalbox hook install\(operand)' does that") }
      if !surplus.isEmpty { lines.append("   ⚠️  hooks \(surplus) deliver here too: every event comes twice") }
      lines += deliveries.lines(paint)
      lines += (secrets ?? []).map { "   🔑 \($0.line(at: session.surroundings.now()))" }
      if let audit { lines.append("   🔎 \(audit.line)") }
      return lines
    }
  }
}
