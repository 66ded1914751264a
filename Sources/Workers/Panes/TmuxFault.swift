/// Why tmux did not do what it was asked.
package struct TmuxFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// What it said: one sentence without a full stop.
  package let description: String
}
