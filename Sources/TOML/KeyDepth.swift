/// Finds keys of very many parts before the parser sees them.
///
/// tomlplusplus 3.3 bounds nested values but not `a.a.a.…`; it makes a table per part and takes them down recursively,
/// so one long line could exhaust the stack.
struct KeyDepth {
  private static let maximum = 16
  private var state = State.plain
  private var dots = 0
  private var line = 1
  private var lineStart = 0

  private enum State {
    case plain
    case comment
    case text(quote: UInt8, isLong: Bool)
  }

  static func check(_ text: String) throws(TOMLError) {
    let bytes = Array(text.utf8)
    var depth = KeyDepth()
    var index = 0
    while index < bytes.count {
      index += try depth.take(bytes, at: index)
    }
  }

  private init() {}

  /// Looks at one byte, or a few that belong together; returns how many.
  private mutating func take(_ bytes: [UInt8], at index: Int) throws(TOMLError) -> Int {
    let byte = bytes[index]
    if byte == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
    }
    switch state {
    case .comment:
      if byte == UInt8(ascii: "\n") { state = .plain }
      return 1
    case .text(let quote, let isLong):
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { return bytes.startsLine(at: index + 1) ? 1 : 2 }
      if isLong {
        guard bytes.hasThree(quote, at: index) else { return 1 }
        state = .plain
        return 3
      }
      // A line's end ends a broken string too; the parser will say so.
      if byte == quote || byte == UInt8(ascii: "\n") { state = .plain }
      return 1
    case .plain:
      return try takePlain(byte, bytes, at: index)
    }
  }

  private mutating func takePlain(_ byte: UInt8, _ bytes: [UInt8], at index: Int) throws(TOMLError) -> Int {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let isLong = bytes.hasThree(byte, at: index)
      state = .text(quote: byte, isLong: isLong)
      return isLong ? 3 : 1
    case UInt8(ascii: "#"):
      state = .comment
    case UInt8(ascii: "."):
      dots += 1
      guard dots < Self.maximum else {
        throw TOMLError(
          message: "a key of more than \(Self.maximum) parts", line: line, column: index - lineStart + 1)
      }
    case UInt8(ascii: "\n"), UInt8(ascii: "="), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"):
      dots = 0
    default:
      break
    }
    return 1
  }
}

extension [UInt8] {
  fileprivate func hasThree(_ byte: UInt8, at index: Int) -> Bool {
    index + 2 < count && self[index] == byte && self[index + 1] == byte && self[index + 2] == byte
  }

  /// Whether a line's end stands there, which must be counted on its own.
  fileprivate func startsLine(at index: Int) -> Bool {
    index < count && self[index] == UInt8(ascii: "\n")
  }
}
