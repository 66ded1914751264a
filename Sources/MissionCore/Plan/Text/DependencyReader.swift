/// Reads what a body says its issue waits for. The grammar, in the visible text (``VisibleMarkdown``):
///
///     dependency = marker [":" | "-" | "|"] ( list | words "(" list ")" | line-end below )
///     marker     = "depends on" | "blocked by" | "requires" | "after", and their forms (`Depends-On`, `DEPENDS_ON`)
///     list       = noun* unit { [joint] noun* unit }        nouns: "issue", "PR", "both", "all of", …
///     unit       = reference [ range reference ] [ "(" anything ")" ] [ (":" | "-") words, where a joint follows ]
///     joint      = up to four of "," "&" "+" "/" ";" "and" "also" and their full-width forms
///     range      = "-" | ".." | "to" | "through"; at most 20 numbers, upwards, of one repository
///     below      = lines that begin with a list, or bullets that hold one: "#4 …", "text (#4)", "text: #4", "text #4";
///                  or the cells of a column: the one that the marker heads, or the one that names issues
///
/// A sentence may be wrapped between any two words, but ends at a blank line. No dependency are
/// - a marker that its clause negates, puts into the past, supposes or asks ("was blocked by #3", "if it depends on
/// #3",
///   "if #4 lands, depends on #3", "does it depend on #3 or not?"), and a reference with a condition behind it ("#3 if
/// time permits", "#3 (optional)"),
/// - one whose subject is another issue ("#5 depends on #3", "#4, which requires #3", "- Auth #5 (after #3)", a row of
/// a
///   table that names #5), or somebody or something else ("our customers depend on #3", "the mobile app requires #3"),
/// - a list of alternatives ("#3 or #4", "one of #3, #4"),
/// - an *after* that does not order work: it begins its line or sentence, or an ordering word stands before it ("must
///   land after #3"), and nothing in the sentence tells of trouble or of the past.
///
/// Whatever looked like a marker and was not read is named with its line, in other languages too, and so is a list with
/// something behind it that may belong to it ("#3 along with #4", "#3 and 4").
struct DependencyReader {
  /// Reads a whole body.
  ///
  /// - Parameter own: The issue whose body it is, where that is known.
  static func read(_ body: String, repository: RepositoryName, own: IssueReference?) -> DependencyReading {
    var reader = DependencyReader(Prose(markdown: AlertBoxes.opened(in: body), repository: repository), own: own)
    while reader.index < reader.tokens.count { reader.step() }
    if reader.below?.bulletColumn != nil { reader.endBelow() }
    var reading = DependencyReading()
    reading.references = reader.found
    reading.unread = unread(reader.missed, in: body)
    return reading
  }

  enum Marker {
    case firm
    case after
    /// No marker, but a word people use as one.
    case near
  }

  /// A list that may stand on the lines below its marker.
  struct ListBelow {
    /// Where the marker stands.
    var marker: Int
    /// Whether the next line may come after a blank one.
    var mayCrossBlank: Bool
    /// The column of the first bullet; nil before it.
    var bulletColumn: Int?
    /// Whether anything was read for the marker.
    var hasRead = false
    /// The column of the table that holds the list; nil where it is no table.
    var column: Column?
  }

  let tokens: [ProseToken]
  let places: [ProsePlace]
  let own: IssueReference?
  var index = 0
  var found: [DependencyReading.Reference] = []
  var known: Set<IssueReference> = []
  var missed: [Int] = []
  var isHeading = false
  var below: ListBelow?
  /// The items of lists around the place, outermost first: where each begins, and whether it is about another issue.
  var items: [(indent: Int, isOther: Bool)] = []

  private init(_ prose: Prose, own: IssueReference?) {
    self.own = own
    tokens = prose.tokens
    places = prose.places
  }

  private static func unread(_ numbers: [Int], in body: String) -> [DependencyReading.UnreadLine] {
    let wanted = Set(numbers)
    guard let last = wanted.max() else { return [] }
    var lines: [DependencyReading.UnreadLine] = []
    for (index, line) in body.split(
      maxSplits: last, omittingEmptySubsequences: false, whereSeparator: \.isNewlineOfMarkdown
    )
    .enumerated() where wanted.contains(index + 1) && lines.count < 20 {
      lines.append(.init(number: index + 1, text: UntrustedText.line(String(line), limit: 120)))
    }
    return lines
  }

  mutating func step() {
    switch tokens[index] {
    case .line(let afterBlank, let indent):
      index += 1
      isHeading = false
      noteItem(afterBlank: afterBlank, indent: indent)
      readLineBelow(afterBlank: afterBlank, indent: indent)
    case .heading:
      index += 1
      items.removeAll()
      isHeading = true
      endBelow()
    case .word:
      guard let (marker, end) = marker(at: index) else {
        index += 1
        return
      }
      read(marker, from: index, end: end)
      index = end
    default: index += 1
    }
  }

  func marker(at start: Int) -> (Marker, end: Int)? {
    guard case .word(let word) = tokens[start] else { return nil }
    switch word {
    case "after": return (.after, start + 1)
    case "requires", "require", "depends_on", "blocked_by", "dependson", "blockedby": return (.firm, start + 1)
    case "depends", "depend":
      if let end = wordEnd("on", after: start) { return (.firm, end) }
      return wordEnd("upon", after: start).map { (.near, $0) } ?? namedNext(start + 1)
    case "blocked":
      return wordEnd("by", after: start).map { (.firm, $0) } ?? wordEnd("on", after: start).map { (.near, $0) }
        ?? namedNext(start + 1)
    case "stacked", "contingent", "gated", "builds", "relies": return wordEnd("on", after: start).map { (.near, $0) }
    case "wait": return wordEnd("for", after: start).map { (.near, $0) }
    case "until", "once", "when": return namedNext(start + 1)
    case _ where DependencyWords.nearMarkers.contains(word) || DependencyWords.isForeign(word):
      return (.near, start + 1)
    default: return nil
    }
  }

  /// A word that people use as a marker only right before what it names: "once #3 is in", "depends: #3".
  private func namedNext(_ start: Int) -> (Marker, end: Int)? {
    let place = token(start) == .colon ? start + 1 : start
    return referencePlace(from: place).map { _ in (.near, start) }
  }

  func wordEnd(_ word: String, after start: Int) -> Int? {
    var next = start + 1
    if token(next) == .hyphen { next += 1 } else { next = skippingLineEnd(next) }
    return token(next) == .word(word) ? next + 1 : nil
  }

  // MARK: One marker

  mutating func read(_ marker: Marker, from start: Int, end: Int) {
    guard marker != .near, !isTakenBack(at: start), !isAboutOther(at: start), !isAsked(at: start) else {
      if namesReference(from: end) || (marker == .near && (listsReferenceBelow(end) || isBehindReference(start))) {
        miss(start)
      }
      return
    }
    var next = end
    while isIntroduction(token(next)) { next += 1 }
    let hasColon = next > end
    guard !isChoice(at: next) else { return miss(start) }
    if readList(at: next, of: marker, from: start) { return }
    if marker == .firm, let column = column(from: start, to: end) {
      endBelow()
      below = ListBelow(marker: start, mayCrossBlank: false, column: column)
      return
    }
    var rest = next
    while isBeforeReference(token(rest)) { rest += 1 }
    if token(rest) == .opening, isNumber(token(rest + 1)), token(rest + 2) == .closing { rest += 3 }
    if marker == .firm, let end = introductionEnd(from: rest) { rest = end }
    while token(rest) == .colon || token(rest) == .hyphen { rest += 1 }
    // "Blocked by 2 issues: #3 and #4".
    if rest > next, token(rest - 1) == .colon, readList(at: rest, of: marker, from: start) { return }
    // "Depends on issue 3": GitHub makes no reference of that.
    let isBareNumber = isLineEnd(rest) && isDigits(token(rest - 1)) && rest > next
    if isLineEnd(rest), !isBareNumber, marker != .after || begins(start) || orders(from: start, to: rest) {
      let isTitle = isHeading || isLineStart(start)
      endBelow()
      below = ListBelow(marker: start, mayCrossBlank: hasColon || rest > next || isTitle)
      return
    }
    if marker == .firm {
      let titled = bracketed(from: next)
      guard titled.isEmpty else { return titled.forEach { take($0) } }
    }
    if isBareNumber || namesReference(from: end) || (marker == .firm && saysSomething(next, of: start)) { miss(start) }
  }

  /// Reads the list of a marker that begins on its line, or notes why it is none; whether there was one.
  private mutating func readList(at place: Int, of marker: Marker, from start: Int) -> Bool {
    guard !isLineEnd(place) else { return false }
    let list = list(at: place)
    guard !list.references.isEmpty else { return false }
    guard token(list.end) != .question, !isConditional(after: list.end),
      marker != .after || orders(from: start, to: list.end)
    else {
      miss(start)
      return true
    }
    list.references.forEach { take($0) }
    if list.isPartial || leavesOut(after: list.end) { miss(start) }
    return true
  }

  func isIntroduction(_ token: ProseToken?) -> Bool { token == .colon || token == .hyphen || token == .bar }

  /// The place of the colon that ends a line of a few words: "the following changes being merged first:".
  func introductionEnd(from start: Int) -> Int? {
    var place = start
    while place - start < 8, case .word? = token(place) { place += 1 }
    return token(place) == .colon && isLineEnd(place + 1) ? place : nil
  }

  /// Whether words stand behind a marker that begins its line, or behind its colon: what they name may be in another
  /// tracker.
  func saysSomething(_ place: Int, of marker: Int) -> Bool {
    switch token(place) {
    case .word(let word)?:
      guard token(place - 1) == .colon || isLineStart(marker), token(marker) != .word("requires") else { return false }
      return !DependencyWords.nothing.contains(word)
    case .other?: return isLineStart(marker)
    default: return false
    }
  }

  mutating func take(_ reference: DependencyReading.Reference) {
    if known.insert(reference.issue).inserted { found.append(reference) }
  }

  mutating func miss(_ place: Int) {
    let line = places[place].line
    if missed.last != line { missed.append(line) }
  }

  /// Whether the lines below one that ends there, perhaps with a colon, begin with a list.
  private func listsReferenceBelow(_ end: Int) -> Bool {
    var place = end
    while isIntroduction(token(place)) { place += 1 }
    guard case .line? = token(place) else { return false }
    place += 1
    while token(place) == .bullet { place += 1 }
    return !item(from: place).isEmpty
  }

  /// Whether the place holds a marker of another language, and its reference stands before it on its line, as in
  /// several of them.
  private func isBehindReference(_ place: Int) -> Bool {
    guard case .word(let word)? = token(place), DependencyWords.isForeign(word) else { return false }
    for place in stride(from: place - 1, through: max(0, place - 60), by: -1) {
      switch tokens[place] {
      case .reference: return true
      case .line: return false
      default: continue
      }
    }
    return false
  }

  // MARK: Places

  func token(_ place: Int) -> ProseToken? { tokens.indices.contains(place) ? tokens[place] : nil }

  func isCapital(_ place: Int) -> Bool { places[place].isCapital }

  func isLineEnd(_ place: Int) -> Bool {
    guard let token = token(place) else { return true }
    if case .line = token { return true }
    return false
  }

  func isLineStart(_ place: Int) -> Bool {
    switch token(place - 1) {
    case .line, .heading, .bullet, nil: true
    default: false
    }
  }

  /// Whether a reference stands on the rest of a line.
  func namesReference(from start: Int) -> Bool {
    for place in start..<max(start, min(start + 60, tokens.count)) {
      switch tokens[place] {
      case .reference: return true
      case .line: return false
      default: continue
      }
    }
    return false
  }

  /// A sentence may be wrapped between any two words, but does not go on after a blank line.
  func skippingLineEnd(_ place: Int) -> Int {
    if case .line(afterBlank: false, _)? = token(place) { return place + 1 }
    return place
  }
}

extension Character {
  /// Whether it ends a line of Markdown: `\n`, `\r`, or both, which are one character.
  fileprivate var isNewlineOfMarkdown: Bool { self == "\n" || self == "\r" || self == "\r\n" }
}
