package import Redis

/// Why a body could not be kept or read back.
package enum BodyError: Error, Sendable, Equatable {
  /// The temporary file could not be made or written; the text is the system's (disk full, no such directory).
  case storage(String)
  /// zstd failed.
  case compression(ZstdError)
  /// The body is not in Redis any more.
  case missing
  /// Redis failed.
  case redis(RedisError)
}
