import Glibc
import TestSupport

/// A connection over which exactly the given bytes go, at the moment they are given.
final class RawConnection: Sendable {
  private let socket: Int32

  struct Failure: Error {
    let what: String
    let cause: Int32
  }

  /// Connects to this machine. Every read gives up after a while, so that a broken promise fails and does not hang.
  init(port: UInt16) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { throw Failure(what: "socket", cause: errno) }
    var limit = timeval(tv_sec: patience, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
    let connected = withUnsafeBytes(of: address) { bytes in
      bytes.baseAddress.map {
        connect(socket, $0.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
      } ?? -1
    }
    guard connected == 0 else { throw Failure(what: "connect", cause: errno) }
  }

  deinit { close(socket) }

  /// Sends all of it.
  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { throw Failure(what: "send", cause: errno) }
      sent += count
    }
  }

  /// Reads up to and including a text, or to the end; returns what came. Blocks only a thread of its own.
  func read(until end: String) async -> String {
    await offPool { [socket] in
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4096)
      while !String(decoding: bytes, as: UTF8.self).contains(end) {
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count > 0 else { break }
        bytes += buffer[..<count]
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
