import CMicroHTTPD
import Glibc

/// Wakes a thread that waits in `poll`.
struct WakeSignal: Sendable {
  let descriptor: Int32

  /// Nil when the system has no descriptor left.
  init?() {
    descriptor = signalbox_event_descriptor()
    guard descriptor >= 0 else { return nil }
  }

  func wake() {
    var one: UInt64 = 1
    _ = write(descriptor, &one, 8)
  }

  func clear() {
    var count: UInt64 = 0
    _ = read(descriptor, &count, 8)
  }

  func close() {
    _ = Glibc.close(descriptor)
  }
}
