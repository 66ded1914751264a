import MissionCore
import MissionStore

/// Hears of what agents of other tools report: they write the town's records themselves and tell nobody here.
///
/// Most of what they write ends in an event on the town's stream, and is looked at when that comes. What ends in none is
/// found on the tick.
struct RecordListener: Sendable {
  let store: TownStore
  let events: TownEvents
  let lease: LeaseToken
  /// The longest time between two looks, in seconds.
  let tickSeconds: Int
  let log: Log

  /// Listens until cancelled or until the lease is lost.
  func run() async throws {
    while true {
      do {
        try await events.begin()
        while true {
          try await look()
          _ = try await events.waitForOthers(within: .seconds(tickSeconds))
          try Task.checkCancellation()
        }
      } catch let error as RedisError {
        try Task.checkCancellation()
        log.warning("The town's records cannot be looked at", ["error": "\(error)"])
        try await Task.sleep(for: .seconds(1))
      }
    }
  }

  /// Looks once, and hands what was found to the clerk. Found again before the clerk has seen to it, it counts once.
  func look() async throws {
    let found = try await store.recordedReports()
    guard !found.isEmpty else { return }
    log.info("Another tool wrote into the records of tasks", ["tasks": found.count])
    try await store.forward(found.map { .recorded($0.report, for: $0.mission) }, under: lease)
  }
}
