import System

// Within a string.
extension JSONScanner {
  /// Walks plain characters, eight at a time, and returns where it stopped: behind the string's end, or behind a byte
  /// that led to another state. Strings that follow each other without blanks, as in what GitHub sends, are walked
  /// in one go.
  mutating func scanString(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while true {
      let first = index
      index = Self.plainEnd(bytes, from: first)
      if capture != .nothing { keep(UnsafeRawBufferPointer(rebasing: bytes[first..<index])) }
      guard index < bytes.count else { return index }
      guard bytes[index] == UInt8(ascii: "\"") else {
        takeSpecial(bytes[index])
        return index + 1
      }
      endString()
      // Between a key and its value, or a value and the next key, mostly stands one byte.
      let isAtNext = bytes.count - index > 2 && bytes[index + 2] == UInt8(ascii: "\"")
      switch state {
      case .colon where isAtNext && bytes[index + 1] == UInt8(ascii: ":"): beginValue(UInt8(ascii: "\""))
      case .commaOrEnd where isAtNext && isInObject && bytes[index + 1] == UInt8(ascii: ","): beginKey()
      default: return index + 1
      }
      index += 3
    }
  }

  /// A byte of a string that is not plain, and not its end.
  private mutating func takeSpecial(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\\"):
      if capture != .nothing { keep(byte) }
      state = .escape
    case 0x80...:
      beginSequence(byte)
    default:
      // A control character.
      state = .failed
    }
  }

  /// The first byte from `start` on that is not a plain character: a quote, a backslash, a control character, or
  /// beyond ASCII.
  private static func plainEnd(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var index = start
    while bytes.count - index >= 8 {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      // Each term has the high bit of every byte that it is about; a borrow may add bits above the lowest hit, never
      // below it, and only the lowest counts.
      let controls = (word &- (ones &* 0x20)) & ~word
      let quotes = (quote &- ones) & ~quote
      let backslashes = (backslash &- ones) & ~backslash
      let hits = (word | controls | quotes | backslashes) & highs
      if hits != 0 { return index + hits.trailingZeroBitCount >> 3 }
      index += 8
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x20 || byte >= 0x80 || byte == 0x22 || byte == 0x5C { return index }
      index += 1
    }
    return index
  }

  private mutating func endString() {
    switch capture {
    case .nothing: break
    case .key: valueIsAction = JSONString.decoded(captured) == "action"
    case .action: action = JSONString.decoded(captured)
    }
    capture = .nothing
    state = isKey ? .colon : .commaOrEnd
  }

  mutating func takeEscape(_ byte: UInt8) {
    if capture != .nothing { keep(byte) }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      state = .string
    case UInt8(ascii: "u"):
      escapeDigitsLeft = 4
      state = .escapeDigits
    default:
      state = .failed
    }
  }

  mutating func takeEscapeDigit(_ byte: UInt8) {
    if capture != .nothing { keep(byte) }
    guard byte.hexadecimalDigit != nil else {
      state = .failed
      return
    }
    escapeDigitsLeft -= 1
    if escapeDigitsLeft == 0 { state = .string }
  }

  /// A lead byte of UTF-8, by table 3-7 of the Unicode standard: no overlong forms, no surrogates, nothing beyond
  /// U+10FFFF.
  private mutating func beginSequence(_ byte: UInt8) {
    if capture != .nothing { keep(byte) }
    (continuationLow, continuationHigh) = (0x80, 0xBF)
    state = .continuation
    switch byte {
    case 0xC2...0xDF: continuationsLeft = 1
    case 0xE0: (continuationsLeft, continuationLow) = (2, 0xA0)
    case 0xE1...0xEC, 0xEE, 0xEF: continuationsLeft = 2
    case 0xED: (continuationsLeft, continuationHigh) = (2, 0x9F)
    case 0xF0: (continuationsLeft, continuationLow) = (3, 0x90)
    case 0xF1...0xF3: continuationsLeft = 3
    case 0xF4: (continuationsLeft, continuationHigh) = (3, 0x8F)
    default: state = .failed
    }
  }

  mutating func takeContinuation(_ byte: UInt8) {
    if capture != .nothing { keep(byte) }
    guard byte >= continuationLow, byte <= continuationHigh else {
      state = .failed
      return
    }
    (continuationLow, continuationHigh) = (0x80, 0xBF)
    continuationsLeft -= 1
    if continuationsLeft == 0 { state = .string }
  }

  /// Longer than any action GitHub sends, even with every character escaped.
  private static let longestCapture = 512

  private mutating func keep(_ bytes: UnsafeRawBufferPointer) {
    guard captured.count + bytes.count <= Self.longestCapture else {
      capture = .nothing
      return
    }
    captured.append(contentsOf: bytes)
  }

  private mutating func keep(_ byte: UInt8) {
    withUnsafeBytes(of: byte) { keep($0) }
  }
}
