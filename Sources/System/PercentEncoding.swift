/// `%41` for `A`, as URLs and forms have it (RFC 3986, section 2.1).
package enum PercentEncoding {
  /// Every byte that is not one of RFC 3986's unreserved characters becomes `%` and two digits.
  package static func encode(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var encoded: [UInt8] = []
    for byte in bytes {
      if isUnreserved(byte) {
        encoded.append(byte)
      } else {
        encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return encoded
  }

  /// The text with everything but RFC 3986's unreserved characters encoded.
  package static func encode(_ text: String) -> String { String(decoding: encode(text.utf8), as: UTF8.self) }

  /// `name=value` pairs behind a question mark; empty without any.
  package static func query(_ items: [(key: String, value: String)]) -> String {
    guard !items.isEmpty else { return "" }
    return "?" + items.map { "\(encode($0.key))=\(encode($0.value))" }.joined(separator: "&")
  }

  /// The text; nil where a `%` is not followed by two hexadecimal digits, and for what is not UTF-8 then.
  ///
  /// - Parameter plusIsSpace: forms and queries write a space as `+`; a path does not.
  package static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst()?.hexadecimalDigit, let low = rest.popFirst()?.hexadecimalDigit else {
          return nil
        }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static let digits = Array("0123456789ABCDEF".utf8)

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
