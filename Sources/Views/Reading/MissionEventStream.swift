import FoundationEssentials
package import MissionCore
package import MissionStore
package import Redis

/// Follows a mission's event stream: first what is in it, then what comes. It waits in Redis, it does not poll.
package actor MissionEventStream {
  private static let wait = Duration.seconds(20)

  private let connection: RedisConnection
  private let key: String
  private var last: String?

  /// Follows one mission.
  ///
  /// - Parameter connection: blocked while nothing happens; nothing else may use it meanwhile.
  package init(connection: RedisConnection, keys: Keys, mission: Identifier<Mission>) {
    self.connection = connection
    key = keys.events(mission: mission.text)
  }

  /// The next events, oldest first; empty where none came for a while.
  package func next() async throws -> [MissionEvent] {
    guard let last else {
      let entries = try await connection.send(["XREVRANGE", .text(key), "+", "-", "COUNT", 100]).array ?? []
      self.last = entries.first?.array?.first?.text ?? "0-0"
      return entries.reversed().compactMap(event)
    }
    let milliseconds = Int(Self.wait.components.seconds) * 1000
    let reply = try await connection.send(
      ["XREAD", "BLOCK", .integer(milliseconds), "COUNT", 100, "STREAMS", .text(key), .text(last)],
      timeout: Self.wait + .seconds(10))
    let entries = reply.array?.first?.array?.last?.array ?? []
    self.last = entries.last?.array?.first?.text ?? last
    return entries.compactMap(event)
  }

  private func event(_ entry: RedisReply) -> MissionEvent? {
    guard let fields = entry.array?.last?.array,
      let name = stride(from: 0, to: fields.count - 1, by: 2).first(where: { fields[$0].text == "data" }),
      let data = fields[name + 1].bytes
    else { return nil }
    return try? JSONDecoder().decode(MissionEvent.self, from: Data(data))
  }
}
