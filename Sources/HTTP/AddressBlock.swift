import Glibc

/// A block of numeric addresses as operators write it: `10.0.0.0/8`, `::1/128`, or one address.
package struct AddressBlock: Sendable, Equatable {
  private let bytes: [UInt8]
  private let bits: Int

  /// Nil where the text is no such block, or has bits behind its prefix.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = parts.first, let bytes = Self.bytes(of: String(first)) else { return nil }
    var bits = bytes.count * 8
    if parts.count == 2 {
      guard !parts[1].isEmpty, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(parts[1]),
        number <= bits
      else { return nil }
      bits = number
    }
    guard Self.cut(bytes, to: bits) == bytes else { return nil }
    self.bytes = bytes
    self.bits = bits
  }

  /// Whether a numeric address lies in it; nothing else does.
  package func contains(_ address: String) -> Bool {
    guard let other = Self.bytes(of: address), other.count == bytes.count else { return false }
    return Self.cut(other, to: bits) == bytes
  }

  /// What counts as one client for limits: an IPv4 address, or the 64 bits that one customer has of IPv6.
  static func share(of address: String) -> String {
    guard address.contains(":"), let bytes = bytes(of: address), bytes.count == 16 else { return address }
    return bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
  }

  /// The binary form, 4 or 16 bytes; nil for what is no numeric address.
  static func bytes(of address: String) -> [UInt8]? {
    let family = address.contains(":") ? AF_INET6 : AF_INET
    var bytes = [UInt8](repeating: 0, count: family == AF_INET6 ? 16 : 4)
    return inet_pton(family, address, &bytes) == 1 ? bytes : nil
  }

  private static func cut(_ bytes: [UInt8], to bits: Int) -> [UInt8] {
    bytes.enumerated().map { place, byte in
      let kept = min(8, max(0, bits - place * 8))
      return kept == 8 ? byte : byte & ~(0xFF >> UInt8(kept))
    }
  }
}

extension [AddressBlock] {
  /// The address of the client behind trusted proxies: the last in `X-Forwarded-For` that no trusted proxy has. What
  /// stands before it was written by somebody else; where the other end is no trusted proxy, all of it was.
  func client(of peer: String, forwardedFor values: [String]) -> String {
    func isTrusted(_ address: String) -> Bool { contains { $0.contains(address) } }
    guard isTrusted(peer) else { return peer }
    var client = peer
    for word in values.joined(separator: ",").split(separator: ",").reversed() {
      let address = String(word).trimmingBlanks
      guard let text = Self.plain(address) else { return client }
      client = text
      if !isTrusted(text) { return client }
    }
    return client
  }

  /// The numeric address in one word of the header; nil where it holds something else, such as `unknown` or a port.
  private static func plain(_ word: String) -> String? {
    let mapped = "::ffff:"
    let text = word.lowercased().hasPrefix(mapped) && word.contains(".") ? String(word.dropFirst(mapped.count)) : word
    return AddressBlock.bytes(of: text) == nil ? nil : text
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}
