/// What became of a signal, for counting.
package enum SignalResult: String, Sendable, CaseIterable {
  /// It changed something.
  case applied
  /// It was of no use.
  case ignored
  /// It was given up.
  case dead
}
