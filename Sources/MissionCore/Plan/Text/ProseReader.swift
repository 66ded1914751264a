/// Cuts prose into tokens, front to back, without looking at any byte more than a bounded number of times.
struct ProseReader {
  /// The tokens of visible bytes. A NUL byte stands for what was taken out.
  static func tokens(of bytes: [UInt8], repository: RepositoryName) -> [ProseToken] {
    var reader = ProseReader(bytes: bytes, repository: repository)
    while reader.place < bytes.count { reader.readLine() }
    return reader.tokens
  }

  private let bytes: [UInt8]
  private let repository: RepositoryName
  private var tokens: [ProseToken] = []
  private var place = 0
  private var afterBlank = true
  /// For each open bracket of this line, how many tokens stood before it.
  private var brackets: [Int] = []

  private init(bytes: [UInt8], repository: RepositoryName) {
    self.bytes = bytes
    self.repository = repository
  }

  private mutating func readLine() {
    let (start, indent) = MarkdownLine.skipIndent(bytes, from: place, column: 0, end: bytes.count)
    place = start
    guard place < bytes.count else { return }
    guard bytes[place] != ASCII.newline else {
      afterBlank = true
      place += 1
      return
    }
    tokens.append(.line(afterBlank: afterBlank, indent: indent))
    afterBlank = false
    brackets.removeAll()
    readLineMarks()
    while place < bytes.count, bytes[place] != ASCII.newline { readToken() }
    place += 1
  }

  private mutating func readLineMarks() {
    while let bullet = bullet() {
      tokens.append(.bullet)
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
      tokens.append(.heading)
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
    case ASCII.comma: append(.separator, length: 1)
    case ASCII.colon: append(.colon, length: 1)
    case ASCII.hyphen: append(.hyphen, length: 1)
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
    if token != .other || tokens.last != .other { tokens.append(token) }
    place += length
  }

  /// `&amp;` is an ampersand too; other entities, such as `&#39;`, are not separators and hold no reference.
  private mutating func readAmpersand() {
    if bytes.holds("&amp;", at: place) { return append(.separator, length: 5) }
    if bytes.holds("&nbsp;", at: place) { return place += 6 }
    var end = place + 1
    while end < bytes.count, end - place < 12, bytes[end].isLetterOrDigit || bytes[end] == ASCII.hash { end += 1 }
    if end > place + 1, bytes.byte(at: end) == ASCII.semicolon { return append(.other, length: end + 1 - place) }
    append(.separator, length: 1)
  }

  /// A link whose target is an issue is that reference, whatever its text says; of other links the text counts.
  private mutating func readLinkEnd() {
    place += 1
    guard let opened = brackets.popLast(), bytes.byte(at: place) == ASCII.leftParenthesis else { return }
    var end = place + 1
    while end < bytes.count, !"()[]\n".utf8.contains(bytes[end]) { end += 1 }
    guard bytes.byte(at: end) == ASCII.rightParenthesis else { return }
    var target = MarkdownLine.skipIndent(bytes, from: place + 1, column: 0, end: end).place
    if bytes[target] == ASCII.less { target += 1 }
    if let reference = WrittenReference.url(in: bytes, at: target)?.reference {
      tokens.removeSubrange(opened...)
      tokens.append(.reference(reference))
    }
    place = end + 1
  }

  /// Tags show nothing; `<https://…>` is the address itself.
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
    if bytes.byte(at: end) == ASCII.greater { place = end + 1 } else { append(.other, length: 1) }
  }

  private mutating func readNumber() {
    let previous = bytes.byte(at: place - 1) ?? ASCII.space
    let standsAlone = !previous.isLetterOrDigit && previous != ASCII.hash && previous != ASCII.slash
    guard standsAlone, let number = WrittenReference.number(in: bytes, at: place + 1),
      let reference = IssueReference(repository: repository, number: number.value)
    else { return append(.other, length: 1) }
    append(.reference(reference), length: number.end - place)
  }

  private mutating func readWordOrReference() {
    if let address = WrittenReference.url(in: bytes, at: place) {
      return append(address.reference.map(ProseToken.reference) ?? .other, length: address.end - place)
    }
    // Within a path or a compound (`a/b/c#4`, `x-y/z#4`) only its first word may begin a reference.
    let previous = bytes.byte(at: place - 1) ?? ASCII.space
    let beginsPath = ![ASCII.slash, ASCII.hyphen, ASCII.period, ASCII.at].contains(previous)
    if beginsPath, let written = WrittenReference.named(in: bytes, at: place, repository: repository) {
      return append(.reference(written.reference), length: written.end - place)
    }
    readWord()
  }

  private mutating func readScalar() {
    let scalar = ProseScalar(in: bytes, at: place)
    switch scalar.role {
    case .letter: readWord()
    case .mark, .blank: place += scalar.length
    case .other: append(.other, length: scalar.length)
    }
  }

  /// Longer words than this mean nothing here, and would cost memory.
  private static let longestWord = 15

  private mutating func readWord() {
    var letters: [UInt8] = []
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
      if letters.count <= Self.longestWord { letters.append(byte.lowercased) }
      place += length
    }
    tokens.append(.word(letters.count <= Self.longestWord ? String(decoding: letters, as: UTF8.self) : ""))
  }
}
