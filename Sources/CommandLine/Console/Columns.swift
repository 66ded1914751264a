/// Rows of cells as aligned lines.
package enum Columns {
  /// One line per row; the last cell is not padded. Widths are those a terminal shows.
  package static func lines(_ rows: [[String]], indent: String = "   ", gap: String = "  ") -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].terminalWidth : 0 }.max() ?? 0 }
    return rows.map { row in
      var line = indent
      for (column, cell) in row.enumerated() {
        line += cell
        guard row[(column + 1)...].contains(where: { !$0.isEmpty }) else { break }
        line += String(repeating: " ", count: widths[column] - cell.terminalWidth) + gap
      }
      return line
    }
  }
}

extension String {
  /// How many columns a terminal gives the text: colours none, wide characters two.
  var terminalWidth: Int {
    var width = 0
    var isEscape = false
    for character in self {
      if character == "\u{1B}" { isEscape = true }
      if isEscape {
        if character == "m" { isEscape = false }
        continue
      }
      width += character.isWide ? 2 : 1
    }
    return width
  }

  /// The text cut to a number of columns, with `…` where something is missing.
  package func cut(columns: Int) -> String {
    guard terminalWidth > columns else { return self }
    var text = ""
    var width = 0
    var isEscape = false
    var isColored = false
    for character in self {
      if character == "\u{1B}" { (isEscape, isColored) = (true, true) }
      if isEscape {
        text.append(character)
        if character == "m" { isEscape = false }
        continue
      }
      let next = character.isWide ? 2 : 1
      guard width + next < columns else { break }
      text.append(character)
      width += next
    }
    // A colour must not run on into what follows.
    return text + "…" + (isColored ? "\u{1B}[0m" : "")
  }
}

extension [String] {
  /// The lines broken at blanks where they are wider than a terminal; what goes on stands a little further in.
  package func fitted(columns: Int) -> [String] { flatMap { $0.fitted(columns: columns) } }
}

extension String {
  fileprivate func fitted(columns: Int) -> [String] {
    guard terminalWidth > columns else { return [self] }
    let indent = String(prefix { $0 == " " })
    let further = indent + (dropFirst(indent.count).hasPrefix("└─") ? "   " : "  ")
    var lines: [String] = []
    var line = indent
    for word in String(dropFirst(indent.count)).unbroken {
      let isFirst = line == indent || line == further
      // The last column stays free: some terminals begin a new line behind it.
      if !isFirst, line.terminalWidth + 1 + word.terminalWidth >= columns {
        lines.append(line)
        line = further + word
      } else {
        line += (isFirst ? "" : " ") + word
      }
    }
    return lines + [line]
  }

  /// The words between which a line may be broken. A command in quotes is one of them, so that it can be copied.
  private var unbroken: [String] {
    var words: [String] = []
    for word in split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
      if let last = words.last, last.contains("'signalbox"), last.count(where: { $0 == "'" }) % 2 == 1,
        last.terminalWidth + word.terminalWidth < 70
      {
        words[words.count - 1] = "\(last) \(word)"
      } else {
        words.append(word)
      }
    }
    return words
  }
}

extension Character {
  /// Whether terminals give it two columns: East Asian wide and full-width blocks, and emoji (Unicode TR 11).
  fileprivate var isWide: Bool {
    guard let scalar = unicodeScalars.first else { return false }
    if scalar.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}") { return true }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return true
    default: return false
    }
  }
}
