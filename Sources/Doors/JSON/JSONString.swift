import System

/// JSON's strings, as far as the doors read them.
enum JSONString {
  /// The text between the quotes of a string that is known to be well formed; lone surrogates become U+FFFD.
  static func decoded(_ raw: [UInt8]) -> String {
    guard raw.contains(UInt8(ascii: "\\")) else { return String(decoding: raw, as: UTF8.self) }
    var text = String.UnicodeScalarView()
    var rest = Substring(decoding: raw, as: UTF8.self).unicodeScalars
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        text.append(scalar)
        continue
      }
      switch rest.popFirst() {
      case "u": text.append(escaped(&rest))
      case "b": text.append("\u{8}")
      case "f": text.append("\u{C}")
      case "n": text.append("\n")
      case "r": text.append("\r")
      case "t": text.append("\t")
      case let other?: text.append(other)
      case nil: break
      }
    }
    return String(text)
  }

  private static let replacement: Unicode.Scalar = "\u{FFFD}"

  private static func escaped(_ rest: inout Substring.UnicodeScalarView) -> Unicode.Scalar {
    let unit = codeUnit(&rest)
    guard 0xD800...0xDBFF ~= unit else { return Unicode.Scalar(unit) ?? replacement }
    var ahead = rest
    guard ahead.popFirst() == "\\", ahead.popFirst() == "u" else { return replacement }
    let low = codeUnit(&ahead)
    guard 0xDC00...0xDFFF ~= low else { return replacement }
    rest = ahead
    return Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)) ?? replacement
  }

  private static func codeUnit(_ rest: inout Substring.UnicodeScalarView) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let scalar = rest.popFirst(), let digit = UInt8(exactly: scalar.value)?.hexadecimalDigit else {
        return 0xFFFD
      }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }
}
