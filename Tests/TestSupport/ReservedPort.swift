import Glibc

/// A port of this machine where nobody listens, and that nobody else is given, as long as this object lives: who
/// connects is refused, and a server that is told to listen there can.
package final class ReservedPort: Sendable {
  /// Its number.
  package let number: UInt16
  private let socket: Int32

  /// Takes a free one.
  package init() throws {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { throw Client.Failure(what: "socket", cause: errno) }
    // Servers set it, too: then both may have the port, as long as only one of them listens.
    var on: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    inet_pton(AF_INET, "127.0.0.1", &name.sin_addr)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &name) { name in
      name.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, size) == 0 && getsockname(socket, $0, &size) == 0
      }
    }
    self.socket = socket
    number = UInt16(bigEndian: name.sin_port)
    // All is initialised: deinit closes the socket.
    guard isBound else { throw Client.Failure(what: "bind", cause: errno) }
  }

  deinit { close(socket) }
}
