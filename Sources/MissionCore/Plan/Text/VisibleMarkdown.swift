/// Takes out of a Markdown text what its author quotes or hides, and keeps the rest with its line structure.
///
/// Code (fenced, indented, inline, `<pre>`, `<code>`) and quotes (`>` with its lazy continuation lines, `<blockquote>`)
/// become a NUL byte, which no word or list reads across; a comment becomes a space, as it renders to nothing, and so
/// does struck text (`~~`, `~`, `<del>`, `<s>`, `<strike>`), which its author took back. The block
/// rules are those of CommonMark 0.31, which GitHub renders by, so that what is read is what people see. One deviation:
/// an HTML comment runs to its `-->` or to the end wherever it began. Every byte is looked at a bounded number of
/// times, whatever the text.
struct VisibleMarkdown {
  /// The bytes of `markdown` that are prose, and where among them each line of `markdown` begins. Line ends come out as
  /// single newlines.
  static func text(of markdown: String) -> (bytes: [UInt8], lines: [LineStart]) {
    var reader = VisibleMarkdown(markdown)
    while reader.position < reader.source.count { reader.readLine() }
    return (reader.visible, reader.lines)
  }

  /// Where a line of the source begins to show: what is hidden may reach over line ends.
  struct LineStart {
    /// The place of its first byte among the visible ones.
    var place: Int
    /// Its number, from 1.
    var number: Int
  }

  /// What the line before was, as far as the next line's meaning depends on it.
  private enum Context {
    case none
    case paragraph
    case quotedParagraph
  }

  private static let hidden: UInt8 = 0

  private let source: [UInt8]
  private var runs: MarkRuns
  private var strikes: MarkRuns
  private var visible: [UInt8] = []
  private var lines: [LineStart] = []
  private var line = 1
  private var position = 0
  private var context = Context.none
  private var listColumns: [Int] = []
  private var fence: MarkdownLine.Fence?
  private var quotedFence: MarkdownLine.Fence?
  private var paragraphEnd = 0
  private var elementsWithoutEnd: Set<Element> = []

  private init(_ markdown: String) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(markdown.utf8.count)
    var previous: UInt8 = 0
    for byte in markdown.utf8 {
      if byte == ASCII.newline, previous == ASCII.carriageReturn {
        previous = byte
        continue
      }
      bytes.append(byte == ASCII.carriageReturn ? ASCII.newline : byte)
      previous = byte
    }
    source = bytes
    runs = .backticks(in: bytes)
    strikes = .strikes(in: bytes)
    visible.reserveCapacity(bytes.count)
  }

  private mutating func readLine() {
    lines.append(LineStart(place: visible.count, number: line))
    let end = lineEnd(from: position)
    let (place, column) = MarkdownLine.skipIndent(source, from: position, column: 0, end: end)
    guard place < end else { return finishLine(at: end, .none) }
    if let fence {
      if column >= fence.container {
        if MarkdownLine.closes(fence, source, at: place, column: column, end: end) { self.fence = nil }
        return hideLine(to: end, .none)
      }
      self.fence = nil
    }
    let isText = !MarkdownLine.beginsBlock(source, at: place, end: end)
    if context == .quotedParagraph, isText { return hideLine(to: end, .quotedParagraph) }
    if source[place] != ASCII.greater { quotedFence = nil }
    if !(context == .paragraph && isText) {
      while let last = listColumns.last, column < last { listColumns.removeLast() }
    }
    if context == .paragraph, MarkdownLine.isUnderline(source, at: place, end: end) {
      // The line above is a heading: what follows stands below it as below a blank line.
      return finishLine(at: end, .none)
    }
    if context != .paragraph, column - (listColumns.last ?? 0) >= 4 { return hideLine(to: end, .none) }
    readBlock(from: place, column: column, end: end)
  }

  private mutating func readBlock(from start: Int, column: Int, end: Int) {
    if MarkdownLine.isBreak(source, at: start, end: end) { return hideLine(to: end, .none) }
    var place = start
    var column = column
    while let bullet = MarkdownLine.bullet(source, at: place, column: column, end: end) {
      listColumns.append(bullet.contentColumn)
      (place, column) = (bullet.content, bullet.column)
      if bullet.holdsCode { return hideLine(to: end, .none) }
    }
    visible.append(contentsOf: source[position..<place])
    guard place < end else { return finishLine(at: end, .none) }
    if source[place] == ASCII.greater { return hideQuote(from: place, end: end) }
    fence = MarkdownLine.fence(source, at: place, column: column, end: end, container: listColumns.last ?? 0)
    if fence != nil { return hideLine(to: end, .none) }
    let isHeading = MarkdownLine.isHeading(source, at: place, end: end)
    let shown = visible.count
    let stop = readInline(from: place)
    let showsText = visible[shown...].contains { !$0.isBlank }
    finishLine(at: stop, showsText && !isHeading ? .paragraph : .none)
  }

  /// Hides a quoted line; the context says whether it leaves a paragraph that an unmarked line would continue.
  private mutating func hideQuote(from start: Int, end: Int) {
    var place = start
    while place < end, source[place] == ASCII.greater || source[place].isBlank { place += 1 }
    if let open = quotedFence {
      if MarkdownLine.closes(open, source, at: place, column: 0, end: end) { quotedFence = nil }
      return hideLine(to: end, .none)
    }
    quotedFence = MarkdownLine.fence(source, at: place, column: 0, end: end, container: 0)
    if quotedFence != nil { return hideLine(to: end, .none) }
    var bullet = MarkdownLine.bullet(source, at: place, column: 0, end: end)
    while let item = bullet {
      place = item.content
      bullet = MarkdownLine.bullet(source, at: place, column: 0, end: end)
    }
    hideLine(to: end, MarkdownLine.beginsBlock(source, at: place, end: end) ? .none : .quotedParagraph)
  }

  /// Copies text without its code spans and comments, and gives the end of the line on which that ended: what is hidden
  /// may reach over line ends.
  private mutating func readInline(from start: Int) -> Int {
    var place = start
    while place < source.count, source[place] != ASCII.newline {
      switch source[place] {
      case ASCII.backtick:
        let length = source.runLength(at: place, end: source.count)
        extendParagraph(from: place)
        let after = place + length
        let closer = after < paragraphEnd ? runs.first(ofLength: length, in: after..<paragraphEnd) : nil
        visible.append(Self.hidden)
        place = pass(from: after, to: closer.map { $0 + length } ?? after)
      case ASCII.less:
        if let end = commentEnd(from: place) {
          visible.append(ASCII.space)
          place = pass(from: place, to: end)
        } else if let (element, end) = elementEnd(from: place) {
          visible.append(element.isStruck ? ASCII.space : Self.hidden)
          place = pass(from: place, to: end)
        } else {
          visible.append(ASCII.less)
          place += 1
        }
      case ASCII.tilde:
        let length = source.runLength(at: place, end: source.count)
        extendParagraph(from: place)
        let after = place + length
        let opens = length <= 2 && source.byte(at: after).map { !$0.isBlank && $0 != ASCII.newline } ?? false
        let closer = opens && after < paragraphEnd ? strikes.first(ofLength: length, in: after..<paragraphEnd) : nil
        if let closer {
          visible.append(ASCII.space)
          place = pass(from: after, to: closer + length)
        } else {
          visible.append(contentsOf: source[place..<after])
          place = after
        }
      case ASCII.backslash:
        // An escaped character is text, not syntax; an escaped underscore is common within names.
        let isUnderscore = source.byte(at: place + 1) == ASCII.underscore
        let isSyntax = source.byte(at: place + 1).map { "#`<>[]*~!\\".utf8.contains($0) } ?? false
        visible.append(isUnderscore ? ASCII.underscore : Self.hidden)
        place += isUnderscore || isSyntax ? 2 : 1
      default:
        visible.append(source[place])
        place += 1
      }
    }
    return place
  }

  /// Counts the line ends within what is hidden, and gives its end.
  private mutating func pass(from start: Int, to end: Int) -> Int {
    let newlines = source[start..<end].count { $0 == ASCII.newline }
    guard newlines > 0 else { return end }
    line += newlines
    lines.append(LineStart(place: visible.count, number: line))
    return end
  }

  /// Finds the end of the paragraph that holds `place`: no code span reaches past it.
  private mutating func extendParagraph(from place: Int) {
    guard place >= paragraphEnd else { return }
    paragraphEnd = lineEnd(from: place)
    while paragraphEnd < source.count {
      let next = paragraphEnd + 1
      let end = lineEnd(from: next)
      let (start, _) = MarkdownLine.skipIndent(source, from: next, column: 0, end: end)
      if MarkdownLine.beginsBlock(source, at: start, end: end) { return }
      paragraphEnd = end
    }
  }

  /// The place after the comment that begins at `place`; an unterminated one hides all the rest.
  private func commentEnd(from place: Int) -> Int? {
    guard source.holds("<!--", at: place) else { return nil }
    if source.holds(">", at: place + 4) { return place + 5 }
    if source.holds("->", at: place + 4) { return place + 6 }
    return search("-->", from: place + 4).map { $0 + 3 } ?? source.count
  }

  /// An HTML element that quotes or strikes.
  private enum Element: CaseIterable {
    case pre
    case code
    case blockquote
    case del
    case s
    case strike

    /// Whether it takes its text back, rather than quoting it.
    var isStruck: Bool {
      switch self {
      case .pre, .code, .blockquote: false
      case .del, .s, .strike: true
      }
    }

    var opening: StaticString {
      switch self {
      case .pre: "<pre"
      case .code: "<code"
      case .blockquote: "<blockquote"
      case .del: "<del"
      case .s: "<s"
      case .strike: "<strike"
      }
    }

    var closing: StaticString {
      switch self {
      case .pre: "</pre>"
      case .code: "</code>"
      case .blockquote: "</blockquote>"
      case .del: "</del>"
      case .s: "</s>"
      case .strike: "</strike>"
      }
    }
  }

  /// The quoting or striking HTML element that begins at `place` and the place after it; nil when none does or it has
  /// no end.
  private mutating func elementEnd(from place: Int) -> (element: Element, end: Int)? {
    for element in Element.allCases where source.holds(element.opening, at: place) {
      let next = source.byte(at: place + element.opening.utf8CodeUnitCount)
      guard next == ASCII.greater || next == ASCII.space else { continue }
      guard !elementsWithoutEnd.contains(element) else { return nil }
      if let start = search(element.closing, from: place) {
        return (element, start + element.closing.utf8CodeUnitCount)
      }
      // What has no end from here has none later: never search twice.
      elementsWithoutEnd.insert(element)
      return nil
    }
    return nil
  }

  private func search(_ text: StaticString, from start: Int) -> Int? {
    var place = start
    while place + text.utf8CodeUnitCount <= source.count {
      if source.holds(text, at: place) { return place }
      place += 1
    }
    return nil
  }

  private func lineEnd(from start: Int) -> Int {
    var end = start
    while end < source.count, source[end] != ASCII.newline { end += 1 }
    return end
  }

  private mutating func hideLine(to end: Int, _ next: Context) {
    visible.append(Self.hidden)
    finishLine(at: end, next)
  }

  private mutating func finishLine(at end: Int, _ next: Context) {
    visible.append(ASCII.newline)
    line += 1
    position = end + 1
    context = next
  }
}
