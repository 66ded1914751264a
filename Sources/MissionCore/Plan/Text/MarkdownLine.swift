/// How lines of Markdown begin: the block starts of CommonMark 0.31 that decide whether text is prose.
enum MarkdownLine {
  /// An open fence of a code block.
  struct Fence {
    /// Backtick or tilde.
    var mark: UInt8
    /// How many marks opened it; as many must close it.
    var length: Int
    /// The column at which the enclosing list item's content begins; a line left of it ends the block with the item.
    var container: Int
    /// The last column at which marks close it; further right they are code.
    var lastColumn: Int
  }

  /// A list marker with the white space after it.
  struct Bullet {
    /// Where the item's content begins.
    var content: Int
    /// The column of that place.
    var column: Int
    /// The column that lines of this item are indented to.
    var contentColumn: Int
    /// Whether the content is indented so far that it is a code block.
    var holdsCode: Bool
  }

  /// Skips spaces and tabs: the place and the column of the first other byte. Tabs stop at every fourth column.
  static func skipIndent(_ bytes: [UInt8], from start: Int, column: Int, end: Int) -> (place: Int, column: Int) {
    var place = start
    var column = column
    while place < end, bytes[place].isBlank {
      column += bytes[place] == ASCII.tab ? 4 - column % 4 : 1
      place += 1
    }
    return (place, column)
  }

  /// The bullet or number at `place`.
  static func bullet(_ bytes: [UInt8], at place: Int, column: Int, end: Int) -> Bullet? {
    guard place < end else { return nil }
    var next = place
    switch bytes[place] {
    case ASCII.hyphen, ASCII.asterisk, ASCII.plus: next += 1
    default:
      while next < end, next - place < 9, bytes[next].isDigit { next += 1 }
      guard next > place, next < end, bytes[next] == ASCII.period || bytes[next] == ASCII.rightParenthesis else {
        return nil
      }
      next += 1
    }
    guard next == end || bytes[next].isBlank else { return nil }
    let markerEnd = column + next - place
    let content = skipIndent(bytes, from: next, column: markerEnd, end: end)
    let isEmpty = content.place == end
    let holdsCode = !isEmpty && content.column - markerEnd >= 5
    return Bullet(
      content: content.place, column: content.column,
      contentColumn: isEmpty || holdsCode ? markerEnd + 1 : content.column, holdsCode: holdsCode)
  }

  /// The fence that opens at `place`.
  static func fence(_ bytes: [UInt8], at place: Int, column: Int, end: Int, container: Int) -> Fence? {
    guard place < end, bytes[place] == ASCII.backtick || bytes[place] == ASCII.tilde else { return nil }
    let length = bytes.runLength(at: place, end: end)
    guard length >= 3 else { return nil }
    // A backtick after backticks makes it inline code.
    if bytes[place] == ASCII.backtick, bytes[(place + length)..<end].contains(ASCII.backtick) { return nil }
    return Fence(
      mark: bytes[place], length: length, container: container, lastColumn: max(column, container + 3))
  }

  /// Whether the line's text from `place` closes the fence.
  static func closes(_ fence: Fence, _ bytes: [UInt8], at place: Int, column: Int, end: Int) -> Bool {
    guard place < end, column <= fence.lastColumn, bytes[place] == fence.mark else { return false }
    let length = bytes.runLength(at: place, end: end)
    return length >= fence.length && bytes[(place + length)..<end].allSatisfy(\.isBlank)
  }

  /// Whether a heading (`#` to `######` and a blank) begins at `place`.
  static func isHeading(_ bytes: [UInt8], at place: Int, end: Int) -> Bool {
    guard place < end, bytes[place] == ASCII.hash else { return false }
    let length = bytes.runLength(at: place, end: end)
    return length <= 6 && (place + length == end || bytes[place + length].isBlank)
  }

  /// Whether the line from `place` is a thematic break: three or more of one mark and nothing else.
  static func isBreak(_ bytes: [UInt8], at place: Int, end: Int) -> Bool {
    guard place < end else { return false }
    let mark = bytes[place]
    guard mark == ASCII.hyphen || mark == ASCII.asterisk || mark == ASCII.underscore else { return false }
    var marks = 0
    for byte in bytes[place..<end] {
      guard byte == mark || byte.isBlank else { return false }
      if byte == mark { marks += 1 }
    }
    return marks >= 3
  }

  /// Whether the line from `place` makes the paragraph above it a heading: nothing but `=`, or nothing but `-`.
  static func isUnderline(_ bytes: [UInt8], at place: Int, end: Int) -> Bool {
    guard place < end, bytes[place] == ASCII.equals || bytes[place] == ASCII.hyphen else { return false }
    let length = bytes.runLength(at: place, end: end)
    return bytes[(place + length)..<end].allSatisfy(\.isBlank)
  }

  /// Whether the line from `place` begins a block of its own, and so cannot continue a paragraph.
  static func beginsBlock(_ bytes: [UInt8], at place: Int, end: Int) -> Bool {
    guard place < end else { return true }
    return bytes[place] == ASCII.greater || bytes.holds("<!--", at: place) || isHeading(bytes, at: place, end: end)
      || fence(bytes, at: place, column: 0, end: end, container: 0) != nil || isBreak(bytes, at: place, end: end)
      || bullet(bytes, at: place, column: 0, end: end) != nil
  }
}
