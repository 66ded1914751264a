/// Reads the lists of issues that follow a dependency marker.
///
/// A list stands behind its marker, in the same sentence, or below it when the marker ends its line: then each line that
/// begins with a reference counts, bulleted or bare, until something else comes.
struct DependencyReader {
  /// The issues named by markers, each once, in order.
  static func dependencies(in tokens: [ProseToken]) -> [IssueReference] {
    var reader = DependencyReader(tokens: tokens)
    while reader.index < tokens.count { reader.step() }
    return reader.found
  }

  /// A list that may stand on the lines below its marker.
  private struct ListBelow {
    /// Whether the next line may come after a blank one.
    var mayCrossBlank: Bool
    /// The column of the first bullet; nil before it.
    var bulletColumn: Int?
  }

  private let tokens: [ProseToken]
  private var index = 0
  private var found: [IssueReference] = []
  private var known: Set<IssueReference> = []
  private var isHeading = false
  private var below: ListBelow?

  private init(tokens: [ProseToken]) { self.tokens = tokens }

  private mutating func step() {
    switch tokens[index] {
    case .line(let afterBlank, let indent):
      index += 1
      isHeading = false
      readLineBelow(afterBlank: afterBlank, indent: indent)
    case .heading:
      index += 1
      isHeading = true
      below = nil
    case .word:
      guard let end = markerEnd(at: index), !isNegated(at: index) else {
        index += 1
        return
      }
      let fillsLine = if case .line? = token(index - 1) { true } else { false }
      index = end
      readList(isTitle: isHeading || fillsLine)
    default: index += 1
    }
  }

  /// The place after a marker that begins at `start`: `depends on`, `depend on`, `blocked by` (also with a hyphen, as in
  /// a commit's trailer), `after`, `requires`, `require`.
  private func markerEnd(at start: Int) -> Int? {
    guard case .word(let word) = tokens[start] else { return nil }
    switch word {
    case "after", "requires", "require": return start + 1
    case "depends", "depend": return wordEnd("on", after: start)
    case "blocked": return wordEnd("by", after: start)
    default: return nil
    }
  }

  private func wordEnd(_ word: String, after start: Int) -> Int? {
    var next = start + 1
    if token(next) == .hyphen { next += 1 } else { next = skippingLineEnd(next) }
    return token(next) == .word(word) ? next + 1 : nil
  }

  /// Whether the word before takes the marker back: "does not depend on #4", "no longer blocked by #4".
  private func isNegated(at start: Int) -> Bool {
    guard case .word(let word)? = token(start - 1) else { return false }
    return ["not", "never", "longer", "cannot"].contains(word) || word.hasSuffix("n't")
  }

  /// Reads the list behind a marker, or expects it below. Below a title (a heading, or a line of its own as in
  /// `**Depends on**`) and below a colon a blank line may come first.
  private mutating func readList(isTitle: Bool) {
    let hasColon = token(index) == .colon
    if hasColon { index += 1 }
    if case .reference? = token(index) { return readReferences() }
    guard case .line? = token(index) else { return }
    below = ListBelow(mayCrossBlank: hasColon || isTitle)
  }

  /// Reads references and what joins them; the index must stand on a reference.
  private mutating func readReferences() {
    while case .reference(let reference)? = token(index) {
      if known.insert(reference).inserted { found.append(reference) }
      index += 1
      var next = skippingLineEnd(index)
      let joint = next
      while isJoint(token(next)), next - joint < 2 { next += 1 }
      guard next > joint else { return }
      next = skippingLineEnd(next)
      guard case .reference? = token(next) else { return }
      index = next
    }
  }

  private func isJoint(_ token: ProseToken?) -> Bool { token == .separator || token == .word("and") }

  /// Decides whether a line belongs to the list below a marker, and reads the references it begins with.
  private mutating func readLineBelow(afterBlank: Bool, indent: Int) {
    guard var list = below else { return }
    below = nil
    guard !afterBlank || list.mayCrossBlank else { return }
    if token(index) == .bullet {
      let column = list.bulletColumn ?? indent
      guard indent + 1 >= column else { return }
      while token(index) == .bullet { index += 1 }
      list.bulletColumn = column
      list.mayCrossBlank = true
      // Deeper bullets say something about an item; they are not items.
      if indent <= column + 1 { readReferences() }
    } else if let column = list.bulletColumn {
      // More text of an item is indented; anything else ends the list.
      guard !afterBlank, indent > column else { return }
    } else {
      guard case .reference? = token(index) else { return }
      readReferences()
      list.mayCrossBlank = false
    }
    below = list
  }

  private func token(_ place: Int) -> ProseToken? { tokens.indices.contains(place) ? tokens[place] : nil }

  /// A sentence may be wrapped between any two words, but does not go on after a blank line.
  private func skippingLineEnd(_ place: Int) -> Int {
    if case .line(afterBlank: false, _)? = token(place) { return place + 1 }
    return place
  }
}
