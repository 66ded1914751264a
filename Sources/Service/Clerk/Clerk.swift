import Client
import Doors
import FoundationEssentials
import GitHub
import MissionCore
import MissionStore
import Redis

/// Reads the one stream in order, asks the pure core, and commits what follows: the only place where state changes.
///
/// One clerk per town works at a time, by lease; every commit checks the lease, so one that lost it can change nothing.
struct Clerk: Sendable {
  /// What the clerk works with.
  struct Parts: Sendable {
    var store: TownStore
    var reader: SignalReader
    var connection: RedisConnection
    var lease: LeaseToken
    var clock: @Sendable () -> Timestamp
    var log: Log
    var metrics: Metrics
    var webhookActivity: WebhookActivity
    /// The flags by which a command finds this town from anywhere; they stand in prompts.
    var townFlags = ""
    /// Writes what finished items left behind into the library.
    var librarian: Librarian?
    /// Where this town's GitHub shows its pages.
    var hosts = GitHubHosts.gitHub
    /// Whom notices are written for, as the configuration spells them.
    var noticeTargets: [String] = []
    /// The operator's files that agents are told of; nil where there are none.
    var files: HouseFiles?
    /// The missions touched last; who looks for what they need sees them, too.
    var missions = MissionCache(capacity: 256)
    /// Told of a mission after each commit of it: it may have made work due, or be over.
    var moved: @Sendable (Mission) -> Void
    /// Whether GitHub is asked as an App: then what it can reach decides what missions can do.
    var isApp = false
    /// Called when GitHub tells that an App's installations have changed.
    var installationsChanged: @Sendable () -> Void = {}
    /// Told of every delivery that may ask for a mission, before the delivery is done with.
    var deliveryHeard: @Sendable (WebhookEvent, String) async throws -> Void = { _, _ in }
    /// Told of a push that a token is wanted for.
    var pushWanted: @Sendable (PushTokens.Wish) -> Void = { _ in }
    /// Told of a commit that a webhook was about, in a repository of active missions, and that none of them knows.
    var strangerSeen: @Sendable (String, RepositoryName) async -> Void = { _, _ in }
  }

  /// How often a signal's handling may fail before it is set aside.
  static let failureLimit = 3
  /// How often the process may end while the same signal is in hand before that one is taken for the cause. More than
  /// failures: a service that is killed, whatever for, is most often killed over the first signal in line.
  static let interruptionLimit = 10
  /// A webhook's body is at most 25 MiB by GitHub's documentation; anything of ours is far smaller.
  static let bodyLimit = 26 << 20

  let parts: Parts
  var missions: MissionCache { parts.missions }

  init(_ parts: Parts) { self.parts = parts }

  /// Works until cancelled or until the lease is lost. What is not finished then stays pending for the next clerk.
  func run() async throws {
    while !Task.isCancelled { try await handleNext(within: .seconds(5)) }
  }

  /// Handles what is in the stream, and ends when nothing is left.
  ///
  /// - Returns: how many signals there were.
  @discardableResult
  func drain() async throws -> Int {
    var count = 0
    while true {
      let handled = try await handleNext(within: .zero)
      guard handled > 0 else { return count }
      count += handled
    }
  }

  /// Handles the next entries, and says how many there were.
  @discardableResult
  private func handleNext(within patience: Duration) async throws -> Int {
    let entries: [StreamEntry]
    do {
      entries = try await parts.reader.read(count: 64, block: patience)
    } catch {
      try Task.checkCancellation()
      try await pause(after: error, "The stream cannot be read")
      return 0
    }
    for entry in entries {
      try Task.checkCancellation()
      try await seeThrough(entry)
    }
    return entries.count
  }

  /// Sees an entry through: handled, or set aside after three failures; after the first where it cannot end otherwise.
  /// A store that is down is waited for.
  private func seeThrough(_ entry: StreamEntry) async throws {
    var failures = 0
    while true {
      do {
        // Counted before the work, so that a signal that crashes the process counts too. One that comes for the first
        // time is not: every signal would wait for that write, and one that crashes the process is found again.
        let attempt = entry.isFoundAgain ? try await parts.store.noteAttempt(entry: entry.id) : failures + 1
        let interruptions = attempt - 1 - failures
        guard interruptions < Self.interruptionLimit else {
          return try await bury(entry, reason: "its handling ended the process \(interruptions) times")
        }
        do {
          return try await handle(entry)
        } catch let error where Self.isAboutTheSignal(error) {
          failures += 1
          parts.log.error(
            "A signal could not be handled",
            ["entry": entry.id, "signal": entry.signalID ?? "", "attempt": failures, "error": "\(error)"])
          if failures == Self.failureLimit || Self.isSame(error) { return try await bury(entry, reason: "\(error)") }
        }
      } catch  where error.redisFailure != nil {
        missions.removeAll()
        try await pause(after: error, "A signal waits for Redis")
        _ = try? await parts.store.forgiveAttempt(entry: entry.id)
      } catch  where error is LeaseLost || error is CancellationError {
        // Says nothing about the signal: without this, three handovers would make a dead letter of a healthy one.
        _ = try? await parts.store.forgiveAttempt(entry: entry.id)
        throw error
      }
    }
  }

  private static func isAboutTheSignal(_ error: any Error) -> Bool {
    !(error.redisFailure != nil || error is LeaseLost || error is CancellationError)
  }

  /// Whether the same entry would fail the same way for ever: its bytes do not change.
  private static func isSame(_ error: any Error) -> Bool {
    switch error {
    case HandlingError.unreadable, is DecodingError: true
    default: false
    }
  }

  private func handle(_ entry: StreamEntry) async throws {
    switch entry.kind {
    case .delivery: try await handleDelivery(entry)
    case .command: try await handleCommand(entry)
    case .observation, .tick, .report: try await handleInternal(entry)
    case nil: throw HandlingError.unreadable("signal kind \(entry.text("kind") ?? "none")")
    }
    let age = entry.text("received").flatMap { Int64($0) }.map { received in
      Duration.milliseconds(max(0, parts.clock().milliseconds - received))
    }
    parts.metrics.signalHandled(kind: entry.text("kind") ?? "", .applied, age: age)
  }

  private func handleInternal(_ entry: StreamEntry) async throws {
    switch try InternalSignal(entry: entry, body: try await body(of: entry)) {
    case .tick(let mission): try await changeOrFinish(mission, [.tick], finishing: entry)
    case .agentAvailable(let mission): try await changeOrFinish(mission, [.agentAvailable], finishing: entry)
    case .agentFound(let agent): try await takeIn(agent, finishing: entry)
    case .actionEnded(let action, let outcome, let mission):
      try await changeOrFinish(mission, [.actionEnded(action, outcome)], finishing: entry)
    case .recorded(let report, let mission):
      try await publishAnew(mission, [.recorded(report)], finishing: entry, agent: report.agent)
    case .overwritten(let mission): try await publishAnew(mission, [.tick], finishing: entry)
    case .observation(let observation, let mission?):
      try await changeOrFinish(mission, [.observed(observation)], finishing: entry)
    case .observation(let observation, nil): try await distribute([observation], finishing: entry, outcome: nil)
    }
  }

  /// The signal's raw body; empty where it has none.
  func body(of entry: StreamEntry) async throws -> [UInt8] {
    do throws(BodyError) {
      return try await parts.connection.rawBody(of: entry, limit: Self.bodyLimit) ?? []
    } catch {
      if case .redis(let cause) = error { throw cause }
      throw HandlingError.unreadable("its body (\(error))")
    }
  }

  /// Commits, and reads the answer: anything but committed or done before ends the caller's work here.
  func commit(_ commit: Commit) async throws -> CommitResult {
    let result = try await parts.store.commit(commit)
    if result == .fenced { throw LeaseLost() }
    return result
  }

  private func bury(_ entry: StreamEntry, reason: String) async throws {
    parts.log.error(
      "A signal was set aside as a dead letter ('signalbox delivery list' shows it)",
      ["entry": entry.id, "signal": entry.signalID ?? "", "reason": reason])
    var outcome: DeliveryOutcome?
    if entry.kind == .delivery {
      outcome = DeliveryOutcome(
        guid: entry.signalID ?? "", event: entry.text("event") ?? "", action: entry.text("action") ?? "", status: .dead,
        note: reason)
    }
    guard try await parts.store.bury(entry: entry, reason: reason, lease: parts.lease, outcome: outcome) != .fenced
    else { throw LeaseLost() }
  }

  /// Waits a second after a failure of the store: it comes back by itself or an operator mends it.
  private func pause(after error: any Error, _ what: StaticString) async throws {
    parts.log.warning(what, ["error": "\(error)"])
    try await Task.sleep(for: .seconds(1))
  }
}
