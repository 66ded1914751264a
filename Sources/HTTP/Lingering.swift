import CMicroHTTPD
import Glibc

/// A duplicate of a socket whose request was answered before its body was read.
///
/// libmicrohttpd closes such a connection after the answer. If bytes of the body lie unread then, the system sends a
/// reset, and the reset can overtake the answer on its way to the client. So a duplicate stays open and swallows what
/// still comes, for a bounded time and amount, until the client has seen the end.
struct Lingering {
  let socket: Int32
  private let deadline: UInt64
  private var bytesLeft = 64 << 20

  /// How long a client may go on sending after its answer.
  private static let patience: UInt64 = 5_000_000_000

  /// Nil when the system has no descriptor left; the answer then takes its chance.
  init?(duplicating original: Int32, at now: UInt64) {
    socket = fcntl(original, F_DUPFD_CLOEXEC, 0)
    guard socket >= 0 else { return nil }
    deadline = now &+ Self.patience
  }

  /// Nanoseconds until it ends by itself.
  func timeLeft(at now: UInt64) -> UInt64 { deadline > now ? deadline - now : 0 }

  /// Swallows what has come. False when there is nothing more to wait for.
  mutating func swallow(into buffer: UnsafeMutableRawBufferPointer) -> Bool {
    // A bounded bite, so that one fast sender does not keep the doorkeeper from the door.
    for _ in 0..<16 {
      let count = recv(socket, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
      if count < 0 { return errno == EAGAIN || errno == EINTR }
      guard count > 0, count < bytesLeft else { return false }
      bytesLeft -= count
    }
    return true
  }

  func end() {
    close(socket)
  }
}
