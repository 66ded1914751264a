import Doors
import GitHub
import MissionCore
import MissionStore

/// Compares GitHub's logs of deliveries with what was accepted, and brings in what is missing: continuously, and at the
/// start over everything since the last delivery that was settled.
///
/// One auditor per town, under the lease. What it finds goes through the same script as a webhook, so that nothing is
/// there twice whoever is faster.
actor Auditor {
  /// What the auditor works with.
  struct Parts: Sendable {
    var store: TownStore
    var intake: SignalIntake
    var github: GitHubAccess
    /// Where GitHub reaches us, if somebody said.
    var address: HookAddress?
    var clock: @Sendable () -> Timestamp
    /// How often each place is looked at, in seconds.
    var intervalSeconds: Int
    var log: Log
    var metrics: Metrics
  }

  /// Somewhere hooks are, and what is known of ours there.
  private enum Standing {
    case hooks([HookReference], until: Timestamp)
    case absent(reason: String, until: Timestamp)
  }

  /// How long a hook that was found is believed to be there, in seconds.
  private static let hookSeconds = 600
  /// How long a place is left alone whose hooks may not be seen, in seconds.
  private static let deniedSeconds = 3_600

  /// How many attempts of a hook are remembered as settled; more only cost another page.
  private static let settledBound = 20_000

  let parts: Parts
  var audit = DeliveryAudit(start: Timestamp(milliseconds: 0))
  /// The GUIDs that were counted as missed.
  var counted: Set<String> = []
  /// Attempts that are settled, by hook: reading may end where nothing else stands.
  private var settled: [HookReference: Set<Int64>] = [:]
  private var standings: [HookPlace: Standing] = [:]
  private var heard: Set<Int64> = []
  private var storedMarks: [String: Timestamp] = [:]

  init(_ parts: Parts) { self.parts = parts }

  /// Works until cancelled.
  func run() async throws {
    while !Task.isCancelled {
      do {
        try await begin()
        break
      } catch let error as RedisError {
        parts.log.warning("The audit waits for Redis", ["error": "\(error)"])
        try await Task.sleep(for: .seconds(1))
      }
    }
    // What an outage left is looked for at once; after that the places are spread over the interval.
    var isFirst = true
    while !Task.isCancelled {
      let places = await places()
      let pause = Duration.milliseconds(parts.intervalSeconds * 1000 / max(1, places.count))
      for place in places {
        await look(at: place)
        try Task.checkCancellation()
        if !isFirst { try await Task.sleep(for: pause) }
      }
      if isFirst || places.isEmpty { try await Task.sleep(for: .seconds(parts.intervalSeconds)) }
      isFirst = false
    }
  }

  /// Looks at every place once, for a process that ends then. It has no memory of its own: a place that was just found to
  /// have no hook, or to hide it, is left alone, and on a host that no hook was ever set up for nothing is asked at all.
  func round() async throws {
    try await begin()
    let places = await places()
    guard parts.address != nil || !heard.isEmpty || !storedMarks.isEmpty || parts.github.app != nil else { return }
    for note in try await parts.store.auditNotes() {
      guard let problem = note.problem, let place = places.first(where: { $0.key == note.place }) else { continue }
      standings[place] = .absent(reason: problem, until: note.at.adding(seconds: Self.hookSeconds))
    }
    let withHook = Set(storedMarks.keys.compactMap { HookReference($0)?.place.key })
    for place in places where !isSpared(place, places, withHook) { await look(at: place) }
  }

  /// Whether an organisation need not be asked: each of its repositories has a hook of its own.
  private func isSpared(_ place: HookPlace, _ places: [HookPlace], _ withHook: Set<String>) -> Bool {
    guard case .organization(let login) = place, !withHook.contains(place.key) else { return false }
    return places.allSatisfy { other in
      guard case .repository(let name) = other, name.owner.lowercased() == login else { return true }
      return withHook.contains(other.key)
    }
  }

  private func begin() async throws {
    let (start, marks) = try await parts.store.auditMarks()
    var configuration = DeliveryAudit.Configuration()
    configuration.graceSeconds = min(configuration.graceSeconds, max(1, parts.intervalSeconds / 2))
    let watermarks = marks.compactMap { key, time in HookReference(key).map { ($0, time) } }
    storedMarks = marks
    audit = DeliveryAudit(
      start: start, watermarks: Dictionary(watermarks) { first, _ in first }, configuration: configuration)
  }

  private func places() async -> [HookPlace] {
    heard = (try? await parts.store.hooksHeard()).map { Set($0.keys) } ?? heard
    let repositories = (try? await parts.store.activeRepositories()) ?? []
    return HookPlace.all(for: repositories, isApp: parts.github.app != nil)
  }

  // MARK: - One place

  private func look(at place: HookPlace) async {
    let hooks: [HookReference]
    do throws(HookError) {
      hooks = try await self.hooks(of: place)
    } catch {
      return await note(error, at: place)
    }
    guard !hooks.isEmpty else { return }
    do {
      try await examine(hooks, at: place)
    } catch let error as HookError {
      if case .gone = error { standings[place] = nil }
      await note(error, at: place)
    } catch {
      // Redis is away: nothing was settled, and the next round looks again.
      parts.log.warning("An audit's result could not be stored", ["place": "\(place)", "error": "\(error)"])
    }
  }

  private func hooks(of place: HookPlace) async throws(HookError) -> [HookReference] {
    let now = parts.clock()
    switch standings[place] {
    case .hooks(let hooks, let until)? where now < until: return hooks
    case .absent(_, let until)? where now < until: return []
    case .hooks?, .absent?, nil: break
    }
    let finder = HookFinder(address: parts.address, heard: heard)
    let all = try await HookClient(client(for: place), at: place).hooks()
    let ours = finder.ours(all).map(\.reference)
    guard !ours.isEmpty else {
      await rest(
        place, isCovered(place) ? nil : "no hook delivers here; 'signalbox hook install' makes one", Self.hookSeconds)
      return []
    }
    standings[place] = .hooks(ours, until: now.adding(seconds: Self.hookSeconds))
    return ours
  }

  private func examine(_ hooks: [HookReference], at place: HookPlace) async throws {
    var listings: [DeliveryListing] = []
    for hook in hooks {
      listings.append(
        try await lister(hook).deliveries(
          since: audit.since(hook, at: parts.clock()), known: settled[hook] ?? []))
    }
    let held = try await parts.store.known(Set(listings.flatMap { $0.deliveries.map(\.guid) }))
    let findings = audit.examine(listings, held: held, at: parts.clock())
    for listing in listings {
      // Only where nothing is open: what is not listed again could not keep the watermark back.
      let isSettled = listing.isComplete && findings.missing == 0 && findings.young == 0 && findings.postponed == 0
      var known = isSettled ? settled[listing.hook] ?? [] : []
      if known.count > Self.settledBound { known = [] }
      settled[listing.hook] = isSettled ? known.union(listing.deliveries.map(\.id)) : []
    }
    try await heal(findings, at: place)
    try await keepMarks()
  }

  private func keepMarks() async throws {
    let marks = Dictionary(audit.watermarks.map { ($0.key.description, $0.value) }) { first, _ in first }
    let changed = marks.filter { storedMarks[$0.key] != $0.value }
    try await parts.store.noteAuditMarks(changed)
    storedMarks.merge(changed) { $1 }
  }

  // MARK: - What does not work

  private func note(_ error: HookError, at place: HookPlace) async {
    switch error {
    case .permission, .placeNotFound, .notForApps, .github(.forbidden), .github(.unauthorized), .github(.noToken):
      let remedy = error.remedy.map { " (\($0))" } ?? ""
      await rest(place, isCovered(place) ? nil : error.description + remedy, Self.deniedSeconds)
    case .gone, .refused, .secretNotText, .noPayload, .github:
      // It passes, or the next look says more. Counted, and said quietly: an outage of GitHub is no news every minute.
      parts.metrics.audited(.failed)
      parts.log.debug("A log of deliveries could not be read", ["place": "\(place)", "error": "\(error)"])
    }
  }

  /// Leaves a place alone for a while, and says why once.
  private func rest(_ place: HookPlace, _ reason: String?, _ seconds: Int) async {
    let now = parts.clock()
    var isSaid = reason == nil
    if case .absent(let former, _)? = standings[place], former == reason { isSaid = true }
    standings[place] = .absent(reason: reason ?? "", until: now.adding(seconds: seconds))
    guard let reason else { return }
    parts.metrics.audited(.off)
    if !isSaid { parts.log.info("Deliveries are not audited", ["place": "\(place)", "reason": reason]) }
    _ = try? await parts.store.note(AuditNote(place: place.key, at: now, problem: reason), counts: [:])
  }

  /// Whether a place needs no hook of its own. The App's hears for all repositories, an organisation's for its own; and
  /// few owners are organisations with a hook, or let the token see it: `doctor` says that, once.
  private func isCovered(_ place: HookPlace) -> Bool {
    switch place {
    case .app: false
    case .organization: true
    case .repository(let name): hasHook(.app) || hasHook(.organization(name.owner.lowercased()))
    }
  }

  private func hasHook(_ place: HookPlace) -> Bool { if case .hooks? = standings[place] { true } else { false } }

  // MARK: - Clients

  func lister(_ hook: HookReference) -> DeliveryLister { DeliveryLister(client(for: hook.place), hook: hook) }

  private func client(for place: HookPlace) -> GitHubClient { parts.github.client(for: place) }
}

extension GitHubAccess {
  /// The client for the hooks of a place: of its own hook an App asks as itself.
  func client(for place: HookPlace) -> GitHubClient {
    if case .app = place, let app { return app.client }
    return client
  }
}

extension HookPlace {
  /// Where hooks may be that hear of these repositories, the far-reaching ones first: whether one is there decides what
  /// the lack of another means.
  static func all(for repositories: [RepositoryName], isApp: Bool) -> [HookPlace] {
    let owners = Set(repositories.map { $0.owner.lowercased() }).sorted()
    return (isApp ? [.app] : []) + owners.map { .organization($0) } + repositories.map { .repository($0) }
  }

  /// The place in one word, for keys.
  var key: String {
    switch self {
    case .repository(let name): name.folded
    case .organization(let login): login.lowercased()
    case .app: "app"
    }
  }
}
