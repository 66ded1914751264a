/// Reads JSON text (RFC 8259) into a ``JSONValue``; nesting is bounded, and no input can make it crash.
///
/// By hand, because Foundation's decoders lose the order of an object's members, and what was sent is shown as it was.
package struct JSONReader {
  /// Why a text is not JSON.
  package enum Fault: Error, Sendable, Equatable {
    case malformed(offset: Int)
    case tooDeep
  }

  /// Deeper nesting is refused, so that hostile text cannot use up the stack.
  static let maximumDepth = 128

  private let bytes: [UInt8]
  private var position = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value the whole of the text stands for. Bytes that are not UTF-8 become replacement characters.
  package static func read(_ bytes: [UInt8]) throws(Fault) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else { throw .malformed(offset: reader.position) }
    return value
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func value(depth: Int) throws(Fault) -> JSONValue {
    guard depth < Self.maximumDepth else { throw .tooDeep }
    skipSpace()
    switch current {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws(Fault) -> JSONValue {
    position += 1
    var members: [JSONValue.Member] = []
    skipSpace()
    if take("}") { return .object(members) }
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw .malformed(offset: position) }
      let name = try string()
      skipSpace()
      guard take(":") else { throw .malformed(offset: position) }
      let value = try value(depth: depth + 1)
      // As most readers do: of two members with one name, the later counts.
      members.removeAll { $0.name == name }
      members.append(JSONValue.Member(name: name, value: value))
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { throw .malformed(offset: position) }
    }
  }

  private mutating func array(depth: Int) throws(Fault) -> JSONValue {
    position += 1
    var values: [JSONValue] = []
    skipSpace()
    if take("]") { return .array(values) }
    while true {
      values.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return .array(values) }
      guard take(",") else { throw .malformed(offset: position) }
    }
  }

  private mutating func string() throws(Fault) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = current {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw .malformed(offset: position - 1)
      default: text.append(byte)
      }
    }
    throw .malformed(offset: position)
  }

  private mutating func escape(into text: inout [UInt8]) throws(Fault) {
    guard let letter = current else { throw .malformed(offset: position) }
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text += String(try codePoint()).utf8
    default: throw .malformed(offset: position - 1)
    }
  }

  /// Reads what follows `\u`, and the second half of a surrogate pair; a lone surrogate is a replacement character.
  private mutating func codePoint() throws(Fault) -> Character {
    let first = try fourDigits()
    if (0xD800..<0xDC00).contains(first), position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    {
      let afterFirst = position
      position += 2
      let second = try fourDigits()
      if (0xDC00..<0xE000).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      {
        return Character(scalar)
      }
      position = afterFirst
    }
    return Character(Unicode.Scalar(first) ?? "\u{FFFD}")
  }

  private mutating func fourDigits() throws(Fault) -> UInt32 {
    guard position + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16),
      bytes[position] != UInt8(ascii: "+")
    else { throw .malformed(offset: position) }
    position += 4
    return value
  }

  private mutating func number() throws(Fault) -> JSONValue {
    let start = position
    while let byte = current, Self.numberBytes.contains(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if let whole = Int(text), !text.hasPrefix("+") { return .integer(whole) }
    guard let value = Double(text), value.isFinite, !text.hasPrefix("+") else { throw .malformed(offset: start) }
    return .number(value)
  }

  private static let numberBytes = Set("+-.0123456789eE".utf8)

  private mutating func word(_ text: String, _ value: JSONValue) throws(Fault) -> JSONValue {
    guard bytes[position...].starts(with: text.utf8) else { throw .malformed(offset: position) }
    position += text.utf8.count
    return value
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }
}
