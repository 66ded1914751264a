extension DependencyReader {
  /// Notes the item of a list that begins at `index`, and those that end there.
  mutating func noteItem(afterBlank: Bool, indent: Int) {
    guard token(index) == .bullet else {
      if afterBlank { items.removeAll { $0.indent >= indent } }
      return
    }
    items.removeAll { $0.indent >= indent }
    items.append((indent, leadingReference(from: index).map { $0 != own } ?? false))
  }

  /// Whether the item of a list that holds a marker, or the sentence, begins with another issue: then it is said of
  /// that, unless it says "this".
  func isAboutOther(at marker: Int) -> Bool {
    var first = marker
    var sentence: Int?
    while marker - first < 60, !isLineEnd(first - 1) {
      first -= 1
      switch tokens[first] {
      // "#3 is blocked by this": what another issue is said to wait for is no subject.
      case .word(let word) where DependencyWords.selves.contains(word):
        if !(self.word(at: first - 1).map { $0 == "by" || $0 == "on" } ?? false) { return false }
      case .word: break
      case .stop, .question: sentence = sentence ?? first + 1
      case .reference, .joint, .colon, .hyphen, .opening, .closing, .bar, .quote, .bullet, .heading, .line, .other:
        break
      }
    }
    if token(first) == .bullet || isIndented(first - 1) { return items.contains(where: \.isOther) }
    while token(first) == .bar { first += 1 }
    guard begins(first), case .reference(let reference)? = token(sentence ?? first) else { return false }
    return reference != own
  }

  /// The issue that an item is about: the one it names as an item of a list below a marker would.
  private func leadingReference(from start: Int) -> IssueReference? {
    var place = start
    while token(place) == .bullet { place += 1 }
    return item(from: place).first?.issue
  }

  /// Whether the line that begins there is more text of an item.
  private func isIndented(_ line: Int) -> Bool {
    guard case .line(_, let indent)? = token(line), let item = items.last else { return false }
    return indent > item.indent
  }
}
