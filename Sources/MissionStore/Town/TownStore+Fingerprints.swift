import Redis

extension TownStore {
  /// How long the key is, in bytes.
  private static let keyLength = 32

  /// The random key of the town's fingerprints of secrets; made the first time that somebody asks.
  package func fingerprintKey() async throws(StoreError) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    let made = (0..<Self.keyLength).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let key = RedisArgument.text(keys.fingerprintKey)
    let replies = try await ask([["SET", key, .bytes(made), "NX"], ["GET", key]])
    return replies.last?.bytes ?? made
  }
}
