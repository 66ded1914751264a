import CMicroHTTPD
import Glibc

/// A bound, listening, non-blocking socket.
struct ListeningSocket: Sendable {
  let descriptor: Int32
  let port: UInt16

  init(_ address: ListenAddress) throws(ServerError) {
    let family = address.isIPv6 ? AF_INET6 : AF_INET
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(family, type, 0)
    guard descriptor >= 0 else { throw .cannotListen(address, errno: errno) }
    guard Self.bind(descriptor, to: address), listen(descriptor, 4096) == 0 else {
      let cause = errno
      close(descriptor)
      switch cause {
      case EADDRINUSE: throw .addressInUse(address)
      case EADDRNOTAVAIL, EACCES: throw .addressNotAvailable(address)
      default: throw .cannotListen(address, errno: cause)
      }
    }
    self.descriptor = descriptor
    self.port = Self.boundPort(of: descriptor)
  }

  /// One waiting client, or the `errno` why there is none (`EAGAIN`: none waits).
  func accept() -> Accepted {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let client = withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { signalbox_accept(descriptor, $0, &length) }
    }
    guard client >= 0 else { return .none(errno) }
    return .client(client, storage, length)
  }

  enum Accepted {
    case client(Int32, sockaddr_storage, socklen_t)
    case none(Int32)
  }

  private static func bind(_ descriptor: Int32, to address: ListenAddress) -> Bool {
    var on: Int32 = 1
    var off: Int32 = 0
    let size = socklen_t(MemoryLayout<Int32>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, size)
    guard address.isIPv6 else {
      var name = sockaddr_in()
      name.sin_family = sa_family_t(AF_INET)
      name.sin_port = address.port.bigEndian
      inet_pton(AF_INET, address.host, &name.sin_addr)
      return Self.bind(descriptor, name)
    }
    // `[::]` serves IPv4 clients too, whatever the system's default.
    setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &off, size)
    var name = sockaddr_in6()
    name.sin6_family = sa_family_t(AF_INET6)
    name.sin6_port = address.port.bigEndian
    inet_pton(AF_INET6, address.host, &name.sin6_addr)
    return Self.bind(descriptor, name)
  }

  private static func bind<Name>(_ descriptor: Int32, _ name: Name) -> Bool {
    withUnsafeBytes(of: name) { bytes in
      guard let base = bytes.baseAddress else { return false }
      return Glibc.bind(descriptor, base.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count)) == 0
    }
  }

  private static func boundPort(of descriptor: Int32) -> UInt16 {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    _ = withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
    }
    // The port lies at the same place in both families' names.
    return withUnsafeBytes(of: storage) { $0.load(fromByteOffset: 2, as: UInt16.self).bigEndian }
  }
}

extension sockaddr_storage {
  /// The numeric address without port. An IPv4 address mapped into IPv6 is written as IPv4, so that limits and logs
  /// see one client as one.
  var addressText: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    withUnsafeBytes(of: self) { bytes in
      guard let base = bytes.baseAddress else { return }
      if Int32(ss_family) == AF_INET6 {
        inet_ntop(AF_INET6, base + 8, &text, socklen_t(text.count))
      } else {
        inet_ntop(AF_INET, base + 4, &text, socklen_t(text.count))
      }
    }
    let written = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let mapped = "::ffff:"
    return written.hasPrefix(mapped) && written.contains(".") ? String(written.dropFirst(mapped.count)) : written
  }
}
