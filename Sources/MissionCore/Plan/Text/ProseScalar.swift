/// A character outside ASCII, and what it is to a reader of words.
struct ProseScalar {
  /// What it is to a reader of words.
  enum Role {
    /// Belongs to a word.
    case letter
    /// Belongs to a word that has begun; shows nothing by itself (accents, emoji selectors).
    case mark
    /// White space, or without any width.
    case blank
    /// Punctuation, a symbol, an emoji.
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
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      role = .letter
    case .nonspacingMark, .spacingMark, .enclosingMark: role = .mark
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format: role = .blank
    default: role = .other
    }
  }
}
