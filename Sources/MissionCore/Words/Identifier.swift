/// The identity of one `Subject`: a UUID in its canonical form (RFC 9562: lower-case, hyphenated).
package struct Identifier<Subject>: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The 36 characters as they stand in keys and records.
  package let text: String

  /// Reads a UUID in any letter case; nil when the text is not one.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 36 else { return nil }
    for (index, byte) in bytes.enumerated() {
      let isHyphenPlace = index == 8 || index == 13 || index == 18 || index == 23
      guard isHyphenPlace ? byte == UInt8(ascii: "-") : byte.isHexDigit else { return nil }
    }
    self.text = text.lowercased()
  }

  /// A UUID of 128 given bits, with version and variant of a (pseudo-)random one.
  package init(high: UInt64, low: UInt64) {
    let versioned = (high & 0xFFFF_FFFF_FFFF_0FFF) | 0x4000
    let varied = (low & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
    let digits = Array(versioned.paddedHex + varied.paddedHex)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index == 8 || index == 12 || index == 16 || index == 20 { text.append("-") }
      text.append(digit)
    }
    self.text = text
  }

  /// The canonical text.
  package var description: String { text }

  /// The order of the canonical text.
  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension Identifier: Codable {
  /// Reads the canonical text.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let identifier = Identifier(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a UUID")
    }
    self = identifier
  }

  /// Writes the canonical text.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension Identifier: CodingKeyRepresentable {
  /// The canonical text, so that a dictionary keyed by identifiers is a JSON object.
  package var codingKey: any CodingKey { TextKey(text) }

  /// Reads the canonical text.
  package init?(codingKey: some CodingKey) { self.init(codingKey.stringValue) }
}

/// A coding key that is just its text.
struct TextKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(_ text: String) { stringValue = text }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension UInt64 {
  /// Sixteen lower-case hexadecimal digits.
  var paddedHex: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension UInt8 {
  /// Whether the byte is an ASCII hexadecimal digit of either case.
  var isHexDigit: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
