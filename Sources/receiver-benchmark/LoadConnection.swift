import Glibc

/// One keep-alive connection of the load.
final class LoadConnection {
  let socket: Int32
  private static let accepted = Array("HTTP/1.1 202".utf8)

  private(set) var sentAt: UInt64 = 0
  private var buffer = [UInt8](repeating: 0, count: 4096)
  private var filled = 0

  init(port: UInt16) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = port.bigEndian
    inet_pton(AF_INET, "127.0.0.1", &name.sin_addr)
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let connected = withUnsafeBytes(of: name) { bytes in
      bytes.baseAddress.map { connect(socket, $0.assumingMemoryBound(to: sockaddr.self), length) } ?? -1
    }
    guard connected == 0 else { throw BenchmarkFailure(what: "the receiver cannot be reached") }
  }

  deinit { close(socket) }

  /// Sends a whole request; blocks for as long as the receiver takes to read it.
  func send(_ request: [UInt8], at now: UInt64) throws {
    sentAt = now
    try send(request[...])
  }

  /// Sends a part of a request; blocks likewise.
  func send(_ part: ArraySlice<UInt8>) throws {
    var rest = part
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { throw BenchmarkFailure(what: "the receiver hung up") }
      rest = rest.dropFirst(count)
    }
  }

  /// Takes what has come; true once the answer is whole. Anything but 202 ends the trial.
  func receive() throws -> Bool {
    let count = buffer.withUnsafeMutableBytes { bytes in
      let room = UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
      return recv(socket, room.baseAddress, room.count, 0)
    }
    guard count > 0 else { throw BenchmarkFailure(what: "the receiver hung up") }
    filled += count
    // The door's answers are JSON objects without objects in them, and nothing comes behind.
    guard buffer[filled - 1] == UInt8(ascii: "}") else { return false }
    guard buffer.starts(with: Self.accepted) else {
      throw BenchmarkFailure(what: "not accepted: " + String(decoding: buffer[..<filled], as: UTF8.self))
    }
    filled = 0
    return true
  }
}
