import Foundation
import TestSupport

/// Holds threads back until as many have come as were expected, or the time is over.
final class Rendezvous: @unchecked Sendable {
  // @unchecked: the counters are touched under the condition's lock only.
  private let condition = NSCondition()
  private let expected: Int
  private var arrived = 0
  private var gaveUp = false

  init(_ expected: Int) {
    self.expected = expected
  }

  /// Whether all who were expected were there at the same time.
  var wasComplete: Bool {
    condition.withLock { arrived >= expected && !gaveUp }
  }

  func arrive() {
    condition.lock()
    defer { condition.unlock() }
    arrived += 1
    condition.broadcast()
    let deadline = Date(timeIntervalSinceNow: Double(patience))
    while arrived < expected {
      guard condition.wait(until: deadline) else {
        gaveUp = true
        return
      }
    }
  }
}
