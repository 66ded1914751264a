// Numbers, and the literals true, false and null.
extension JSONScanner {
  /// False when the byte is not of the number: then the number has ended, or the document is none.
  mutating func takeNumber(_ byte: UInt8) -> Bool {
    let isDigit = byte.isDigit
    switch state {
    case .integer where isDigit, .fraction where isDigit, .exponentDigits where isDigit:
      return true
    case .minus where isDigit:
      state = byte == UInt8(ascii: "0") ? .zero : .integer
    case .point where isDigit:
      state = .fraction
    case .exponent where isDigit, .exponentSign where isDigit:
      state = .exponentDigits
    case .zero where byte == UInt8(ascii: "."), .integer where byte == UInt8(ascii: "."):
      state = .point
    case .zero where byte | 0x20 == UInt8(ascii: "e"), .integer where byte | 0x20 == UInt8(ascii: "e"),
      .fraction where byte | 0x20 == UInt8(ascii: "e"):
      state = .exponent
    case .exponent where byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"):
      state = .exponentSign
    case .zero, .integer, .fraction, .exponentDigits:
      state = .commaOrEnd
      return false
    default:
      state = .failed
      return false
    }
    return true
  }

  mutating func beginLiteral(_ text: StaticString) {
    literal = text
    literalOffset = 1
    state = .literal
  }

  mutating func takeLiteral(_ byte: UInt8) {
    guard byte == literal.utf8Start[literalOffset] else {
      state = .failed
      return
    }
    literalOffset += 1
    if literalOffset == literal.utf8CodeUnitCount { state = .commaOrEnd }
  }
}

extension UInt8 {
  /// Whether it is one of `0` to `9`.
  var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
}
