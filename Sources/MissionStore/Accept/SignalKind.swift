/// What a signal is about. The stream may hold kinds of a newer version: reading gives nil for those.
package enum SignalKind: String, Sendable, CaseIterable {
  /// A webhook's delivery.
  case delivery
  /// What an operator asked for.
  case command
  /// What polling GitHub found.
  case observation
  /// What an agent or an effect brought back.
  case report
  /// Time passed: a mission is to look at itself.
  case tick
}
