/// Checks a JSON document (RFC 8259) that arrives in pieces of any size, and catches its top-level `action`.
///
/// It keeps nothing of the document but a few bytes, so a body of any size is checked in the memory of one piece. What
/// it accepts: an object, in UTF-8, nested at most ``deepest`` levels. Escaped lone surrogates (`\ud800`) are accepted:
/// the grammar allows them, and GitHub sends them where people wrote them.
struct JSONScanner {
  /// What a document turned out to be.
  enum Verdict: Equatable {
    /// A JSON object; `action` is its first top-level member of that name, if it is a string of ordinary length.
    case object(action: String?)
    /// Anything else.
    case notObject
  }

  /// How many levels of objects and arrays are accepted; the decoder behind us accepts as many.
  static let deepest = 512

  private enum State: UInt8 {
    /// Before the document.
    case start
    /// Behind `{`.
    case keyOrEnd
    /// Behind a comma in an object.
    case key
    case colon
    /// Behind a colon, or behind a comma in an array.
    case value
    /// Behind `[`.
    case valueOrEnd
    /// Behind a value.
    case commaOrEnd
    case string
    case escape
    case escapeDigits
    case continuation
    case minus
    case zero
    case integer
    case point
    case fraction
    case exponent
    case exponentSign
    case exponentDigits
    case literal
    /// Behind the document: white space only.
    case done
    case failed
  }

  /// What of a string is kept.
  private enum Capture: UInt8 {
    case nothing
    case key
    case action
  }

  private var state = State.start
  private var depth = 0
  /// Whether the innermost level is an object.
  private var isInObject = false
  /// The same of the levels around it, one bit each.
  private var outerLevels = SIMD8<UInt64>(repeating: 0)
  private var isKey = false
  private var escapeDigitsLeft = 0
  private var continuationsLeft = 0
  /// What the next continuation byte may be; the first one after a lead byte is restricted further than the others.
  private var continuationLow: UInt8 = 0x80
  private var continuationHigh: UInt8 = 0xBF
  private var literal: StaticString = "null"
  private var literalOffset = 0
  private var capture = Capture.nothing
  private var captured: [UInt8] = []
  private var valueIsAction = false
  private var hasAction = false
  private var action: String?

  init() {}

  /// Takes the next bytes.
  mutating func feed(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    let end = bytes.count
    while index < end {
      switch state {
      case .string:
        index = scanString(bytes, from: index)
        continue
      case .failed:
        return
      case .continuation:
        takeContinuation(bytes[index])
      case .escape:
        takeEscape(bytes[index])
      case .escapeDigits:
        takeEscapeDigit(bytes[index])
      case .literal:
        takeLiteral(bytes[index])
      case .integer where bytes[index].isDigit:
        break
      case .minus, .zero, .integer, .point, .fraction, .exponent, .exponentSign, .exponentDigits:
        // The byte behind a number belongs to what follows: it is looked at once more.
        guard takeNumber(bytes[index]) else { continue }
      case .start, .keyOrEnd, .key, .colon, .value, .valueOrEnd, .commaOrEnd, .done:
        takeStructure(bytes[index])
      }
      index += 1
    }
  }

  /// Takes the next bytes.
  mutating func feed(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { feed($0) }
  }

  /// What the document is, now that it has ended.
  var verdict: Verdict {
    switch state {
    case .done: .object(action: action)
    default: .notObject
    }
  }

  // MARK: - Structure

  private mutating func takeStructure(_ byte: UInt8) {
    if byte <= 0x20 {
      if byte != 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09 { state = .failed }
      return
    }
    switch state {
    case .commaOrEnd:
      switch byte {
      case UInt8(ascii: ","): state = isInObject ? .key : .value
      case UInt8(ascii: "}") where isInObject: close()
      case UInt8(ascii: "]") where !isInObject: close()
      default: state = .failed
      }
    case .colon:
      state = byte == UInt8(ascii: ":") ? .value : .failed
    case .value:
      beginValue(byte)
    case .key, .keyOrEnd:
      if byte == UInt8(ascii: "\"") {
        beginKey()
      } else if state == .keyOrEnd, byte == UInt8(ascii: "}") {
        close()
      } else {
        state = .failed
      }
    case .valueOrEnd:
      if byte == UInt8(ascii: "]") { close() } else { beginValue(byte) }
    case .start:
      if byte == UInt8(ascii: "{") { open(object: true) } else { state = .failed }
    default:
      state = .failed
    }
  }

  private mutating func beginKey() {
    isKey = true
    if depth == 1, !hasAction { beginCapture(.key) }
    state = .string
  }

  private mutating func beginValue(_ byte: UInt8) {
    let isAction = valueIsAction
    if isAction {
      valueIsAction = false
      hasAction = true
    }
    switch byte {
    case UInt8(ascii: "\""):
      isKey = false
      if isAction { beginCapture(.action) }
      state = .string
    case UInt8(ascii: "{"): open(object: true)
    case UInt8(ascii: "["): open(object: false)
    case UInt8(ascii: "t"): beginLiteral("true")
    case UInt8(ascii: "f"): beginLiteral("false")
    case UInt8(ascii: "n"): beginLiteral("null")
    case UInt8(ascii: "-"): state = .minus
    case UInt8(ascii: "0"): state = .zero
    case UInt8(ascii: "1")...UInt8(ascii: "9"): state = .integer
    default: state = .failed
    }
  }

  private mutating func beginCapture(_ what: Capture) {
    capture = what
    captured.removeAll(keepingCapacity: true)
  }

  private mutating func open(object: Bool) {
    guard depth < Self.deepest else {
      state = .failed
      return
    }
    if depth > 0 {
      let bit: UInt64 = 1 << UInt64(depth & 63)
      if isInObject { outerLevels[depth >> 6] |= bit } else { outerLevels[depth >> 6] &= ~bit }
    }
    depth += 1
    isInObject = object
    state = object ? .keyOrEnd : .valueOrEnd
  }

  private mutating func close() {
    depth -= 1
    isInObject = outerLevels[depth >> 6] & (1 << UInt64(depth & 63)) != 0
    state = depth == 0 ? .done : .commaOrEnd
  }

  // MARK: - Strings

  /// Walks plain characters, eight at a time, and returns where it stopped: behind the string's end, or behind a byte
  /// that led to another state. Strings that follow each other without blanks, as in what GitHub sends, are walked
  /// in one go.
  private mutating func scanString(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
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

  private mutating func takeEscape(_ byte: UInt8) {
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

  private mutating func takeEscapeDigit(_ byte: UInt8) {
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

  private mutating func takeContinuation(_ byte: UInt8) {
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

  // MARK: - Numbers and literals

  /// False when the byte is not of the number: then the number has ended, or the document is none.
  private mutating func takeNumber(_ byte: UInt8) -> Bool {
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

  private mutating func beginLiteral(_ text: StaticString) {
    literal = text
    literalOffset = 1
    state = .literal
  }

  private mutating func takeLiteral(_ byte: UInt8) {
    guard byte == literal.utf8Start[literalOffset] else {
      state = .failed
      return
    }
    literalOffset += 1
    if literalOffset == literal.utf8CodeUnitCount { state = .commaOrEnd }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
}
