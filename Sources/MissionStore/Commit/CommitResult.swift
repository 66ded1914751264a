import Redis

/// What became of a commit. Everything was written, or nothing.
package enum CommitResult: Sendable, Equatable {
  /// Everything was written; the mission has this revision now (nil: the commit was about none).
  case committed(revision: Int?)
  /// The mission has moved on since it was read: read it and decide again.
  case conflict
  /// The stream's entry is finished already: there is nothing left to do.
  case gone
  /// Another clerk holds the lease: this one must stop.
  case fenced
  /// The stream has reached its high-water mark: only what takes an entry out of it may put something in.
  case full
  /// This record (`key`, or `key field` in a hash) cannot be read and is therefore not overwritten.
  case unreadable(key: String)

  init?(_ reply: RedisReply, revision: Int?) {
    guard let words = reply.array, let word = words.first?.text else { return nil }
    switch (word, words.dropFirst().first?.text) {
    case ("COMMITTED", _): self = .committed(revision: revision)
    case ("CONFLICT", _): self = .conflict
    case ("GONE", _): self = .gone
    case ("FENCED", _): self = .fenced
    case ("FULL", _): self = .full
    case ("UNREADABLE", let key?): self = .unreadable(key: key)
    default: return nil
    }
  }
}
