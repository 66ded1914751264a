import CSystem
import Glibc

/// Wakes a thread that waits in `poll`: an eventfd that any thread may ring.
final class Wakeup: Sendable {
  /// Readable while somebody has rung and nobody has drained.
  let descriptor: Int32

  init() {
    descriptor = csystem_eventfd()
    guard descriptor >= 0 else { preconditionFailure("Invalid state: no eventfd to be had (\(errno))") }
  }

  deinit { close(descriptor) }

  /// Makes the descriptor readable. Never blocks: a full counter is as readable as it can be.
  func ring() {
    var one: UInt64 = 1
    _ = write(descriptor, &one, 8)
  }

  /// Makes the descriptor unreadable until the next `ring`.
  func drain() {
    var count: UInt64 = 0
    _ = read(descriptor, &count, 8)
  }
}
