/// The ASCII characters that carry meaning in Markdown and in references.
enum ASCII {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let quotation = UInt8(ascii: "\"")
  static let exclamation = UInt8(ascii: "!")
  static let hash = UInt8(ascii: "#")
  static let ampersand = UInt8(ascii: "&")
  static let apostrophe = UInt8(ascii: "'")
  static let leftParenthesis = UInt8(ascii: "(")
  static let rightParenthesis = UInt8(ascii: ")")
  static let asterisk = UInt8(ascii: "*")
  static let plus = UInt8(ascii: "+")
  static let comma = UInt8(ascii: ",")
  static let hyphen = UInt8(ascii: "-")
  static let period = UInt8(ascii: ".")
  static let slash = UInt8(ascii: "/")
  static let question = UInt8(ascii: "?")
  static let bar = UInt8(ascii: "|")
  static let equals = UInt8(ascii: "=")
  static let colon = UInt8(ascii: ":")
  static let semicolon = UInt8(ascii: ";")
  static let less = UInt8(ascii: "<")
  static let greater = UInt8(ascii: ">")
  static let at = UInt8(ascii: "@")
  static let leftBracket = UInt8(ascii: "[")
  static let backslash = UInt8(ascii: "\\")
  static let rightBracket = UInt8(ascii: "]")
  static let underscore = UInt8(ascii: "_")
  static let backtick = UInt8(ascii: "`")
  static let tilde = UInt8(ascii: "~")
}

extension UInt8 {
  /// Whether the byte is an ASCII digit.
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// Whether the byte is an ASCII letter of either case.
  var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercased) }

  /// Whether the byte is an ASCII letter or digit.
  var isLetterOrDigit: Bool { isLetter || isDigit }

  /// Whether the byte is a space or a tab.
  var isBlank: Bool { self == ASCII.space || self == ASCII.tab }

  /// The lower-case letter for an ASCII upper-case one, otherwise the byte itself.
  var lowercased: UInt8 { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self }
}

extension [UInt8] {
  /// The byte at an index, nil past either end.
  func byte(at index: Int) -> UInt8? { indices.contains(index) ? self[index] : nil }

  /// Whether the lower-case ASCII `text` stands at `index`, in any letter case.
  func holds(_ text: StaticString, at index: Int) -> Bool {
    guard index >= 0, index + text.utf8CodeUnitCount <= count else { return false }
    return text.withUTF8Buffer { wanted in
      for offset in wanted.indices where self[index + offset].lowercased != wanted[offset] { return false }
      return true
    }
  }

  /// How many times the byte at `index` stands there in a row, counted up to `end`.
  func runLength(at index: Int, end: Int) -> Int {
    var next = index
    while next < end, self[next] == self[index] { next += 1 }
    return next - index
  }
}
