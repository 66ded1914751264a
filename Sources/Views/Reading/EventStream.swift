import FoundationEssentials
package import MissionCore
package import MissionStore
package import Redis

/// Follows a stream of events, a mission's or the whole town's. It waits in Redis, it does not poll.
package actor EventStream {
  /// How long one look waits for something to happen.
  private static let wait = Duration.seconds(20)

  private let connection: RedisConnection
  private let key: String
  /// How many of those that are there already come first.
  private let earlier: Int
  private var last: String?

  /// Follows one mission: first what is in its stream, then what comes.
  ///
  /// - Parameter connection: blocked while nothing happens; nothing else may use it meanwhile.
  package init(connection: RedisConnection, keys: Keys, mission: Identifier<Mission>) {
    self.connection = connection
    key = keys.events(mission: mission.text)
    earlier = 100
  }

  /// Follows the whole town.
  ///
  /// - Parameter last: the entry after which it goes on, `1714-0`; nil for what comes from now on.
  package init(connection: RedisConnection, keys: Keys, after last: String?) {
    self.connection = connection
    key = keys.events
    earlier = 0
    self.last = last
  }

  /// Whether a text is the place of an entry: `1714000000000-0`.
  package static func isPosition(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { UInt64($0) != nil && $0.first != "+" }
  }

  /// After which entry the next ones come.
  package func position() async throws -> String {
    if let last { return last }
    return try await begin().position
  }

  /// The next events, oldest first; empty where none came for a while. Whoever is cancelled meanwhile waits no longer:
  /// the connection is closed.
  package func next() async throws -> [StreamedEvent] {
    guard let last else { return try await begin().events }
    let milliseconds = Int(Self.wait.components.seconds) * 1000
    let reply = try await withTaskCancellationHandler {
      try await connection.send(
        ["XREAD", "BLOCK", .integer(milliseconds), "COUNT", 100, "STREAMS", .text(key), .text(last)],
        timeout: Self.wait + .seconds(10))
    } onCancel: {
      connection.close()
    }
    let entries = reply.array?.first?.array?.last?.array ?? []
    self.last = entries.last?.array?.first?.text ?? last
    return entries.compactMap(event)
  }

  private func begin() async throws -> (position: String, events: [StreamedEvent]) {
    let newest =
      try await connection.send(
        ["XREVRANGE", .text(key), "+", "-", "COUNT", .integer(max(1, earlier))]).array ?? []
    let position = newest.first?.array?.first?.text ?? "0-0"
    last = position
    return (position, newest.prefix(earlier).reversed().compactMap(event))
  }

  private func event(_ entry: RedisReply) -> StreamedEvent? {
    guard let parts = entry.array, let id = parts.first?.text, let fields = parts.last?.array else { return nil }
    func bytes(_ name: String) -> [UInt8]? {
      stride(from: 0, to: fields.count - 1, by: 2).first { fields[$0].text == name }.flatMap { fields[$0 + 1].bytes }
    }
    guard let data = bytes("data") else { return nil }
    return StreamedEvent(
      id: id, type: bytes("event_type").map { String(decoding: $0, as: UTF8.self) } ?? "", data: data)
  }
}
