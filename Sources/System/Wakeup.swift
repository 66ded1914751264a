import CSystem
import Glibc

/// Wakes a thread that waits in `poll`: an eventfd that any thread may ring.
package final class Wakeup: Sendable {
  /// Readable while somebody has rung and nobody has drained.
  package let descriptor: Int32

  /// Makes one that nobody has rung. Traps when the system has no descriptor left.
  package convenience init() {
    let descriptor = csystem_eventfd()
    guard descriptor >= 0 else { preconditionFailure("Invalid state: no eventfd to be had (\(errno))") }
    self.init(owning: descriptor)
  }

  /// One that nobody has rung; nil when the system has no descriptor left.
  package static func available() -> Wakeup? {
    let descriptor = csystem_eventfd()
    return descriptor >= 0 ? Wakeup(owning: descriptor) : nil
  }

  private init(owning descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Makes the descriptor readable. Never blocks: a full counter is as readable as it can be.
  package func ring() {
    var one: UInt64 = 1
    _ = write(descriptor, &one, 8)
  }

  /// Makes the descriptor unreadable until the next `ring`.
  package func drain() {
    var count: UInt64 = 0
    _ = read(descriptor, &count, 8)
  }
}
