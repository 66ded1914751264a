import Glibc

/// A raw HTTP client: it sends exactly the bytes it is given, at the moment it is told to.
package final class Client: Sendable {
  private let socket: Int32

  /// What went wrong in a conversation.
  package struct Failure: Error {
    /// What was tried.
    package let what: String
    /// The system's error number; 0 without one.
    package let cause: Int32
  }

  /// Connects to this machine. Every read gives up after a minute, so that a broken promise fails and does not hang;
  /// the admin door answers from the cooperative pool, which other tests may keep busy for seconds.
  package init(_ port: UInt16, family: Int32 = AF_INET) throws {
    _ = OwnProcess.isPrepared
    socket = Glibc.socket(family, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { throw Failure(what: "socket", cause: errno) }
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let connected =
      family == AF_INET6
      ? Self.connect(socket, sockaddr_in6(loopback: port)) : Self.connect(socket, sockaddr_in(loopback: port))
    // All is initialised: deinit closes the socket.
    guard connected else { throw Failure(what: "connect", cause: errno) }
  }

  deinit {
    close(socket)
  }

  /// Sends all of it; false when the other end is gone.
  @discardableResult
  package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// Sends all of it; false when the other end is gone.
  @discardableResult
  package func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Tells the other end that nothing more will be sent.
  package func halfClose() {
    shutdown(socket, Int32(SHUT_WR))
  }

  /// Reads one answer, its body by its announced length.
  package func answer(hasBody: Bool = true) throws -> HTTPAnswer {
    var head: [UInt8] = []
    while !head.hasSuffix(Array("\r\n\r\n".utf8)) {
      guard let byte = try read(1).first else { throw Failure(what: "end before an answer: \(head.text)", cause: 0) }
      head.append(byte)
    }
    var answer = try HTTPAnswer(head: head.text)
    if hasBody, answer.status != 100, let length = answer.value(of: "Content-Length").flatMap({ Int($0) }) {
      while answer.body.count < length {
        let more = try read(length - answer.body.count)
        guard !more.isEmpty else { throw Failure(what: "end within a body", cause: 0) }
        answer.body += more
      }
    }
    return answer
  }

  /// Reads until the other end closes (a reset counts as an end), and returns what came.
  package func rest() throws -> String {
    var bytes: [UInt8] = []
    while true {
      do {
        let more = try read(65_536)
        if more.isEmpty { return bytes.text }
        bytes += more
      } catch let failure as Failure where failure.cause == ECONNRESET {
        return bytes.text
      }
    }
  }

  /// The next bytes, at most so many; none at the end.
  package func read(_ count: Int) throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: count)
    let received = recv(socket, &buffer, count, 0)
    guard received >= 0 else { throw Failure(what: "recv", cause: errno) }
    return Array(buffer.prefix(received))
  }

  private static func connect<Name>(_ socket: Int32, _ name: Name) -> Bool {
    withUnsafeBytes(of: name) { bytes in
      guard let base = bytes.baseAddress else { return false }
      return Glibc.connect(socket, base.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count)) == 0
    }
  }
}

extension sockaddr_in {
  fileprivate init(loopback port: UInt16) {
    self.init()
    sin_family = sa_family_t(AF_INET)
    sin_port = port.bigEndian
    inet_pton(AF_INET, "127.0.0.1", &sin_addr)
  }
}

extension sockaddr_in6 {
  fileprivate init(loopback port: UInt16) {
    self.init()
    sin6_family = sa_family_t(AF_INET6)
    sin6_port = port.bigEndian
    inet_pton(AF_INET6, "::1", &sin6_addr)
  }
}
