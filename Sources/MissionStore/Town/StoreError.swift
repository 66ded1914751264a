package import Redis

/// Why the store has no answer.
package enum StoreError: Error, Sendable, Equatable {
  /// Redis failed: what was asked may be asked again.
  case redis(RedisError)
  /// The stream has reached its high-water mark: what was to be put in waits until the clerk has made room.
  case full
  /// The record under this key (`key`, or `key field` in a hash) cannot be read. It is left as it is.
  case unreadable(key: String, reason: String)
}

extension StoreError: CustomStringConvertible {
  /// What is wrong, in one line.
  package var description: String {
    switch self {
    case .redis(let error): error.description
    case .full: "the stream of signals is full"
    case .unreadable(let key, let reason): "the record \(key) cannot be read: \(reason)"
    }
  }
}

extension Error {
  /// What Redis failed with, on whichever way it was asked; nil for every other error. It passes by itself or an
  /// operator mends it, and it says nothing about what was being done.
  package var redisFailure: RedisError? {
    switch self as any Error {
    case let failure as RedisError: failure
    case StoreError.redis(let failure): failure
    default: nil
    }
  }

  /// Whether the same may be tried again a little later: Redis failed, or the stream is full.
  package var passesByItself: Bool {
    if case StoreError.full = self as any Error { return true }
    return redisFailure != nil
  }
}
