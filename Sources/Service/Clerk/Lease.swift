import MissionStore
import Redis

/// Keeps the town's lease while work is done under it.
///
/// One process per town reads the stream. The lease lives in Redis for a few seconds and is renewed well before; every
/// commit checks it there, so a process that was stopped and continued (or cut off) can change nothing afterwards.
struct Lease: Sendable {
  let store: TownStore
  let token: LeaseToken
  /// Names this process to people who ask why another one stands by.
  let holder: String
  let log: Log
  /// How long the lease outlives its holder, in seconds.
  var seconds = 6

  /// Waits for the lease, then works; ends when the work ends or the lease is lost. However the work ends, the lease is
  /// given up with it: the next one need not wait until it runs out.
  func hold(_ work: @escaping @Sendable () async throws -> Void) async throws {
    try await acquire()
    log.info("This process holds the town's lease", ["holder": holder])
    let ending: Result<Void, any Error>
    do {
      ending = .success(
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { try await work() }
          group.addTask { try await keep() }
          defer { group.cancelAll() }
          try await group.next()
        })
    } catch {
      ending = .failure(error)
    }
    // One that is another's by now stays with it.
    _ = try? await store.releaseLease(token)
    try ending.get()
  }

  private func acquire() async throws {
    var isFirst = true
    while true {
      try Task.checkCancellation()
      do {
        switch try await store.acquireLease(token, holder: holder, seconds: seconds) {
        case .held: return
        case .free: continue
        case .heldByOther(let other, let milliseconds):
          if isFirst { log.info("Another process serves this town; standing by", ["holder": other]) }
          isFirst = false
          try await Task.sleep(for: .milliseconds(max(100, min(milliseconds, 2_000))))
        }
      } catch let error as StoreError {
        log.warning("The town's lease cannot be asked for", ["error": "\(error)"])
        try await Task.sleep(for: .seconds(1))
      }
    }
  }

  private func keep() async throws {
    while true {
      try await Task.sleep(for: .milliseconds(seconds * 1000 / 4))
      do {
        guard try await store.renewLease(token, holder: holder, seconds: seconds) == .held else {
          throw LeaseLost()
        }
      } catch let error as StoreError {
        // Redis is away: so is everybody's lease. Commits will say so if another process was faster.
        log.warning("The town's lease could not be renewed", ["error": "\(error)"])
      }
    }
  }
}
