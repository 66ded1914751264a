extension DependencyReader {
  /// The references of the list that begins at a place, and where it ends; none where no list begins.
  func list(at start: Int) -> (references: [DependencyReading.Reference], end: Int) {
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
  func isAlternative(after end: Int) -> Bool {
    let rest = skippingRemark(end)
    let place = jointEnd(from: rest) ?? skippingLineEnd(rest)
    return token(place) == .word("or") && referencePlace(from: place + 1) != nil
  }

  func referencePlace(from start: Int) -> Int? {
    var place = skippingLineEnd(start)
    while case .word(let word)? = token(place), DependencyWords.beforeReference.contains(word), place - start < 8 {
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
    guard isRange, case .reference(let last)? = token(start + 1), last.repository == first.repository,
      last.number > first.number, last.number - first.number < 20
    else { return nil }
    return (last, start + 1)
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
