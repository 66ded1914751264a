import Redis

/// What became of a signal. Nothing but `.new` was stored by this call.
package enum Acceptance: Sendable, Equatable {
  /// Stored under the configured durability, as this entry of the stream.
  case new(entry: String)
  /// Stored before, as this entry: the same GUID, through the same hook or another one.
  case duplicate(entry: String)
  /// The same GUID came through the same hook before, with another body: forged or replayed.
  case conflict(entry: String)
  /// The stream has reached its high-water mark, with this many entries.
  case full(length: Int)

  init?(_ reply: RedisReply) {
    guard let parts = reply.array, parts.count == 2, let word = parts[0].text else { return nil }
    switch (word, parts[1].text, parts[1].integer) {
    case ("new", let entry?, _): self = .new(entry: entry)
    case ("duplicate", let entry?, _): self = .duplicate(entry: entry)
    case ("conflict", let entry?, _): self = .conflict(entry: entry)
    case ("full", _, let length?): self = .full(length: length)
    default: return nil
    }
  }
}
