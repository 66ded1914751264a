/// The name of one assertion of a contract, as `VAL-AUTH-001`. It has no short form: `VAL-1` is not `VAL-01`.
package struct AssertionID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The name as it is written.
  package let text: String

  /// Reads `VAL` or `ASSERT`, a hyphen, then upper-case letters, digits and hyphens with at least one digit; at most
  /// 100 characters. Nil for anything else.
  package init?(_ text: some StringProtocol) {
    let bytes = text.utf8
    guard bytes.count <= 100, let start = ["VAL-", "ASSERT-"].first(where: { text.hasPrefix($0) }) else { return nil }
    let rest = bytes.dropFirst(start.utf8.count)
    let isDigit = { (byte: UInt8) in UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
    let upperCase = UInt8(ascii: "A")...UInt8(ascii: "Z")
    guard rest.contains(where: isDigit), rest.allSatisfy({ isDigit($0) || upperCase ~= $0 || $0 == UInt8(ascii: "-") })
    else { return nil }
    self.text = String(text)
  }

  /// The name as it is written.
  package var description: String { text }

  /// The order of the text.
  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension AssertionID: Codable {
  /// Reads the bare name.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let id = AssertionID(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not the name of an assertion")
    }
    self = id
  }

  /// Writes the bare name.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
