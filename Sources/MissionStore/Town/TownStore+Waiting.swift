package import MissionCore

extension TownStore {
  /// Waits for the answer to a signal; nil when none came in time. It can be fetched once.
  package func waitForReceipt(_ signalID: String, timeout: Duration) async throws -> [UInt8]? {
    try await pop(keys.receipt(signalID), timeout: timeout)
  }

  /// Waits until something comes for an agent; false when nothing did in time.
  package func waitForWake(agent: Identifier<Agent>, timeout: Duration) async throws -> Bool {
    try await pop(keys.wake(agent: agent), timeout: timeout) != nil
  }

  /// Takes the first of a list, and waits for it on a connection of its own: what follows on this one must not wait.
  private func pop(_ key: String, timeout: Duration) async throws -> [UInt8]? {
    let (seconds, attoseconds) = timeout.components
    let milliseconds = min(max(seconds, 0), 86_400) * 1000 + max(attoseconds, 0) / 1_000_000_000_000_000
    // Zero would wait for ever.
    let wait = max(milliseconds, 1)
    let fraction = String(1000 + wait % 1000).dropFirst()
    let waiting = RedisConnection(to: connection.address)
    defer { waiting.close() }
    let reply = try await withTaskCancellationHandler {
      try await waiting.send(
        ["BLPOP", .text(key), .text("\(wait / 1000).\(fraction)")], timeout: .milliseconds(wait) + .seconds(5))
    } onCancel: {
      waiting.close()
    }
    return reply.array?.last?.bytes
  }
}
