/// The words of a reviewer's run.
enum ReviewWords {
  private static let verdicts = ["approved", "lgtm", "rejected", "changes requested"]

  /// The words with the verdict first: a program that talks before it judges ends with a line that begins with one.
  static func verdictFirst(in words: String) -> String {
    let lines = words.split(separator: "\n", omittingEmptySubsequences: false)
    guard let place = lines.lastIndex(where: { isVerdict($0) }) else { return words }
    let verdict = lines[place].drop { !$0.isLetter }
    return ([verdict] + lines[..<place] + lines[(place + 1)...]).joined(separator: "\n")
  }

  private static func isVerdict(_ line: Substring) -> Bool {
    let text = line.drop { !$0.isLetter }.lowercased()
    return verdicts.contains { text.hasPrefix($0) }
  }
}

/// Text from outside as one line of a commit message.
enum UntrustedLine {
  static func of(_ text: String) -> String {
    let visible = text.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }
    let line = String(String.UnicodeScalarView(visible)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.isEmpty ? "Work" : String(line.prefix(100))
  }
}
