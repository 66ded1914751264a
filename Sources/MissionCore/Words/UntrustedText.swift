/// Text that anybody on the internet may have written. It reaches an agent only quoted, marked, and without what a
/// person reading it on GitHub would not see.
package enum UntrustedText {
  /// The text without HTML comments, control characters and invisible characters, cut to `limit` characters.
  package static func visible(_ text: String, limit: Int = 8_000) -> String {
    var visible = ""
    // One more than is shown, to know whether something is cut.
    var room = limit + 1
    var rest = Substring(text)
    while let start = rest.firstPlace(of: "<!--") {
      append(rest[..<start.lowerBound], to: &visible, &room)
      guard let end = rest[start.upperBound...].firstPlace(of: "-->") else {
        rest = ""
        break
      }
      rest = rest[end.upperBound...]
    }
    append(rest, to: &visible, &room)
    guard room == 0 else { return visible.trimmingSpaces() }
    visible.unicodeScalars.removeLast()
    return visible.trimmingSpaces() + "\n[cut after \(limit) characters]"
  }

  /// One line of visible text, for titles.
  package static func line(_ text: String, limit: Int = 200) -> String {
    let visible = visible(text, limit: limit)
    return visible.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// The visible text as a block in which every line is marked as quoted.
  package static func quoted(_ text: String, limit: Int = 8_000) -> String {
    visible(text, limit: limit).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { "> \($0)" }.joined(separator: "\n")
  }

  /// The end of a text that is no Markdown, as a log is, as a block of quoted lines: nothing in it is a comment, and
  /// what is cut is its beginning.
  package static func quotedEnd(ofLog text: String, limit: Int) -> String {
    let shown = String.UnicodeScalarView(text.unicodeScalars.suffix(limit).filter(isVisible))
    return String(shown).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { "> \($0)" }
      .joined(separator: "\n")
  }

  private static func append(_ text: Substring, to visible: inout String, _ room: inout Int) {
    for scalar in text.unicodeScalars {
      guard room > 0 else { return }
      guard isVisible(scalar) else { continue }
      visible.unicodeScalars.append(scalar)
      room -= 1
    }
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\n" || scalar == "\t" { return true }
    switch scalar.properties.generalCategory {
    // Format characters: zero-width, bidirectional overrides, tags. Nobody sees them; a model reads them.
    case .control, .format, .surrogate, .privateUse, .unassigned: return false
    // Variation selectors, fillers, joiners: invisible though they are marks and letters.
    default: return !scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
