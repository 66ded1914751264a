import Client
import Doors
package import GitHub
import MissionCore
import MissionStore
import Redis

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
    /// The client for the hooks of a place.
    var client: @Sendable (HookPlace) -> GitHubClient
    /// Whether Signalbox is a GitHub App.
    var isApp: Bool
    /// Repositories that are looked at although no mission names them: where one may be asked for.
    var repositories: [RepositoryName] = []
    /// Where GitHub reaches us, if somebody said.
    var address: HookAddress?
    var clock: @Sendable () -> Timestamp
    /// How often each place is looked at, in seconds.
    var intervalSeconds: Int
    var log: Log
    var metrics: Metrics
    /// How many pages of a log are read before what they say is settled.
    var pageBound = 50
  }

  /// Somewhere hooks are, and what is known of ours there.
  fileprivate enum Standing {
    case hooks([HookReference], until: Timestamp)
    case absent(reason: String, until: Timestamp)
  }

  /// The newest part of a log. Once the log has been read to its end, reading it again ends at the first page that
  /// holds nothing but this part.
  struct Calm {
    let validator: Validator?
    let ids: Set<Int64>
  }

  /// How long a place is believed to have no hook, in seconds. One that speaks ends that at once.
  private static let hookSeconds = 600
  /// How long nobody asks for the hooks of a place that has one, or needs none, in seconds: its log says that it is
  /// gone.
  private static let restSeconds = 3_600
  /// How long a place is left alone whose hooks may not be seen, in seconds.
  private static let deniedSeconds = 3_600

  /// The same where the token was refused or none is to be had: that may change any moment, by a rotation or because an
  /// App is installed.
  private static let tokenlessSeconds = 60

  let parts: Parts
  var audit = DeliveryAudit(start: Timestamp(milliseconds: 0))
  /// The GUIDs that were counted as missed.
  var counted: Set<String> = []
  /// The attempts that are settled, by hook: reading a log ends at the first page that holds no others.
  var settled: [HookReference: Set<Int64>] = [:]
  /// What the newest page of a settled log is known by: while it is the same, nothing happened.
  var validators: [HookReference: Validator] = [:]
  /// The newest parts of logs in all of whose parts read so far nothing is open.
  var calm: [HookReference: Calm] = [:]
  /// Where reading a log that is longer than one reading goes on.
  var resumptions: [HookReference: PageCursor] = [:]
  private var standings: [HookPlace: Standing] = [:]
  private var seenHooks: Set<Int64> = []
  private var storedMarks: [String: Timestamp] = [:]

  init(_ parts: Parts) { self.parts = parts }

  /// Works until cancelled.
  func run() async throws {
    while !Task.isCancelled {
      do {
        try await begin()
        break
      } catch  where error.redisFailure != nil {
        parts.log.warning("The audit waits for Redis", ["error": "\(error)"])
        try await Task.sleep(for: .seconds(1))
      }
    }
    // What an outage left is looked for at once; after that the places are spread over the interval.
    try await tour()
    try await Task.sleep(for: .seconds(parts.intervalSeconds))
    while true {
      let places = await places()
      let pause = Duration.milliseconds(parts.intervalSeconds * 1000 / max(1, places.count))
      for place in places {
        await look(at: place)
        try await Task.sleep(for: pause)
      }
      if places.isEmpty { try await Task.sleep(for: pause) }
    }
  }

  /// Looks at every place once, with the memory of earlier looks.
  func tour() async throws {
    for place in await places() {
      await look(at: place)
      try Task.checkCancellation()
    }
  }

  /// Forgets which places have no hook or hide them: something about that has changed.
  func lookAnew() { standings = standings.filter { $0.value.isPresent } }

  /// Looks at every place once, for a process that ends then. It has no memory of its own: a place that was just found
  /// to have no hook, or to hide it, is left alone, and on a host that no hook was ever set up for nothing is asked at
  /// all.
  func round() async throws {
    try await begin()
    let places = await places()
    guard parts.address != nil || !seenHooks.isEmpty || !storedMarks.isEmpty || parts.isApp else { return }
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

  /// Reads up to where earlier audits came.
  func begin() async throws {
    let (start, marks) = try await parts.store.auditMarks()
    var configuration = DeliveryAudit.Configuration()
    configuration.graceSeconds = min(configuration.graceSeconds, max(1, parts.intervalSeconds / 2))
    let watermarks = marks.compactMap { key, time in HookReference(key).map { ($0, time) } }
    storedMarks = marks
    audit = DeliveryAudit(
      start: start, watermarks: Dictionary(watermarks) { first, _ in first }, configuration: configuration)
  }

  private func places() async -> [HookPlace] {
    let known = seenHooks
    seenHooks = (try? await parts.store.seenHooks()).map { Set($0.keys) } ?? seenHooks
    // A hook that speaks for the first time was just made: where none was, one may be.
    if !seenHooks.isSubset(of: known) { lookAnew() }
    let active = (try? await parts.store.activeRepositories()) ?? []
    return HookPlace.all(for: active + parts.repositories.filter { !active.contains($0) }, isApp: parts.isApp)
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
    let finder = HookFinder(address: parts.address, seenHooks: seenHooks)
    let all = try await HookClient(client(for: place), at: place).hooks()
    let ours = finder.ours(all).map(\.reference)
    guard !ours.isEmpty else {
      let isCovered = isCovered(place)
      await rest(
        place, isCovered ? nil : AuditNote.noHook,
        isCovered ? Self.restSeconds : Self.hookSeconds)
      return []
    }
    standings[place] = .hooks(ours, until: now.adding(seconds: Self.restSeconds))
    return ours
  }

  func keepMarks() async throws {
    let marks = Dictionary(audit.watermarks.map { ($0.key.description, $0.value) }) { first, _ in first }
    let changed = marks.filter { storedMarks[$0.key] != $0.value }
    try await parts.store.noteAuditMarks(changed)
    storedMarks.merge(changed) { $1 }
  }

  // MARK: - What does not work

  private func note(_ error: HookError, at place: HookPlace) async {
    switch error {
    case .permission, .placeNotFound, .notForApps, .github(.forbidden), .github(.unauthorized), .github(.noToken):
      await rest(
        place, isCovered(place) ? nil : "\(error) (\(error.remedy))",
        error.isAboutToken ? Self.tokenlessSeconds : Self.deniedSeconds)
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

  private func client(for place: HookPlace) -> GitHubClient { parts.client(place) }
}

extension Auditor.Standing {
  fileprivate var isPresent: Bool { if case .hooks = self { true } else { false } }
}

extension HookError {
  /// Whether the token is the matter, and not what it may do.
  var isAboutToken: Bool {
    switch self {
    case .github(.unauthorized), .github(.noToken): true
    default: false
    }
  }
}

extension GitHubAccess {
  /// The client for the hooks of a place: of its own hook an App asks as itself.
  package func client(for place: HookPlace) -> GitHubClient {
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
  package var key: String {
    switch self {
    case .repository(let name): name.folded
    case .organization(let login): login.lowercased()
    case .app: "app"
    }
  }
}
