/// The identity of one `Subject`: a UUID in its canonical form (RFC 9562: lower-case, hyphenated).
package struct Identifier<Subject>: Hashable, Comparable, Sendable, CustomStringConvertible {
  // Kept as numbers: a turn compares and hashes identities thousands of times, and spells a few.
  private let high: UInt64
  private let low: UInt64

  /// Reads a UUID in any letter case; nil when the text is not one.
  package init?(_ text: String) {
    var digits = 0
    var (high, low): (UInt64, UInt64) = (0, 0)
    for (index, byte) in text.utf8.enumerated() {
      if index == 8 || index == 13 || index == 18 || index == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = byte.hexDigitValue, digits < 32 else { return nil }
      if digits < 16 { high = high << 4 | UInt64(digit) } else { low = low << 4 | UInt64(digit) }
      digits += 1
    }
    guard digits == 32 else { return nil }
    (self.high, self.low) = (high, low)
  }

  /// A UUID of 128 given bits, with version and variant of a (pseudo-)random one.
  package init(high: UInt64, low: UInt64) {
    self.high = (high & 0xFFFF_FFFF_FFFF_0FFF) | 0x4000
    self.low = (low & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
  }

  /// The 36 characters as they stand in keys and records.
  package var text: String {
    String(unsafeUninitializedCapacity: 36) { buffer in
      var place = 0
      for index in 0..<32 {
        if index == 8 || index == 12 || index == 16 || index == 20 {
          buffer[place] = UInt8(ascii: "-")
          place += 1
        }
        let digit = UInt8((index < 16 ? high : low) >> UInt64(60 - 4 * (index % 16)) & 15)
        buffer[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
        place += 1
      }
      return place
    }
  }

  /// The canonical text.
  package var description: String { text }

  /// The order of the canonical text.
  package static func < (left: Self, right: Self) -> Bool {
    left.high == right.high ? left.low < right.low : left.high < right.high
  }
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

extension UInt8 {
  /// What the byte is worth as an ASCII hexadecimal digit of either case; nil when it is none.
  fileprivate var hexDigitValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
