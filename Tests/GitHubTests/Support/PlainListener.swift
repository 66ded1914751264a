import Foundation

/// Accepts one connection after the other and answers whatever comes with a line that is no TLS.
final class PlainListener: Sendable {
  let port: UInt16
  private let listener: Int32

  init() {
    (listener, port) = Loopback.listen()
    Thread.detachNewThread { [listener] in
      while true {
        let socket = accept(listener, nil, nil)
        guard socket >= 0 else { break }
        if Loopback.read(socket) != nil { _ = Loopback.write(Array("220 ready when you are\r\n".utf8), to: socket) }
        close(socket)
      }
      close(listener)
    }
  }

  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
  }
}
