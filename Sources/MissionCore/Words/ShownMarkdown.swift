/// What GitHub shows of a Markdown text, for readers who see its source: without link definitions, and without tags and
/// their attributes. Nobody who reads the page sees those; a model that reads the source does. Code is shown as it
/// stands.
struct ShownMarkdown {
  /// Longest tag that is one, in characters: what never ends must not be read to the end for each of its beginnings.
  private static let longestTag = 4_000

  /// The text without what is not shown. Comments stay, for ``UntrustedText`` takes them out of any text.
  static func text(of markdown: String) -> String {
    var reading = ShownMarkdown(markdown)
    reading.read()
    return String(reading.shown)
  }

  private let source: [Unicode.Scalar]
  private var shown = String.UnicodeScalarView()
  private var place = 0
  /// The fence of the code block that is being read.
  private var fence: (mark: Unicode.Scalar, count: Int)?
  /// Whether the line before is of a paragraph: no definition interrupts one.
  private var isInParagraph = false

  private init(_ markdown: String) {
    source = Array(markdown.unicodeScalars)
  }

  private mutating func read() {
    while place < source.count {
      let end = source[place...].firstIndex(where: Self.isLineEnd) ?? source.endIndex
      let line = source[place..<end]
      if isCode(line) {
        copy(to: min(end + 1, source.count))
        isInParagraph = false
      } else if !isInParagraph, Self.isDefinition(line) {
        place = min(end + 1, source.count)
      } else {
        readProse()
        isInParagraph = line.contains { $0 != " " && $0 != "\t" && $0 != ">" } && line.first != "#"
      }
    }
  }

  /// Whether the line stands in a fenced block, opens or closes one.
  private mutating func isCode(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    let content = line.drop { $0 == " " }
    let isIndented = content.startIndex - line.startIndex > 3
    let count = content.prefix { $0 == content.first }.count
    if let fence {
      let rest = content.dropFirst(count)
      if !isIndented, content.first == fence.mark, count >= fence.count, rest.allSatisfy({ $0 == " " }) {
        self.fence = nil
      }
      return true
    }
    guard !isIndented, let mark = content.first, mark == "`" || mark == "~", count >= 3 else { return false }
    if mark == "`", content.dropFirst(count).contains("`") { return false }
    fence = (mark, count)
    return true
  }

  /// Copies one line of prose without its tags; a tag or a code span may reach over its end.
  private mutating func readProse() {
    while place < source.count {
      let scalar = source[place]
      switch scalar {
      case "`":
        let count = source[place...].prefix { $0 == "`" }.count
        copy(to: endOfCode(ofMarks: count) ?? place + count)
      case "\\": copy(to: min(place + 2, source.count))
      case "<":
        if let end = endOfTag() { place = end } else { copy(to: place + 1) }
      default:
        copy(to: place + 1)
        if Self.isLineEnd(scalar) { return }
      }
    }
  }

  private mutating func copy(to end: Int) {
    shown.append(contentsOf: source[place..<end])
    place = end
  }

  /// The end of a code span that begins here; nil where its paragraph ends first.
  private func endOfCode(ofMarks count: Int) -> Int? {
    var next = place + count
    var isLineEmpty = false
    while next < source.count {
      if source[next] == "`" {
        let marks = source[next...].prefix { $0 == "`" }.count
        if marks == count { return next + marks }
        next += marks
        isLineEmpty = false
        continue
      }
      if Self.isLineEnd(source[next]) {
        if isLineEmpty { return nil }
        isLineEmpty = true
      } else if source[next] != " ", source[next] != "\t" {
        isLineEmpty = false
      }
      next += 1
    }
    return nil
  }

  /// The end of the tag, declaration or instruction that begins here; nil where none does. A link in angle brackets is
  /// none.
  private func endOfTag() -> Int? {
    var next = place + 1
    if next < source.count, source[next] == "/" { next += 1 }
    guard next < source.count, !source[next...].starts(with: "!--".unicodeScalars) else { return nil }
    if source[next] != "!", source[next] != "?" {
      let name = source[next...].prefix { $0.properties.isASCIIHexDigit || Self.isLetter($0) || $0 == "-" }
      guard let first = name.first, Self.isLetter(first), name.endIndex < source.count,
        [" ", "\t", "\n", "\r", "/", ">"].contains(source[name.endIndex])
      else { return nil }
      next = name.endIndex
    }
    var quote: Unicode.Scalar?
    while next < min(source.count, place + Self.longestTag) {
      let scalar = source[next]
      if let open = quote {
        if scalar == open { quote = nil }
      } else if scalar == ">" {
        return next + 1
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      }
      next += 1
    }
    return nil
  }

  /// Whether the line defines a link, `[name]: where "title"`, also in a quotation. A footnote is shown.
  private static func isDefinition(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    let content = line.drop { $0 == " " || $0 == ">" }
    guard content.first == "[", content.dropFirst().first != "^",
      let close = content.indices.dropFirst().first(where: { content[$0] == "]" && content[$0 - 1] != "\\" }),
      close > content.startIndex + 1, content[(close + 1)...].first == ":"
    else { return false }
    let rest = content[(close + 2)...].drop { $0 == " " || $0 == "\t" }
    let title = rest.drop { $0 != " " && $0 != "\t" }.drop { $0 == " " || $0 == "\t" }
    guard !rest.isEmpty else { return false }
    guard let first = title.first else { return true }
    let last = title.last { $0 != " " && $0 != "\t" }
    return title.count > 1
      && (first == "\"" && last == "\"" || first == "'" && last == "'" || first == "(" && last == ")")
  }

  private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }
}
