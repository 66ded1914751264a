/// A character outside ASCII, and what it is to a reader of words.
struct ProseScalar {
  /// What it is to a reader of words.
  enum Role: Equatable {
    /// Punctuation that reads as its counterpart of ASCII: full width, or a dash.
    case punctuation(ProseToken)
    /// A number sign of full width.
    case hash
    /// Belongs to a word.
    case letter
    /// Belongs to a word that has begun; shows nothing by itself (accents, emoji selectors).
    case mark
    /// White space, or without any width.
    case blank
    /// An emoji, an arrow or another sign that says nothing to a reader of words.
    case symbol
    /// Other punctuation.
    case other
  }

  /// What it is to a reader of words.
  let role: Role
  /// How many bytes it takes; 1 or more, whatever the bytes are.
  let length: Int

  /// Reads the character whose first byte, 0x80 or more, stands at `place`.
  init(in bytes: [UInt8], at place: Int) {
    var decoder = UTF8()
    var rest = bytes[place..<Swift.min(place + 4, bytes.count)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&rest) else {
      (role, length) = (.other, 1)
      return
    }
    length = UTF8.width(scalar)
    if let token = Self.counterparts[scalar] {
      role = .punctuation(token)
      return
    }
    guard scalar != "\u{FF03}" else {
      role = .hash
      return
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      role = .letter
    case .nonspacingMark, .spacingMark, .enclosingMark: role = .mark
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format: role = .blank
    case .otherSymbol, .mathSymbol, .modifierSymbol: role = .symbol
    default: role = .other
    }
  }

  private static let counterparts: [Unicode.Scalar: ProseToken] = [
    "\u{3001}": .joint, "\u{FF0C}": .joint, "\u{FF1B}": .joint, "\u{FF06}": .joint, "\u{FF0B}": .joint,
    "\u{30FB}": .joint, "\u{00B7}": .joint, "\u{2022}": .joint, "\u{FF1A}": .colon, "\u{FE55}": .colon,
    "\u{FE50}": .joint, "\u{FF08}": .opening,
    "\u{FF09}": .closing, "\u{3002}": .stop,
    "\u{FF0E}": .stop, "\u{FF01}": .stop, "\u{FF1F}": .question, "\u{FF5C}": .bar, "\u{2010}": .hyphen,
    "\u{2011}": .hyphen, "\u{2012}": .hyphen, "\u{2013}": .hyphen, "\u{2014}": .hyphen, "\u{2212}": .hyphen,
    "\u{201C}": .quote, "\u{201D}": .quote, "\u{201E}": .quote, "\u{00AB}": .quote, "\u{00BB}": .quote,
  ]
}
