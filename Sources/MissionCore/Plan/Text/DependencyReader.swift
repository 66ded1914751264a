/// Reads what a body says its issue waits for. The grammar, in the visible text (``VisibleMarkdown``):
///
///     dependency = marker [":" | "-" | "|"] ( list | words "(" list ")" | line-end below )
///     marker     = "depends on" | "blocked by" | "requires" | "after", and their forms (`Depends-On`, `DEPENDS_ON`)
///     list       = noun* unit { [joint] noun* unit }        nouns: "issue", "PR", "both", "all of", …
///     unit       = reference [ range reference ] [ "(" anything ")" ] [ (":" | "-") words, where a joint follows ]
///     joint      = up to four of "," "&" "+" "/" ";" "and" "also" and their full-width forms
///     range      = "-" | "to" | "through"; at most 20 numbers, upwards, of one repository
///     below      = lines that begin with a list, or bullets that hold one: "#4 …", "text (#4)", "text: #4", "text #4"
///
/// A sentence may be wrapped between any two words, but ends at a blank line. No dependency are
/// - a marker that its clause negates, puts into the past, supposes or asks ("was blocked by #3", "if it depends on #3"),
/// - one whose subject is another issue ("#5 depends on #3", "#4, which requires #3", "- Auth #5 (after #3)"),
/// - a list of alternatives ("#3 or #4"),
/// - an *after* that does not order work: it begins its line or sentence, or an ordering word stands before it ("must
///   land after #3"), and nothing in the sentence tells of trouble or of the past.
///
/// Whatever looked like a marker and was not read is named with its line.
struct DependencyReader {
  /// Reads a whole body.
  static func read(_ body: String, repository: RepositoryName) -> DependencyReading {
    var reader = DependencyReader(Prose(markdown: body, repository: repository))
    while reader.index < reader.tokens.count { reader.step() }
    var reading = DependencyReading()
    reading.references = reader.found
    reading.unread = unread(reader.missed, in: body)
    return reading
  }

  private enum Marker {
    case firm
    case after
    /// No marker, but a word people use as one.
    case near
  }

  /// A list that may stand on the lines below its marker.
  private struct ListBelow {
    /// Where the marker stands.
    var marker: Int
    /// Whether the next line may come after a blank one.
    var mayCrossBlank: Bool
    /// The column of the first bullet; nil before it.
    var bulletColumn: Int?
    /// Whether anything was read for the marker.
    var hasRead = false
    /// The column of the table that holds the list, from 0; nil where it is no table.
    var cell: Int?
  }

  let tokens: [ProseToken]
  private let places: [ProsePlace]
  private var index = 0
  private var found: [DependencyReading.Reference] = []
  private var known: Set<IssueReference> = []
  private var missed: [Int] = []
  private var isHeading = false
  private var below: ListBelow?

  private init(_ prose: Prose) {
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

  private mutating func step() {
    switch tokens[index] {
    case .line(let afterBlank, let indent):
      index += 1
      isHeading = false
      readLineBelow(afterBlank: afterBlank, indent: indent)
    case .heading:
      index += 1
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

  private func marker(at start: Int) -> (Marker, end: Int)? {
    guard case .word(let word) = tokens[start] else { return nil }
    switch word {
    case "after": return (.after, start + 1)
    case "requires", "require", "depends_on", "blocked_by": return (.firm, start + 1)
    case "depends", "depend":
      return wordEnd("on", after: start).map { (.firm, $0) } ?? wordEnd("upon", after: start).map { (.near, $0) }
    case "blocked": return wordEnd("by", after: start).map { (.firm, $0) }
    case _ where DependencyWords.nearMarkers.contains(word): return (.near, start + 1)
    default: return nil
    }
  }

  private func wordEnd(_ word: String, after start: Int) -> Int? {
    var next = start + 1
    if token(next) == .hyphen { next += 1 } else { next = skippingLineEnd(next) }
    return token(next) == .word(word) ? next + 1 : nil
  }

  // MARK: One marker

  private mutating func read(_ marker: Marker, from start: Int, end: Int) {
    guard marker != .near, !isTakenBack(at: start) else {
      if namesReference(from: end) { miss(start) }
      return
    }
    var next = end
    while isIntroduction(token(next)) { next += 1 }
    let hasColon = next > end
    let list = isLineEnd(next) ? (references: [], end: next) : self.list(at: next)
    if !list.references.isEmpty {
      guard token(list.end) != .question, marker != .after || orders(from: start, to: list.end) else {
        return miss(start)
      }
      list.references.forEach { take($0) }
      return
    }
    var rest = next
    while case .word(let word)? = token(rest), DependencyWords.beforeReference.contains(word) { rest += 1 }
    if marker == .firm, let end = introductionEnd(from: rest) { rest = end }
    while token(rest) == .colon || token(rest) == .hyphen { rest += 1 }
    if isLineEnd(rest), marker != .after || begins(start) || orders(from: start, to: rest) {
      let isTitle = isHeading || isLineStart(start)
      endBelow()
      below = ListBelow(marker: start, mayCrossBlank: hasColon || rest > next || isTitle)
      return
    }
    if marker == .firm, token(start - 1) == .bar || isLineStart(start), isTableCell(end) {
      endBelow()
      below = ListBelow(marker: start, mayCrossBlank: false, cell: cell(of: start))
      return
    }
    if marker == .firm {
      let titled = bracketed(from: next)
      guard titled.isEmpty else { return titled.forEach { take($0) } }
    }
    if namesReference(from: end) || (marker == .firm && saysSomething(next)) { miss(start) }
  }

  private func isIntroduction(_ token: ProseToken?) -> Bool { token == .colon || token == .hyphen || token == .bar }

  /// The place of the colon that ends a line of a few words: "the following changes being merged first:".
  private func introductionEnd(from start: Int) -> Int? {
    var place = start
    while place - start < 8, case .word? = token(place) { place += 1 }
    return token(place) == .colon && isLineEnd(place + 1) ? place : nil
  }

  private func saysSomething(_ place: Int) -> Bool {
    guard case .word(let word)? = token(place), token(place - 1) == .colon else { return false }
    return !DependencyWords.nothing.contains(word)
  }

  private mutating func take(_ reference: DependencyReading.Reference) {
    if known.insert(reference.issue).inserted { found.append(reference) }
  }

  private mutating func miss(_ place: Int) {
    let line = places[place].line
    if missed.last != line { missed.append(line) }
  }

  // MARK: Lists

  /// The references of the list that begins at a place, and where it ends; none where no list begins.
  private func list(at start: Int) -> (references: [DependencyReading.Reference], end: Int) {
    var references: [DependencyReading.Reference] = []
    var end = start
    var next = start
    // What was struck may have been the first of a list.
    while token(next) == .joint { next += 1 }
    while let place = referencePlace(from: next), case .reference(let first)? = token(place) {
      if !references.isEmpty, stateEnd(from: place + 1) == nil, case .word(let word)? = token(place + 1),
        DependencyWords.predicates.contains(word)
      {
        break
      }
      references.append(.init(issue: first, line: places[place].line))
      end = place + 1
      if let last = rangeEnd(from: end, of: first) {
        for number in (first.number + 1)...max(first.number + 1, last.reference.number) {
          guard let reference = IssueReference(repository: first.repository, number: number) else { break }
          references.append(.init(issue: reference, line: places[last.place].line))
        }
        end = last.place + 1
      }
      let rest = skippingRemark(end)
      // Two references side by side are a list as well: "#3 #4".
      if case .reference? = token(rest) {
        next = rest
        continue
      }
      guard let afterJoint = jointEnd(from: rest) else { break }
      next = afterJoint
    }
    return isAlternative(after: end) ? ([], start) : (references, end)
  }

  /// Whether the list that ends there goes on with "or #4": nobody can tell which of them is waited for.
  private func isAlternative(after end: Int) -> Bool {
    let rest = skippingRemark(end)
    let place = jointEnd(from: rest) ?? skippingLineEnd(rest)
    return token(place) == .word("or") && referencePlace(from: place + 1) != nil
  }

  private func referencePlace(from start: Int) -> Int? {
    var place = skippingLineEnd(start)
    while case .word(let word)? = token(place), DependencyWords.beforeReference.contains(word), place - start < 8 {
      place = skippingLineEnd(place + 1)
    }
    guard case .reference? = token(place), token(place - 1) != .word("the") else { return nil }
    return place
  }

  private func jointEnd(from start: Int) -> Int? {
    var place = skippingLineEnd(start)
    let first = place
    while isJoint(token(place)), place - first < 4 { place += 1 }
    return place > first ? place : nil
  }

  private func isJoint(_ token: ProseToken?) -> Bool {
    if case .word(let word)? = token { return DependencyWords.joints.contains(word) }
    return token == .joint
  }

  private func rangeEnd(
    from start: Int, of first: IssueReference
  ) -> (reference: IssueReference, place: Int)? {
    let isRange =
      if case .word(let word)? = token(start) { DependencyWords.ranges.contains(word) } else { token(start) == .hyphen }
    guard isRange, case .reference(let last)? = token(start + 1), last.repository == first.repository,
      last.number > first.number, last.number - first.number < 20
    else { return nil }
    return (last, start + 1)
  }

  /// The place behind words that say a reference is done: "is merged", "has landed".
  private func stateEnd(from start: Int) -> Int? {
    guard case .word(let copula)? = token(start), DependencyWords.copulas.contains(copula),
      case .word(let state)? = token(start + 1), DependencyWords.states.contains(state)
    else { return nil }
    return start + 2
  }

  /// The place behind what is said about a reference, in brackets or, where the list goes on, behind a dash or a colon.
  private func skippingRemark(_ start: Int) -> Int {
    let end = skippingBracket(start)
    guard end == start else { return end }
    if let end = stateEnd(from: start) { return end }
    guard token(start) == .hyphen || token(start) == .colon else { return start }
    var place = start + 1
    while place - start < 9, case .word(let word)? = token(place), !DependencyWords.asides.contains(word),
      marker(at: place) == nil
    {
      place += 1
    }
    guard token(place) == .joint, referencePlace(from: place + 1) != nil else { return start }
    return place
  }

  /// The place behind the bracket at a place; the same where none stands there, or it has no end nearby.
  func skippingBracket(_ start: Int) -> Int {
    let opening = token(start) == .opening ? start : skippingLineEnd(start)
    guard token(opening) == .opening else { return start }
    var depth = 0
    for place in opening..<min(opening + 60, tokens.count) {
      if tokens[place] == .opening { depth += 1 }
      if tokens[place] == .closing { depth -= 1 }
      if case .line(afterBlank: true, _) = tokens[place] { return start }
      if depth == 0 { return place + 1 }
    }
    return start
  }

  /// The references of the first bracket on a line that holds nothing else: "Add the table (#3)".
  private func bracketed(from start: Int) -> [DependencyReading.Reference] {
    var place = start
    while place < tokens.count, place - start < 60 {
      switch tokens[place] {
      case .opening:
        let list = list(at: place + 1)
        if !list.references.isEmpty, token(list.end) == .closing { return list.references }
      case .line, .reference, .stop, .question, .bar: return []
      case .word(let word) where DependencyWords.asides.contains(word) || DependencyWords.nothing.contains(word):
        return []
      default: break
      }
      place += 1
    }
    return []
  }

  // MARK: Below a marker

  private mutating func endBelow() {
    if let below, !below.hasRead, below.cell == nil, tokens[below.marker] != .word("after") { miss(below.marker) }
    below = nil
  }

  /// Decides whether a line belongs to the list below a marker, and reads what it holds.
  private mutating func readLineBelow(afterBlank: Bool, indent: Int) {
    guard var list = below else { return }
    guard !afterBlank || list.mayCrossBlank else { return endBelow() }
    if let cell = list.cell {
      guard !afterBlank, let start = place(ofCell: cell) else { return endBelow() }
      self.list(at: start).references.forEach { take($0) }
      return
    }
    if token(index) == .bullet {
      let column = list.bulletColumn ?? indent
      guard indent + 1 >= column else { return endBelow() }
      var start = index
      while token(start) == .bullet { start += 1 }
      list.bulletColumn = column
      list.mayCrossBlank = true
      // Deeper bullets say something about an item; they are not items.
      if indent <= column + 1 {
        let references = item(from: start)
        references.forEach { take($0) }
        list.hasRead = list.hasRead || !references.isEmpty
        if references.isEmpty, namesReference(from: start) { miss(start) }
      }
    } else if let column = list.bulletColumn {
      // More text of an item is indented; anything else ends the list.
      guard !afterBlank, indent > column else { return endBelow() }
    } else {
      let references = self.list(at: index).references
      guard !references.isEmpty else {
        // An answer of a form without an answer says that there is nothing to wait for.
        if token(index) == .word("no") || token(index) == .word("none") { list.hasRead = true }
        below = list
        return endBelow()
      }
      references.forEach { take($0) }
      list.hasRead = true
      list.mayCrossBlank = false
    }
    below = list
  }

  /// The references of a list's item: those it begins with, those in a bracket of their own, or those that end it.
  private func item(from start: Int) -> [DependencyReading.Reference] {
    let leading = list(at: start)
    guard leading.references.isEmpty else { return leading.references }
    let titled = bracketed(from: start)
    guard titled.isEmpty else { return titled }
    var place = start
    while place < tokens.count, place - start < 60 {
      switch tokens[place] {
      case .reference:
        let list = list(at: place)
        return isLineEnd(list.end) || token(list.end) == .stop || token(list.end) == .opening ? list.references : []
      case .line, .question: return []
      case .word(let word) where DependencyWords.asides.contains(word) || marker(at: place) != nil: return []
      default: place += 1
      }
    }
    return []
  }

  // MARK: Tables

  private func isTableCell(_ end: Int) -> Bool {
    guard token(end) == .bar else { return false }
    // A row below it of nothing but dashes makes it a table's head.
    var place = end
    while place < tokens.count, place - end < 60 {
      if case .line = tokens[place] { break }
      place += 1
    }
    place += 1
    guard token(place) == .bar || token(place) == .hyphen || token(place) == .colon else { return false }
    return token(place + 1) == .hyphen || token(place + 1) == .colon || token(place) == .hyphen
  }

  private func cell(of start: Int) -> Int {
    var cell = 0
    var place = start - 1
    while place >= 0, start - place < 60 {
      if case .line = tokens[place] { break }
      if tokens[place] == .bar { cell += 1 }
      place -= 1
    }
    return cell
  }

  private func place(ofCell cell: Int) -> Int? {
    var bars = 0
    var place = index
    while place < tokens.count {
      if case .line = tokens[place] { return nil }
      if tokens[place] == .bar { bars += 1 }
      if bars == cell { return tokens[place] == .bar ? place + 1 : place }
      place += 1
    }
    return nil
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
  private func namesReference(from start: Int) -> Bool {
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
  private func skippingLineEnd(_ place: Int) -> Int {
    if case .line(afterBlank: false, _)? = token(place) { return place + 1 }
    return place
  }
}

extension Character {
  /// Whether it ends a line of Markdown: `\n`, `\r`, or both, which are one character.
  fileprivate var isNewlineOfMarkdown: Bool { self == "\n" || self == "\r" || self == "\r\n" }
}
