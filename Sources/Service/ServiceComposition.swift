import Client
import CommandLine
import Doors
import FoundationEssentials
import GitHub
import Glibc
import HTTP
import MissionCore
import MissionStore
import System
import Views

/// Puts the service's parts together: doors for what comes in, and the clerk and the poller for what is done with it.
struct ServiceComposition: Sendable {
  let store: ServiceStore
  let configuration: Configuration
  let log: Log
  let metrics: Metrics
  let alarm: Alarm
  let github: GitHubAccess
  /// What signs notices; nil where there is no secret to sign with.
  let notifySecret: Secret?
  let surroundings: Surroundings
  /// Told of each mission that is over.
  let ended: AsyncStream<Identifier<Mission>>.Continuation
  /// Why work does not go on, where it does not.
  let standstill = Standstill()
  /// What asks GitHub beside the clerk and the poller: a slow GitHub holds up no signal.
  let background = BackgroundWork(bound: 256)

  /// The longest pause between two tries to work, in seconds.
  private static let longestPause = 30

  /// Works under the town's lease until cancelled; when the lease is lost, stands by for it again.
  ///
  /// What ends the work otherwise (a record of another type, which another tool made) must not end the receiver with
  /// it: deliveries are still taken in, the reason is said, and work is tried again.
  func work() async throws {
    var pause = 1
    while true {
      let lease = lease()
      let start = ContinuousClock.now
      do {
        metrics.lease(isHeld: false)
        try await lease.hold {
          metrics.lease(isHeld: true)
          defer { metrics.lease(isHeld: false) }
          try await workUnderLease(lease.token)
        }
      } catch is LeaseLost {
        log.warning("The town's lease was lost; standing by")
      } catch {
        try Task.checkCancellation()
        if error is CancellationError { throw error }
        let reason = CommandFailure(error, configuration: configuration).what
        standstill.begin(reason)
        if start + .seconds(60) < .now { pause = 1 }
        log.error("The town's work stands still; it is tried again", ["reason": reason, "seconds": pause])
        try await Task.sleep(for: .seconds(pause))
        pause = min(2 * pause, Self.longestPause)
      }
      try Task.checkCancellation()
    }
  }

  /// Takes the lease once and works until nothing is left to do now.
  func workOnce() async throws {
    let lease = lease()
    try await lease.hold {
      try await withWorkers(lease.token, notifier()) { clerk, poller, auditor, listener, starter in
        await starter.grantKept()
        try await auditor.round()
        try await listener.look()
        var signals = 0
        var looks = 0
        // What a fetch brings may make more work due; a mission that never comes to rest is left to the next time.
        for _ in 0..<20 {
          signals += try await clerk.drain()
          let due = try await poller.round()
          looks += due
          let begun = await background.drain()
          guard due + begun > 0 else { break }
        }
        signals += try await clerk.drain()
        log.info("One round is done", ["signals": signals, "looks": looks])
      }
      // Orders that come meanwhile are kept for the next time, instead of being turned away.
      try await store.town.noteRound()
    }
  }

  private func workUnderLease(_ token: LeaseToken) async throws {
    let notifier = notifier()
    try await withWorkers(token, notifier) { clerk, poller, auditor, listener, starter in
      try await withThrowingTaskGroup(of: Void.self) { group in
        // The first part that ends ends the tenure: without targets there is nothing to run.
        if !notifier.targets.isEmpty { group.addTask { await notifier.run() } }
        group.addTask { await watchNeeds(token, notifier) }
        group.addTask { try await clerk.run() }
        group.addTask { try await poller.run() }
        group.addTask { try await auditor.run() }
        group.addTask { try await listener.run() }
        group.addTask { try await starter.run() }
        defer { group.cancelAll() }
        try await group.next()
      }
    }
  }

  private func notifier() -> Notifier {
    Notifier(
      store: store.questions, targets: configuration.notify.map { ($0, Alarm()) }, secret: notifySecret,
      directory: surroundings.absolute(configuration.data), clock: Timestamp.now, log: log, metrics: metrics)
  }

  /// Twice the tick, at most once a minute: a tick of a second is for trying things out.
  private func auditor() -> Auditor {
    Auditor(
      .init(
        store: store.town, intake: store.intake, client: { [github] in github.client(for: $0) },
        isApp: github.app != nil,
        repositories: configuration.startFrom.isEmpty ? [] : [configuration.repository].compactMap { $0 },
        address: configuration.address, clock: Timestamp.now,
        intervalSeconds: min(60, 2 * configuration.tickSeconds), log: log, metrics: metrics))
  }

  private func poller(
    _ token: LeaseToken, _ webhookActivity: WebhookActivity, _ missions: MissionCache, _ starter: MissionStarter
  ) -> Poller {
    Poller(
      .init(
        store: store.town, lease: token, issues: github.issues, sweptIssues: github.sweptIssues,
        pullRequests: github.pullRequests, sweptPullRequests: github.sweptPullRequests,
        webhookActivity: webhookActivity,
        openPullRequests: github.openPullRequests, comments: github.comments, rights: github.rights,
        commandComments: github.commandComments,
        evidence: github.evidence,
        landings: github.landings,
        habits: github.habits,
        courier: Courier(store: store.town, lease: token, actor: github.actor, known: missions), clock: Timestamp.now,
        tickSeconds: configuration.tickSeconds, log: log, known: missions,
        startOrdered: { comment in
          begin("a start that a listed comment asks for") { await starter.grant(listed: comment) }
        }
      ), alarm: alarm)
  }

  /// Gives a clerk, a poller and an auditor for one tenure. The reader begins with what an earlier clerk left
  /// unfinished.
  private func withWorkers(
    _ token: LeaseToken, _ notifier: Notifier,
    _ work: @escaping @Sendable (Clerk, Poller, Auditor, RecordListener, MissionStarter) async throws -> Void
  ) async throws {
    let reader = SignalReader(address: store.address, keys: store.keys)
    defer { reader.close() }
    try await reader.ensureGroup()
    try await lookAround(token)
    let librarian = Librarian(store: store.town, data: configuration.absoluteData, log: log)
    await librarian.shelve()
    standstill.end()
    let webhookActivity = WebhookActivity()
    let auditor = auditor()
    let finder = CommitFinder(github.commits, clock: Timestamp.now) { [town = store.town] in
      try await town.forward($0, under: token)
    }
    let starter = MissionStarter(
      sources: configuration.startFrom, store: store.town, intake: store.intake, github: github, clock: Timestamp.now,
      log: log)
    let tokens = PushTokens(
      tokens: github.tokens, data: configuration.absoluteData, store: store.town, lease: token, log: log)
    let missions = MissionCache(capacity: 256)
    let clerk = Clerk(
      .init(
        store: store.town, reader: reader, connection: store.connection, lease: token, clock: Timestamp.now, log: log,
        metrics: metrics, webhookActivity: webhookActivity, townFlags: configuration.townFlags, librarian: librarian,
        hosts: github.endpoints.hosts, noticeTargets: configuration.notify.map(\.spelling),
        files: HouseFiles(data: configuration.absoluteData), missions: missions,
        moved: { mission in
          alarm.ring()
          notifier.ring()
          if mission.isOver { ended.yield(mission.id) }
        },
        isApp: github.app != nil,
        installationsChanged: { [app = github.app] in
          app?.tokens.forgetInstallations()
          begin("a new look at the hooks") { await auditor.lookAnew() }
        },
        deliveryHeard: { event, delivery in
          guard let wish = starter.wish(in: event, delivery: delivery) else { return }
          // Before the delivery is done with: whoever is killed in between has lost nothing.
          try await starter.store.keep(wish)
          begin("a start that is asked for on GitHub") { await starter.grant(wish) }
        },
        pushWanted: { wish in begin("a token for a push") { await tokens.grant(wish) } },
        strangerSeen: { sha, repository in begin("a commit's pull requests") { await finder.find(sha, in: repository) }
        }
      ))
    let poller = poller(token, webhookActivity, missions, starter)
    let events = TownEvents(address: store.address, keys: store.keys)
    defer { events.close() }
    let listener = RecordListener(
      store: store.town, events: events, lease: token, tickSeconds: configuration.tickSeconds, log: log)
    // A blocking read does not notice that its task is cancelled; closing its connection ends it.
    try await withTaskCancellationHandler {
      try await work(clerk, poller, auditor, listener, starter)
    } onCancel: {
      reader.close()
      events.close()
    }
  }

  private func begin(_ what: String, _ work: @escaping @Sendable () async -> Void) {
    guard !background.begin(work) else { return }
    log.warning("Too much is under way beside the clerk, or it ends; something was not begun", ["what": what])
  }

  /// At the beginning of a tenure: agents that other tools registered are found, records that cannot be read are named.
  private func lookAround(_ token: LeaseToken) async throws {
    try await store.town.refreshAgentIndex(lease: token)
    try await store.town.refreshRepositoryIndex()
    try await store.town.checkSharedRecords()
    for record in try await store.town.unreadableRecords() {
      log.error("A record cannot be read; it is left alone", ["key": record.key, "reason": record.reason])
    }
  }

  private func lease() -> Lease {
    Lease(
      store: store.town, token: LeaseToken(text: UUID().uuidString.lowercased()), holder: Self.processName, log: log)
  }

  /// The listener for health, numbers and questions.
  func adminDoor(beside receiver: Receiver) -> AdminDoor {
    AdminDoor(
      token: configuration.adminToken, hosts: OwnHosts(configuration.adminHosts), metrics: metrics,
      api: TownAPI(
        view: TownView(store: store.questions, home: configuration.repository), address: store.address,
        keys: store.keys),
      agents: AgentsAPI(
        town: Town(
          session: Session(
            configuration: configuration, surroundings: surroundings,
            console: Console(isJSON: true, surroundings: surroundings)),
          over: store.questionsConnection)),
      readiness: { await health.readiness() },
      refresh: { metrics in
        metrics.listener("public", receiver.counters)
        await health.refresh(metrics, github.governor)
      })
  }

  private var health: Health {
    Health(
      town: store.questions, standstill: standstill, directory: store.directory,
      durability: configuration.redisDurability)
  }

  /// Names this process to people: host and process number.
  static var processName: String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let host = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return "\(host):\(getpid())"
  }
}
