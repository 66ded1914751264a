extension RedisConnection {
  /// The server's version, from `INFO server`.
  package func serverVersion() async throws(RedisError) -> RedisVersion {
    let reply = try await send(["INFO", "server"])
    guard let version = RedisVersion(infoServer: reply) else {
      throw .unexpectedReply("INFO server without redis_version")
    }
    return version
  }

  /// The server's version; throws `.versionTooOld` below `needed`.
  @discardableResult
  package func requireVersion(
    atLeast needed: RedisVersion = .oldestSupported
  ) async throws(RedisError) -> RedisVersion {
    let found = try await serverVersion()
    guard found >= needed else { throw .versionTooOld(found: "\(found)", needed: "\(needed)") }
    return found
  }
}
