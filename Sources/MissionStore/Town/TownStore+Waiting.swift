package import MissionCore
import Redis

extension TownStore {
  /// Waits for the answer to a signal; nil when none came in time. It can be fetched once.
  ///
  /// - Parameter blocks: whether this store's own connection waits, where nobody else needs it meanwhile. Else it looks
  ///   again and again, ever less often: the clerk answers within milliseconds, and many may wait at once.
  package func waitForReceipt(
    _ signalID: String, timeout: Duration, blocks: Bool = false
  ) async throws(StoreError) -> [UInt8]? {
    let key = keys.receipt(signalID)
    if blocks { return try await pop(key, timeout: timeout, blocks: true) }
    let deadline = ContinuousClock.now.advanced(by: timeout)
    var pause = Duration.milliseconds(2)
    while true {
      if let receipt = try await read(["LPOP", .text(key)]).bytes { return receipt }
      let rest = ContinuousClock.now.duration(to: deadline)
      guard rest > .zero else { return nil }
      guard (try? await Task.sleep(for: min(pause, rest))) != nil else { throw .redis(.closed) }
      pause = min(pause * 2, .milliseconds(100))
    }
  }

  /// Waits until something comes for an agent; false when nothing did in time.
  ///
  /// - Parameter blocks: whether this store's own connection waits, where nobody else needs it meanwhile.
  package func waitForWake(
    agent: Identifier<Agent>, timeout: Duration, blocks: Bool = false
  ) async throws(StoreError) -> Bool {
    try await pop(keys.wake(agent: agent), timeout: timeout, blocks: blocks) != nil
  }

  /// Takes the first of a list, and waits for it: on a connection of its own unless nothing else goes over this one.
  private func pop(_ key: String, timeout: Duration, blocks: Bool) async throws(StoreError) -> [UInt8]? {
    let (seconds, attoseconds) = timeout.components
    let milliseconds = min(max(seconds, 0), 86_400) * 1000 + max(attoseconds, 0) / 1_000_000_000_000_000
    // Zero would wait for ever.
    let wait = max(milliseconds, 1)
    let fraction = String(1000 + wait % 1000).dropFirst()
    let waiting = blocks ? connection : RedisConnection(to: connection.address)
    defer { if !blocks { waiting.close() } }
    let command: [RedisArgument] = ["BLPOP", .text(key), .text("\(wait / 1000).\(fraction)")]
    let reply = await withTaskCancellationHandler {
      do throws(RedisError) {
        return Result<RedisReply, StoreError>.success(
          try await waiting.send(command, timeout: .milliseconds(wait) + .seconds(5)))
      } catch {
        return .failure(.redis(error))
      }
    } onCancel: {
      waiting.close()
    }
    return try reply.get().array?.last?.bytes
  }
}
