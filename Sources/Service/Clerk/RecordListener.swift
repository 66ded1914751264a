import MissionCore
import MissionStore
import Redis

/// Hears of what agents of other tools report: they write the town's records themselves and tell nobody here.
///
/// Most of what they write ends in an event on the town's stream, and is looked at when that comes. What ends in none
/// is found on the tick: so are the agents that they make.
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
        var told: Set<Identifier<Mission>> = []
        var search = AgentSearch()
        var searchesAt = ContinuousClock.now.advanced(by: .seconds(tickSeconds))
        while true {
          try await look(alsoAt: told)
          if searchesAt <= .now {
            let found = try await store.strangers(&search)
            try await store.forward(found.map { InternalSignal.agentFound($0) }, under: lease)
            searchesAt = .now.advanced(by: .seconds(tickSeconds))
          }
          told = try await events.waitForOthers(within: .seconds(tickSeconds))
          try Task.checkCancellation()
        }
      } catch  where error.passesByItself {
        try Task.checkCancellation()
        log.warning("The town's records cannot be looked at", ["error": "\(error)"])
        try await Task.sleep(for: .seconds(1))
      }
    }
  }

  /// Looks once, and hands what was found to the clerk. Found again before the clerk has seen to it, it counts once.
  ///
  /// - Parameter told: missions of which another tool told: what it wrote over is published anew, even where no agent
  ///   reports anything.
  func look(alsoAt told: Set<Identifier<Mission>> = []) async throws {
    let found = try await store.recordedReports()
    if !found.isEmpty { log.info("Another tool wrote into the records of tasks", ["tasks": found.count]) }
    let overwritten = told.subtracting(found.map(\.mission)).sorted()
    try await store.forward(
      found.map { InternalSignal.recorded($0.report, for: $0.mission) } + overwritten.map { .overwritten($0) },
      under: lease)
  }
}
