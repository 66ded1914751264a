import Glibc

/// A numeric address and a port to listen on: `127.0.0.1:8081`, `0.0.0.0:8080`, `[::1]:0`.
package struct ListenAddress: Sendable, Equatable, CustomStringConvertible {
  /// The numeric host without brackets.
  package let host: String
  /// The port; 0 takes a free one.
  package let port: UInt16
  let isIPv6: Bool

  /// An address as an operator writes it. `localhost` means 127.0.0.1; other names are not looked up.
  package init(_ text: String) throws(ServerError) {
    guard let colon = text.lastIndex(of: ":") else { throw .malformedAddress(text) }
    let digits = text[text.index(after: colon)...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(digits) else {
      throw .malformedAddress(text)
    }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = String(host.dropFirst().dropLast())
      guard Self.isNumeric(host, family: AF_INET6) else { throw .malformedAddress(text) }
      self.init(host: host, port: port, isIPv6: true)
    } else {
      if host == "localhost" { host = "127.0.0.1" }
      guard Self.isNumeric(host, family: AF_INET) else { throw .malformedAddress(text) }
      self.init(host: host, port: port, isIPv6: false)
    }
  }

  /// `127.0.0.1` with this port; 0 takes a free one.
  package static func loopback(port: UInt16 = 0) -> ListenAddress {
    ListenAddress(host: "127.0.0.1", port: port, isIPv6: false)
  }

  /// Whether only this machine can reach it.
  package var isLoopback: Bool {
    isIPv6 ? host == "::1" : host.hasPrefix("127.")
  }

  /// As `init(_:)` reads it.
  package var description: String { isIPv6 ? "[\(host)]:\(port)" : "\(host):\(port)" }

  private init(host: String, port: UInt16, isIPv6: Bool) {
    self.host = host
    self.port = port
    self.isIPv6 = isIPv6
  }

  private static func isNumeric(_ host: String, family: Int32) -> Bool {
    // Large enough for either family's binary form.
    withUnsafeTemporaryAllocation(byteCount: 16, alignment: 8) { inet_pton(family, host, $0.baseAddress) == 1 }
  }
}
