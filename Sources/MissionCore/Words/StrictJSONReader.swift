/// Reads the one JSON object (RFC 8259) that a text is, strictly, and knows where it is broken. Depth is bounded, so
/// that no text overflows the stack.
struct StrictJSONReader {
  /// How many objects and lists may lie within one another.
  private static let deepest = 32

  private let scalars: [Unicode.Scalar]
  private var index = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The members of the one object that the text is.
  mutating func document() throws(ProofFault) -> [(name: String, value: ProofValue)] {
    skipSpace()
    let value = try value(depth: 1)
    skipSpace()
    guard index == scalars.count else { throw fault("the end") }
    guard case .members(let members) = value else { throw fault("'{'") }
    return members.map { ($0.name, $0.value) }
  }

  private mutating func value(depth: Int) throws(ProofFault) -> ProofValue {
    guard depth <= Self.deepest else { throw fault("less nesting") }
    switch peek {
    case "{": return .members(try members(depth: depth))
    case "[": return .list(try list(depth: depth))
    case "\"": return .words(try string())
    case "t": return .literal(try word("true"))
    case "f": return .literal(try word("false"))
    case "n":
      _ = try word("null")
      return .nothing
    default: return .literal(try number())
    }
  }

  private mutating func members(depth: Int) throws(ProofFault) -> [ProofValue.Member] {
    var members: [ProofValue.Member] = []
    var names: Set<String> = []
    try take("{")
    skipSpace()
    if peek == "}" {
      index += 1
      return []
    }
    while true {
      skipSpace()
      guard peek == "\"" else { throw fault("a name in quotes") }
      let start = index
      let name = try string()
      guard names.insert(name).inserted else {
        index = start
        throw fault("a name that is not there twice")
      }
      skipSpace()
      try take(":")
      skipSpace()
      members.append(.init(name: name, value: try value(depth: depth + 1)))
      guard try goesOn(until: "}") else { return members }
    }
  }

  private mutating func list(depth: Int) throws(ProofFault) -> [ProofValue] {
    var values: [ProofValue] = []
    try take("[")
    skipSpace()
    if peek == "]" {
      index += 1
      return []
    }
    while true {
      skipSpace()
      values.append(try value(depth: depth + 1))
      guard try goesOn(until: "]") else { return values }
    }
  }

  /// Takes a comma, or the end of an object or list.
  private mutating func goesOn(until end: Unicode.Scalar) throws(ProofFault) -> Bool {
    skipSpace()
    guard peek == "," || peek == end else { throw fault("',' or '\(end)'") }
    defer { index += 1 }
    return peek == ","
  }

  private mutating func string() throws(ProofFault) -> String {
    var text = ""
    try take("\"")
    while let scalar = peek {
      switch scalar {
      case "\"":
        index += 1
        return text
      case "\\":
        index += 1
        text.unicodeScalars.append(try escaped())
      case _ where scalar.value < 0x20: throw fault("an escaped control character")
      default:
        text.unicodeScalars.append(scalar)
        index += 1
      }
    }
    throw fault("'\"'")
  }

  private mutating func escaped() throws(ProofFault) -> Unicode.Scalar {
    guard let scalar = peek else { throw fault("an escape") }
    switch scalar {
    case "\"", "\\", "/":
      index += 1
      return scalar
    case "b": return control("\u{8}")
    case "f": return control("\u{C}")
    case "n": return control("\n")
    case "r": return control("\r")
    case "t": return control("\t")
    case "u":
      index += 1
      let first = try codeUnit()
      if let whole = Unicode.Scalar(first) { return whole }
      // A character beyond the first plane is written as two halves.
      guard first < 0xDC00, peek == "\\" else { throw fault("the second half of a character") }
      index += 1
      try take("u")
      let second = try codeUnit()
      guard 0xDC00...0xDFFF ~= second,
        let whole = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      else { throw fault("the second half of a character") }
      return whole
    default: throw fault("an escape")
    }
  }

  private mutating func control(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    index += 1
    return scalar
  }

  private mutating func codeUnit() throws(ProofFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = peek.flatMap({ Character($0).isASCII ? Character($0).hexDigitValue : nil }) else {
        throw fault("a hexadecimal digit")
      }
      value = value << 4 + UInt32(digit)
      index += 1
    }
    return value
  }

  private mutating func number() throws(ProofFault) -> String {
    let start = index
    if peek == "-" { index += 1 }
    if peek == "0" { index += 1 } else { try digits("a value") }
    if peek == "." {
      index += 1
      try digits("a digit")
    }
    if peek == "e" || peek == "E" {
      index += 1
      if peek == "+" || peek == "-" { index += 1 }
      try digits("a digit")
    }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars[start..<index])
    return text
  }

  private mutating func digits(_ expected: String) throws(ProofFault) {
    let start = index
    while let scalar = peek, "0"..."9" ~= scalar { index += 1 }
    guard index > start else { throw fault(expected) }
  }

  private mutating func word(_ word: String) throws(ProofFault) -> String {
    for scalar in word.unicodeScalars {
      guard peek == scalar else { throw fault("'\(word)'") }
      index += 1
    }
    return word
  }

  private mutating func take(_ scalar: Unicode.Scalar) throws(ProofFault) {
    guard peek == scalar else { throw fault("'\(scalar)'") }
    index += 1
  }

  private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func skipSpace() {
    while let scalar = peek, scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" { index += 1 }
  }

  private func fault(_ expected: String) -> ProofFault {
    let before = scalars[..<min(index, scalars.count)]
    let line = 1 + before.count { $0 == "\n" }
    let column = before.count - (before.lastIndex(of: "\n").map { $0 + 1 } ?? 0) + 1
    return .malformed(line: line, column: column, expected: expected)
  }
}
