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

  enum State: UInt8 {
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
  enum Capture: UInt8 {
    case nothing
    case key
    case action
  }

  var state = State.start
  var depth = 0
  /// Whether the innermost level is an object.
  var isInObject = false
  /// The same of the levels around it, one bit each.
  var outerLevels = SIMD8<UInt64>(repeating: 0)
  var isKey = false
  var escapeDigitsLeft = 0
  var continuationsLeft = 0
  /// What the next continuation byte may be; the first one after a lead byte is restricted further than the others.
  var continuationLow: UInt8 = 0x80
  var continuationHigh: UInt8 = 0xBF
  var literal: StaticString = "null"
  var literalOffset = 0
  var capture = Capture.nothing
  var captured: [UInt8] = []
  var valueIsAction = false
  var hasAction = false
  var action: String?

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

  mutating func takeStructure(_ byte: UInt8) {
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

  mutating func beginKey() {
    isKey = true
    if depth == 1, !hasAction { beginCapture(.key) }
    state = .string
  }

  mutating func beginValue(_ byte: UInt8) {
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

  mutating func beginCapture(_ what: Capture) {
    capture = what
    captured.removeAll(keepingCapacity: true)
  }

  mutating func open(object: Bool) {
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

  mutating func close() {
    depth -= 1
    isInObject = outerLevels[depth >> 6] & (1 << UInt64(depth & 63)) != 0
    state = depth == 0 ? .done : .commaOrEnd
  }
}
