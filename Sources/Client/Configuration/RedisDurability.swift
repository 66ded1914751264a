/// What is demanded of a Redis before it is trusted with what GitHub was told is stored.
package enum RedisDurability: String, Sendable, CaseIterable {
  /// It keeps what it acknowledged over a restart: `appendonly yes`.
  case required
  /// Whatever it is: what a restart loses is found by the audit and by polling.
  case any
}
