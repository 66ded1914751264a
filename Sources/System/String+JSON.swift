extension String {
  /// As a JSON string. Control characters, and those that end lines or turn text around, are escaped.
  package var quotedJSON: String {
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default: scalar.appendToJSON(&text)
      }
    }
    return text + "\""
  }
}

extension String {
  /// A JSON text whose strings hold nothing that a terminal obeys or a person cannot see; it means the same. Outside of
  /// strings JSON has no such characters.
  package var withInvisiblesEscapedInJSON: String {
    guard unicodeScalars.contains(where: { $0.isInvisible && $0 != "\n" }) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if scalar == "\n" { text += "\n" } else { scalar.appendToJSON(&text) }
    }
    return text
  }
}

extension Unicode.Scalar {
  /// Whether it moves a cursor, ends a line, turns text around, or is not seen: controls (also C1 and DEL), formats
  /// (bidirectional marks, tags), separators of lines, and what Unicode gives no meaning.
  fileprivate var isInvisible: Bool {
    if value < 0x7F { return value < 0x20 }
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    default: false
    }
  }

  /// Appends it as it may stand in a JSON string; an invisible one as its escape.
  fileprivate func appendToJSON(_ text: inout String) {
    guard isInvisible else { return text.unicodeScalars.append(self) }
    for unit in UTF16.encode(self) ?? .init() {
      text += "\\u" + Hexadecimal.encode([UInt8(unit >> 8), UInt8(unit & 0xFF)])
    }
  }
}
