extension String {
  /// The text in quotes, cut, without anything that would move a terminal's cursor.
  var quotedForPeople: String { "'\(printable(limit: 120))'" }

  /// The text on one line, without control and invisible characters: what others wrote must not command a terminal.
  func printable(limit: Int = 400) -> String {
    var text = ""
    var count = 0
    for scalar in unicodeScalars {
      guard count < limit else { return text + "…" }
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: text.unicodeScalars.append(" ")
      case .format, .surrogate, .privateUse, .unassigned: continue
      default: text.unicodeScalars.append(scalar)
      }
      count += 1
    }
    return text
  }
}
