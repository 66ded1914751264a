import Synchronization

/// Why the town's work does not go on, as long as it does not: written by who works, read by who is asked.
final class Standstill: Sendable {
  private let state = Mutex<String?>(nil)

  /// The reason; nil while work goes on.
  var reason: String? { state.withLock { $0 } }

  /// Work stands still for this reason.
  func begin(_ reason: String) { state.withLock { $0 = reason } }

  /// Work goes on.
  func end() { state.withLock { $0 = nil } }
}
