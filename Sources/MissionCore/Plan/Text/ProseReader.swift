/// Cuts prose into tokens, front to back, without looking at any byte more than a bounded number of times.
struct ProseReader {
  /// The tokens of visible bytes, and where each stands. A NUL byte stands for what was taken out.
  ///
  /// - Parameter lines: Where among `bytes` each line of the author's text begins; empty for a text of one line.
  static func read(
    _ bytes: [UInt8], lines: [VisibleMarkdown.LineStart], repository: RepositoryName
  ) -> (tokens: [ProseToken], places: [ProsePlace]) {
    var reader = ProseReader(bytes: bytes, lines: lines, repository: repository)
    while reader.place < bytes.count { reader.readLine() }
    return (reader.tokens, reader.places)
  }

  private let bytes: [UInt8]
  private let lines: [VisibleMarkdown.LineStart]
  private let repository: RepositoryName
  private var tokens: [ProseToken] = []
  private var places: [ProsePlace] = []
  private var place = 0
  private var line = 0
  private var anchorsWithoutEnd = false
  private var afterBlank = true
  /// Whether a row of an HTML table has begun: its cells may stand on lines of their own.
  private var isInRow = false
  /// For each open bracket of this line, how many tokens stood before it.
  private var brackets: [Int] = []

  private init(bytes: [UInt8], lines: [VisibleMarkdown.LineStart], repository: RepositoryName) {
    self.bytes = bytes
    self.lines = lines
    self.repository = repository
  }

  private mutating func readLine() {
    let (start, indent) = MarkdownLine.skipIndent(bytes, from: place, column: 0, end: bytes.count)
    place = start
    guard place < bytes.count else { return }
    guard bytes[place] != ASCII.newline else {
      afterBlank = true
      isInRow = false
      place += 1
      return
    }
    if isInRow {
      brackets.removeAll()
    } else {
      beginLine(indent: indent)
      readLineMarks()
    }
    while place < bytes.count, bytes[place] != ASCII.newline { readToken() }
    place += 1
  }

  private mutating func beginLine(indent: Int) {
    // A line of nothing but a tag shows nothing.
    if case .line(let wasAfterBlank, _)? = tokens.last {
      afterBlank = afterBlank || wasAfterBlank
      tokens.removeLast()
      places.removeLast()
    }
    note(.line(afterBlank: afterBlank, indent: indent))
    afterBlank = false
    brackets.removeAll()
  }

  private mutating func note(_ token: ProseToken, isCapital: Bool = false) {
    tokens.append(token)
    while line + 1 < lines.count, lines[line + 1].place <= place { line += 1 }
    places.append(ProsePlace(line: lines.isEmpty ? 1 : lines[line].number, isCapital: isCapital))
  }

  private mutating func readLineMarks() {
    while let bullet = bullet() {
      note(.bullet)
      place = bullet.content
      let box = bytes.byte(at: place + 1)
      if bytes.byte(at: place) == ASCII.leftBracket, box == ASCII.space || box?.lowercased == UInt8(ascii: "x"),
        bytes.byte(at: place + 2) == ASCII.rightBracket
      {
        place += 3
      }
    }
    var mark = place
    while mark < bytes.count, mark - place <= 6, bytes[mark] == ASCII.hash { mark += 1 }
    if (1...6).contains(mark - place), bytes.byte(at: mark)?.isBlank ?? true {
      note(.heading)
      place = mark
    }
  }

  private func bullet() -> MarkdownLine.Bullet? {
    // Ten bytes hold the longest marker; a bullet at the line's end is one too.
    var end = place
    while end < bytes.count, end - place < 11, bytes[end] != ASCII.newline { end += 1 }
    guard var bullet = MarkdownLine.bullet(bytes, at: place, column: 0, end: end) else { return nil }
    bullet.content = MarkdownLine.skipIndent(bytes, from: bullet.content, column: 0, end: bytes.count).place
    return bullet
  }

  private mutating func readToken() {
    let byte = bytes[place]
    switch byte {
    case ASCII.space, ASCII.tab, ASCII.asterisk, ASCII.tilde, ASCII.underscore: place += 1
    case ASCII.comma, ASCII.semicolon, ASCII.plus: append(.joint, length: 1)
    case ASCII.slash: readSlash()
    case ASCII.leftParenthesis: append(.opening, length: 1)
    case ASCII.rightParenthesis: append(.closing, length: 1)
    case ASCII.bar: append(.bar, length: 1)
    case ASCII.period, ASCII.exclamation: append(.stop, length: 1)
    case ASCII.question: append(.question, length: 1)
    case ASCII.colon: append(.colon, length: 1)
    case ASCII.hyphen: append(.hyphen, length: 1)
    case ASCII.quotation, ASCII.apostrophe: append(.quote, length: 1)
    case ASCII.ampersand: readAmpersand()
    case ASCII.leftBracket:
      brackets.append(tokens.count)
      place += 1
    case ASCII.rightBracket: readLinkEnd()
    case ASCII.less: readTag()
    case ASCII.hash: readNumber()
    case _ where byte.isLetterOrDigit: readWordOrReference()
    case 0x80...: readScalar()
    default: append(.other, length: 1)
    }
  }

  private mutating func append(_ token: ProseToken, length: Int) {
    // One token that nothing reads across says as much as a thousand.
    if token != .other || tokens.last != .other { note(token) }
    place += length
  }

  /// A slash joins references, also behind a remark; elsewhere it belongs to a path.
  private mutating func readSlash() {
    switch tokens.last {
    case .reference?, .closing?: append(.joint, length: 1)
    default: append(.other, length: 1)
    }
  }

  /// `&amp;` is an ampersand too; other entities, such as `&#39;`, are no joints and hold no reference.
  private mutating func readAmpersand() {
    if bytes.holds("&amp;", at: place) { return append(.joint, length: 5) }
    if bytes.holds("&nbsp;", at: place) { return place += 6 }
    var end = place + 1
    while end < bytes.count, end - place < 12, bytes[end].isLetterOrDigit || bytes[end] == ASCII.hash { end += 1 }
    if end > place + 1, bytes.byte(at: end) == ASCII.semicolon { return append(.other, length: end + 1 - place) }
    append(.joint, length: 1)
  }

  /// A link whose target is an issue is that reference, whatever its text says; of other links, and of those whose
  /// target stands elsewhere (`[#4][1]`), the text counts.
  private mutating func readLinkEnd() {
    place += 1
    if bytes.byte(at: place) == ASCII.leftBracket, !brackets.isEmpty {
      var end = place + 1
      while end < bytes.count, end - place < 100, !"[]\n".utf8.contains(bytes[end]) { end += 1 }
      if bytes.byte(at: end) == ASCII.rightBracket { place = end + 1 }
      brackets.removeLast()
      return
    }
    guard let opened = brackets.popLast(), bytes.byte(at: place) == ASCII.leftParenthesis else { return }
    var end = place + 1
    while end < bytes.count, !"()[]\n".utf8.contains(bytes[end]) { end += 1 }
    guard bytes.byte(at: end) == ASCII.rightParenthesis else { return }
    var target = MarkdownLine.skipIndent(bytes, from: place + 1, column: 0, end: end).place
    if bytes[target] == ASCII.less { target += 1 }
    if let reference = WrittenReference.target(in: bytes, at: target, repository: repository) {
      tokens.removeSubrange(opened...)
      places.removeSubrange(opened...)
      note(.reference(reference))
    }
    place = end + 1
  }

  /// Tags show nothing but the structure some of them make; `<https://…>` is the address itself, and a link to an issue
  /// is that reference, whatever its text says.
  private mutating func readTag() {
    if let address = WrittenReference.url(in: bytes, at: place + 1) {
      append(address.reference.map(ProseToken.reference) ?? .other, length: address.end - place)
      if bytes.byte(at: place) == ASCII.greater { place += 1 }
      return
    }
    guard let next = bytes.byte(at: place + 1), next.isLetter || next == ASCII.slash else {
      return append(.other, length: 1)
    }
    var end = place + 1
    while end < bytes.count, !"<>\n".utf8.contains(bytes[end]) { end += 1 }
    guard bytes.byte(at: end) == ASCII.greater else { return append(.other, length: 1) }
    if let after = readAnchor(tagEnd: end) { return place = after }
    readStructure(ofTag: place + 1)
    place = end + 1
  }

  /// The tags that begin a line of their own where they are shown.
  private static let lineTags: Set<String> = [
    "br", "p", "/p", "div", "/div", "tr", "ul", "ol", "/ul", "/ol", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6",
    "/h1", "/h2", "/h3", "/h4", "/h5", "/h6", "summary", "/summary", "hr",
  ]

  /// Whether the line is one of cells.
  private var hasBar: Bool {
    for token in tokens.suffix(60).reversed() {
      if token == .bar { return true }
      if case .line = token { return false }
    }
    return false
  }

  private mutating func readStructure(ofTag start: Int) {
    let name = bytes[start...].prefix(8).prefix { $0.isLetterOrDigit || ($0 == ASCII.slash) }.map(\.lowercased)
    var tag = String(decoding: name, as: UTF8.self)
    if tag.count > 1, tag.hasSuffix("/") { tag.removeLast() }
    switch tag {
    case "li":
      beginLine(indent: 0)
      note(.bullet)
    case "td", "th": note(.bar)
    case "tr":
      beginLine(indent: 0)
      isInRow = true
    case "/tr", "/table": isInRow = false
    // A cell's lines are a list.
    case "br" where hasBar: note(.joint)
    case _ where Self.lineTags.contains(tag): beginLine(indent: 0)
    default: break
    }
  }

  /// Reads `<a href="…/issues/4">…</a>`, whose tag ends at `tagEnd`: the place after it, nil when it is no such link.
  private mutating func readAnchor(tagEnd: Int) -> Int? {
    guard bytes.holds("<a ", at: place), !anchorsWithoutEnd else { return nil }
    var start = place + 3
    while start < tagEnd, !bytes.holds("href=", at: start) { start += 1 }
    start += 5
    if let quote = bytes.byte(at: start), quote == ASCII.apostrophe || quote == UInt8(ascii: "\"") { start += 1 }
    guard start < tagEnd, let reference = WrittenReference.url(in: bytes, at: start)?.reference else { return nil }
    var end = tagEnd
    while end < bytes.count, bytes[end] != ASCII.newline, !bytes.holds("</a>", at: end) { end += 1 }
    guard bytes.holds("</a>", at: end) else {
      // Only the search for an end may be long: a text of such tags must stay linear.
      anchorsWithoutEnd = true
      return nil
    }
    note(.reference(reference))
    return end + 4
  }

  private mutating func readNumber(length: Int = 1) {
    let previous = bytes.byte(at: place - 1) ?? ASCII.space
    // A slash joins two references (`#3/#4`), and otherwise makes a path of them.
    let isJoined = previous != ASCII.slash || tokens.last == .joint
    let standsAlone = !previous.isLetterOrDigit && previous != ASCII.hash && isJoined
    // GitHub makes no link of "PR#4", but people mean one.
    let followsNoun =
      if previous.isLetter, case .word(let word)? = tokens.last { DependencyWords.beforeReference.contains(word) } else
      {
        false
      }
    guard standsAlone || followsNoun, let number = WrittenReference.number(in: bytes, at: place + length),
      let reference = IssueReference(repository: repository, number: number.value)
    else { return append(.other, length: length) }
    append(.reference(reference), length: number.end - place)
  }

  private mutating func readWordOrReference() {
    // Within a path or a compound (`a/b/c#4`, `x-y/z#4`) only its first word may begin a reference.
    let previous = bytes.byte(at: place - 1) ?? ASCII.space
    let beginsPath = ![ASCII.slash, ASCII.hyphen, ASCII.period, ASCII.at].contains(previous) || tokens.last == .joint
    if let address = WrittenReference.url(in: bytes, at: place) {
      return append(address.reference.map(ProseToken.reference) ?? .other, length: address.end - place)
    }
    if let address = WrittenReference.bareAddress(in: bytes, at: place), beginsPath {
      return append(.reference(address.reference), length: address.end - place)
    }
    if beginsPath, let written = WrittenReference.named(in: bytes, at: place, repository: repository) {
      return append(.reference(written.reference), length: written.end - place)
    }
    readWord()
  }

  private mutating func readScalar() {
    let scalar = ProseScalar(in: bytes, at: place)
    switch scalar.role {
    case .punctuation(let token): append(token, length: scalar.length)
    case .hash: readNumber(length: scalar.length)
    case .letter: readWord()
    case .mark, .blank, .symbol: place += scalar.length
    case .other: append(.other, length: scalar.length)
    }
  }

  /// Longer words than this mean nothing here, and would cost memory.
  private static let longestWord = 30

  private mutating func readWord() {
    var letters: [UInt8] = []
    let isCapital = bytes[place] != bytes[place].lowercased
    reading: while place < bytes.count {
      let byte = bytes[place]
      var length = 1
      if bytes.holds("\u{2019}", at: place), bytes.byte(at: place + 3)?.isLetter ?? false {
        // The typographic apostrophe is read as the plain one.
        letters.append(ASCII.apostrophe)
        place += 3
        continue
      } else if byte >= 0x80 {
        let scalar = ProseScalar(in: bytes, at: place)
        guard scalar.role == .letter || scalar.role == .mark else { break reading }
        length = scalar.length
      } else if byte == ASCII.underscore || byte == ASCII.apostrophe {
        // Within a word only: `_Depends on_` is emphasis, `doesn't` and `test_api` are words.
        guard let next = bytes.byte(at: place + 1), next.isLetterOrDigit else { break reading }
      } else if !byte.isLetterOrDigit {
        break reading
      }
      if letters.count <= Self.longestWord {
        letters.append(byte.lowercased)
        letters += bytes[place..<min(place + length, bytes.count)].dropFirst()
      }
      place += length
    }
    note(.word(letters.count <= Self.longestWord ? String(decoding: letters, as: UTF8.self) : ""), isCapital: isCapital)
  }
}
