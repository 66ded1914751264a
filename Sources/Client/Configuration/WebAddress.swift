/// An `http` or `https` address with a host and a path, as the base of an API: no user, query or fragment.
struct WebAddress: Sendable, Equatable {
  /// The address without a trailing slash.
  let text: String

  /// Reads an address; nil if it is malformed.
  init?(_ text: String) {
    let lower = text.lowercased()
    guard let scheme = ["https://", "http://"].first(where: { lower.hasPrefix($0) }) else { return nil }
    let rest = text.dropFirst(scheme.count)
    guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !rest.contains(where: { "?#@\\\"<>".contains($0) }) else {
      return nil
    }
    guard Self.isAuthority(rest.prefix { $0 != "/" }) else { return nil }
    var trimmed = rest
    while trimmed.hasSuffix("/") { trimmed = trimmed.dropLast() }
    self.text = scheme + trimmed
  }

  /// Whether nobody on the way can read what is sent there: it is `https`, or this machine.
  var isPrivate: Bool {
    guard text.hasPrefix("http://") else { return true }
    let authority = text.dropFirst("http://".count).prefix { $0 != "/" }
    let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" }.dropFirst() : authority.prefix { $0 != ":" }
    return host == "localhost" || host == "::1" || Self.isLoopback(host)
  }

  /// Whether it is an address of 127.0.0.0/8. A name that only begins like one is somebody else's.
  private static func isLoopback(_ host: Substring) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.first == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  private static func isAuthority(_ text: Substring) -> Bool {
    var host = text
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]"), end > text.index(after: text.startIndex) else { return false }
      let inside = text[text.index(after: text.startIndex)..<end]
      guard inside.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else { return false }
      host = text[text.index(after: end)...]
      return host.isEmpty || isPort(host)
    }
    if let colon = text.firstIndex(of: ":") {
      guard isPort(text[colon...]) else { return false }
      host = text[..<colon]
    }
    return !host.isEmpty && host.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." || $0 == "_" }
  }

  private static func isPort(_ text: Substring) -> Bool {
    let digits = text.dropFirst()
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(digits) else { return false }
    return port > 0
  }
}
