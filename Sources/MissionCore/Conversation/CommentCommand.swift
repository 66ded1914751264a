/// One `/signalbox …` line of a comment: what a person orders from within GitHub.
package struct CommentCommand: Hashable, Sendable, Codable {
  /// What stands behind `/signalbox`: one line of visible text, at most 500 characters; empty when nothing does.
  package let text: String

  /// A command of these words.
  init(_ text: String) { self.text = text }

  /// Most commands that are read of one comment.
  static let bound = 10

  /// The commands of a comment in their order, each once. They stand at the beginning of a line (indented by less than
  /// four) and outside code, quotes and HTML comments. A colon or a comma may stand behind `/signalbox`.
  package static func commands(in markdown: String) -> [CommentCommand] {
    // Most comments hold none: that is seen without reading them as Markdown.
    guard Array(markdown.utf8).names(Self.word) else { return [] }
    var source = SourceLines(markdown)
    var commands: [CommentCommand] = []
    let visible = VisibleMarkdown.text(of: markdown).bytes.split(
      separator: ASCII.newline, omittingEmptySubsequences: true)
    for line in visible.map(Array.init) {
      let indent = line.prefix { $0 == ASCII.space }.count
      guard indent < 4, line.holds(Self.word, at: indent) else { continue }
      let end = indent + Self.word.utf8CodeUnitCount
      guard endsWord(line, at: end) else { continue }
      // Code within the line is hidden as a NUL byte; to the person who wrote the command it is part of it.
      let whole = line.contains(0) ? source.next(beginningWith: line.prefix { $0 != 0 }) ?? line : line
      let command = CommentCommand(Self.words(of: whole))
      if !commands.contains(command) { commands.append(command) }
      if commands.count == bound { break }
    }
    return commands
  }

  private static let word: StaticString = "/signalbox"

  /// Whether the word ends there: at white space of any kind (phones write no-break spaces), at a colon, also one of
  /// full width, or at other punctuation with nothing or white space behind it.
  private static func endsWord(_ line: [UInt8], at end: Int) -> Bool {
    guard let next = line.byte(at: end), !next.isBlank, next != ASCII.colon else { return true }
    if next < 0x80 { return ",;!?.".utf8.contains(next) && (line.byte(at: end + 1)?.isBlank ?? true) }
    switch ProseScalar(in: line, at: end).role {
    case .blank, .punctuation(.colon), .punctuation(.joint): return true
    case .punctuation, .hash, .letter, .mark, .symbol, .other: return false
    }
  }

  private static func words(of line: [UInt8]) -> String {
    let text = UntrustedText.line(String(decoding: line.map { $0 == 0 ? ASCII.space : $0 }, as: UTF8.self), limit: 500)
    let rest = text.drop(while: \.isWhitespace).dropFirst(word.utf8CodeUnitCount)
    return rest.drop { ":,;!?.：，、；".contains($0) }.trimmingBlanks()
  }
}

/// A text's lines as they were written, read once from front to back.
private struct SourceLines {
  private var lines: ArraySlice<[UInt8]>

  init(_ text: String) {
    lines = text.utf8.split { $0 == ASCII.newline || $0 == ASCII.carriageReturn }.map(Array.init)[...]
  }

  /// The next line that begins so, white space at its beginning aside.
  mutating func next(beginningWith start: ArraySlice<UInt8>) -> [UInt8]? {
    let start = start.drop(while: \.isBlank)
    while let line = lines.popFirst() {
      if line.drop(while: \.isBlank).starts(with: start) { return line }
    }
    return nil
  }
}

extension [UInt8] {
  /// Whether the lower-case ASCII `text` stands anywhere, in any letter case.
  fileprivate func names(_ text: StaticString) -> Bool {
    indices.contains { self[$0] == ASCII.slash && holds(text, at: $0) }
  }
}

extension Substring {
  /// Without white space at either end.
  fileprivate func trimmingBlanks() -> String {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
