import FoundationEssentials

/// A job's log as GitHub Actions writes it: each line begins with the time it was written at, and colours are ANSI
/// sequences. The steps stand one after the other without their names.
struct JobLog {
  /// The most characters of a line that are kept.
  private static let longestLine = 400

  private let text: String

  init(_ data: Data) { text = String(decoding: data, as: UTF8.self) }

  /// The last lines of what was written between two moments (GitHub's text of them, to the second), or of all where
  /// those are not told or nothing was written then.
  func tail(from start: String?, to end: String?, lines limit: Int) -> String? {
    // GitHub ends some lines with CR LF, which is one character of its own.
    let lines = text.split(whereSeparator: \.isNewline)
    var shown: [Substring] = []
    if let start = start?.prefix(19), let end = end?.prefix(19), start.count == 19, end.count == 19 {
      // Both are of the form 2026-11-28T10:00:00, in which earlier moments are smaller texts.
      shown = lines.filter { Self.hasTime($0) && $0.prefix(19) >= start && $0.prefix(19) <= end }
    }
    let tail = (shown.isEmpty ? lines : shown).suffix(limit).map(Self.cleaned)
    return tail.isEmpty ? nil : tail.joined(separator: "\n")
  }

  private static func hasTime(_ line: Substring) -> Bool {
    let bytes = Array(line.utf8.prefix(29))
    guard bytes.count > 20, bytes[4] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T") else { return false }
    return bytes.contains(UInt8(ascii: "Z"))
  }

  /// The line without its time and its colours.
  private static func cleaned(_ line: Substring) -> String {
    var rest = line
    if hasTime(line), let blank = line.firstIndex(of: " ") { rest = line[line.index(after: blank)...] }
    var cleaned = String.UnicodeScalarView()
    var isInSequence = false
    var count = 0
    for scalar in rest.unicodeScalars where scalar != "\r" && scalar != "\u{FEFF}" {
      if scalar == "\u{1B}" {
        isInSequence = true
      } else if isInSequence {
        // A sequence `ESC [ … letter` ends with its letter.
        isInSequence = !(scalar.properties.isAlphabetic && scalar.isASCII)
      } else {
        count += 1
        guard count <= longestLine else { return String(cleaned) + "…" }
        cleaned.append(scalar)
      }
    }
    return String(cleaned)
  }
}
