import CMicroHTTPD
import Glibc

// What stands between a connection's socket and libmicrohttpd.
extension Connection {
  /// From now on every byte that comes is looked at before libmicrohttpd sees it.
  func beginGuard() {
    signalbox_guard_sockets { context, bytes, count in
      guard let context else { return count }
      return Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
        .inspect(UnsafeRawBufferPointer(start: bytes, count: count))
    }
    // Unretained: the registry holds the connection until libmicrohttpd has told that it closes the socket, or has
    // stopped.
    signalbox_guard_socket(socket, Unmanaged.passUnretained(self).toOpaque())
  }

  /// The socket's number may soon be somebody else's.
  func endGuard() { signalbox_guard_socket(socket, nil) }

  /// Looks at bytes that libmicrohttpd is about to parse, and says how many of them it gets. Only on its thread.
  private func inspect(_ bytes: UnsafeRawBufferPointer) -> Int {
    if let fault = pendingFault { return refuse(fault) }
    let outcome = framing.feed(bytes)
    guard let fault = outcome.fault else { return bytes.count }
    guard outcome.whole > 0 else { return refuse(fault) }
    // What came whole is answered first; see `refusePending`.
    pendingFault = fault
    return outcome.whole
  }

  /// Refuses what came behind a request that has just been answered. Only on libmicrohttpd's thread.
  func refusePending() {
    guard let fault = pendingFault else { return }
    engine.refuse(self, fault)
    // libmicrohttpd may have nothing more to read that would bring it back to `inspect`.
    shutdown(socket, Int32(SHUT_RDWR))
  }

  private func refuse(_ fault: RequestFraming.Fault) -> Int {
    engine.refuse(self, fault)
    return 0
  }
}
