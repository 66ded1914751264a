extension DependencyReader {
  /// A list of references.
  struct List {
    var references: [DependencyReading.Reference] = []
    /// Where it ends; where it would begin when there is none.
    var end: Int
    /// Whether some of its references are taken back: "#3 (optional), #4".
    var isPartial = false
  }

  /// The list that begins at a place; one of nothing where none does.
  func list(at start: Int) -> List {
    var references: [DependencyReading.Reference] = []
    var isPartial = false
    var end = start
    var next = start
    guard !isChoice(at: start) else { return List(end: start) }
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
      } else if isWithdrawn(inBracket: end) {
        references.removeLast()
        isPartial = true
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
    if isAlternative(after: end) { return List(end: start) }
    return List(references: references, end: end, isPartial: isPartial)
  }

  /// Whether a bracket begins there that takes back the reference before it: "(optional)", "(no longer)", "(if …)",
  /// "(?)".
  private func isWithdrawn(inBracket place: Int) -> Bool {
    guard token(place) == .opening else { return false }
    if token(place + 1) == .question { return true }
    guard case .word(let word)? = token(place + 1) else { return false }
    if DependencyWords.withdrawals.contains(word) || DependencyWords.conditionsBehind.contains(word) { return true }
    switch word {
    case "no": return token(place + 2) == .word("longer")
    case "not":
      guard case .word(let next)? = token(place + 2) else { return false }
      return ["anymore", "any", "needed", "necessary", "required", "strictly"].contains(next)
    default: return false
    }
  }

  /// Whether behind a list that ends there stands what may belong to it, by words that no rule reads ("#3 along with
  /// #4") or as a bare number ("#3 and 4", "#3-5").
  func leavesOut(after end: Int) -> Bool {
    let rest = skippingRemark(end)
    let next = jointEnd(from: rest) ?? (token(rest) == .hyphen ? rest + 1 : rest)
    if next > rest, isDigits(token(next)) {
      switch token(next + 1) {
      case .joint, .stop, .closing, .line, nil: return true
      default: break
      }
    }
    var place = rest
    while place - rest < 3, case .word(let word)? = token(place), !DependencyWords.asides.contains(word),
      !DependencyWords.negations.contains(word), !DependencyWords.predicates.contains(word), marker(at: place) == nil
    {
      place += 1
    }
    guard place > rest, case .reference? = token(place) else { return false }
    return true
  }

  func isDigits(_ token: ProseToken?) -> Bool {
    guard case .word(let word)? = token else { return false }
    return !word.isEmpty && word.utf8.allSatisfy(\.isDigit)
  }

  /// Whether a word may stand before a reference: one of the table, or how many there are.
  func isBeforeReference(_ token: ProseToken?) -> Bool {
    guard case .word(let word)? = token else { return false }
    return DependencyWords.beforeReference.contains(word) || isNumber(token)
  }

  func isNumber(_ token: ProseToken?) -> Bool {
    guard case .word(let word)? = token else { return false }
    return DependencyWords.numbers.contains(word) || isDigits(token)
  }

  /// Whether a list begins there of which some are meant, "one of #3, #4": nobody can tell which.
  func isChoice(at start: Int) -> Bool { isNumber(token(start)) && token(start + 1) == .word("of") }

  /// Whether the list that ends there goes on with "or #4": nobody can tell which of them is waited for.
  func isAlternative(after end: Int) -> Bool {
    let rest = skippingRemark(end)
    let place = jointEnd(from: rest) ?? skippingLineEnd(rest)
    return token(place) == .word("or") && referencePlace(from: place + 1) != nil
  }

  func referencePlace(from start: Int) -> Int? {
    var place = skippingLineEnd(start)
    while isBeforeReference(token(place)), place - start < 8 {
      place = skippingLineEnd(place + 1)
    }
    guard case .reference? = token(place), token(place - 1) != .word("the") else { return nil }
    return place
  }

  func jointEnd(from start: Int) -> Int? {
    var place = skippingLineEnd(start)
    let first = place
    while isJoint(token(place)), place - first < 4 { place += 1 }
    return place > first ? place : nil
  }

  func isJoint(_ token: ProseToken?) -> Bool {
    if case .word(let word)? = token { return DependencyWords.joints.contains(word) }
    return token == .joint
  }

  func rangeEnd(
    from start: Int, of first: IssueReference
  ) -> (reference: IssueReference, place: Int)? {
    let isRange =
      if case .word(let word)? = token(start) { DependencyWords.ranges.contains(word) } else { token(start) == .hyphen }
    let place = token(start) == .stop && token(start + 1) == .stop ? start + 2 : start + 1
    guard isRange || place == start + 2, case .reference(let last)? = token(place), last.repository == first.repository,
      last.number > first.number, last.number - first.number < 20
    else { return nil }
    return (last, place)
  }

  /// The place behind words that say a reference is done: "is merged", "has landed".
  func stateEnd(from start: Int) -> Int? {
    guard case .word(let copula)? = token(start), DependencyWords.copulas.contains(copula),
      case .word(let state)? = token(start + 1), DependencyWords.states.contains(state)
    else { return nil }
    return start + 2
  }

  /// The place behind what is said about a reference, in brackets or, where the list goes on, behind a dash or a colon.
  func skippingRemark(_ start: Int) -> Int {
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
  func bracketed(from start: Int) -> [DependencyReading.Reference] {
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
}
