package import MissionCore
package import Redis

/// Follows a town's event stream for what other tools write: by it they tell that they have changed a mission.
///
/// It waits in Redis on a connection of its own and asks nothing of it meanwhile.
package actor TownEvents {
  private let connection: RedisConnection
  private let key: String
  private var last: String?

  /// The events of a town from now on.
  package init(address: RedisAddress, keys: Keys, options: RedisConnection.Options = .init()) {
    connection = RedisConnection(to: address, options: options)
    key = keys.events
  }

  /// Ends a wait that is under way, and every later one.
  package nonisolated func close() { connection.close() }

  /// Remembers where the stream ends now: what comes later is heard.
  package func begin() async throws(RedisError) {
    let newest = try await connection.send(["XREVRANGE", .text(key), "+", "-", "COUNT", 1]).entries()
    last = newest.first?.id ?? "0-0"
  }

  /// Waits until another tool has written an event, and says of which missions; of none where none came in time. Events
  /// of our own are passed over.
  package func waitForOthers(within patience: Duration) async throws(RedisError) -> Set<Identifier<Mission>> {
    let deadline = ContinuousClock.now.advanced(by: patience)
    while true {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { return [] }
      let milliseconds = max(1, Int(left / .milliseconds(1)))
      let reply = try await connection.send(
        ["XREAD", "BLOCK", .integer(milliseconds), "COUNT", 1000, "STREAMS", .text(key), .text(last ?? "$")],
        timeout: left + .seconds(5))
      let entries = reply.array?.first?.array?.last?.entries() ?? []
      last = entries.last?.id ?? last
      let others = entries.compactMap { TownEventRecord.Origin($0) }.filter { !$0.isOurs }
      if !others.isEmpty { return Set(others.compactMap(\.mission)) }
    }
  }
}
