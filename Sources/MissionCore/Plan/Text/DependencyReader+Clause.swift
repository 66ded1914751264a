extension DependencyReader {
  /// How far back in a sentence a word may stand that takes a marker back.
  private static let reach = 12

  /// Whether the clause before a marker negates it, puts it into the past or supposes it, or speaks of another issue.
  func isTakenBack(at marker: Int) -> Bool {
    var isAdjacent = true
    var isSameClause = true
    var place = marker - 1
    while marker - place <= Self.reach, let token = token(place) {
      switch token {
      case .word(let word):
        if DependencyWords.suppositions.contains(word) { return true }
        let isNegation = DependencyWords.negations.contains(word) || word.hasSuffix("n't")
        if isNegation, isSameClause || deniesWhatFollows(place) { return true }
        if isAdjacent, DependencyWords.strangers.contains(word) { return true }
        if DependencyWords.clauseStarts.contains(word) { isSameClause = false }
        isAdjacent = isAdjacent && DependencyWords.copulas.contains(word)
      case .reference: if isAdjacent { return true }
      case .hyphen: break
      case .colon: isSameClause = false
      case .opening where isAdjacent && isOfListedIssue(place): return true
      case .line(afterBlank: false, _) where continuesSentence(at: place): break
      case .joint, .opening, .closing, .bar, .stop, .question, .line, .bullet, .heading, .other: return false
      }
      place -= 1
    }
    return false
  }

  /// Whether a negation reaches the clause behind it: "I don't think this depends on #3", "it is not the case that …".
  private func deniesWhatFollows(_ negation: Int) -> Bool {
    guard case .word(let word)? = token(negation + 1) else { return false }
    return DependencyWords.beliefs.contains(word) || (word == "the" && token(negation + 2) == .word("case"))
  }

  /// Whether a bracket says something about the issue before it in a list of issues: "- Auth #6 (after #5)".
  private func isOfListedIssue(_ opening: Int) -> Bool {
    guard case .reference? = token(opening - 1) else { return false }
    var place = opening - 1
    while opening - place <= Self.reach {
      if token(place - 1) == .bullet { return true }
      if isLineStart(place) { return place == opening - 1 }
      place -= 1
    }
    return false
  }

  /// Whether *after*, at `marker`, orders work, where what it names ends at `end`.
  func orders(from marker: Int, to end: Int) -> Bool {
    guard begins(marker) || isOrdered(before: marker) else { return false }
    let end = skippingBracket(end)
    switch token(end) {
    case .word(let word):
      guard DependencyWords.afterOrder.contains(word) else { return false }
    case .question: return false
    default: break
    }
    return !tellsTrouble(after: end)
  }

  /// Whether a place begins a sentence: by its line, its bullet, its bracket, or behind a full stop.
  func begins(_ place: Int) -> Bool {
    switch token(place - 1) {
    case .line(afterBlank: false, _): isCapital(place) || !continuesSentence(at: place - 1)
    case .word, .reference, .hyphen, .question, .closing: false
    case .line, .bullet, .heading, .colon, .joint, .opening, .bar, .stop, .other, nil: true
    }
  }

  /// Whether the text before a line's start, at `place`, goes on in that line: it ends in a word.
  private func continuesSentence(at place: Int) -> Bool {
    if case .word? = token(place - 1) { return true }
    return false
  }

  private func isOrdered(before marker: Int) -> Bool {
    var isOrdered = false
    var place = marker - 1
    while marker - place <= Self.reach, let token = token(place) {
      switch token {
      case .word(let word):
        if DependencyWords.trouble.contains(word) || word.hasSuffix("n't") { return false }
        isOrdered = isOrdered || DependencyWords.orders.contains(word)
      case .stop, .question, .bullet, .heading, .bar, .line(afterBlank: true, _): return isOrdered
      case .line, .reference, .joint, .colon, .hyphen, .opening, .closing, .other: break
      }
      place -= 1
    }
    return isOrdered
  }

  private func tellsTrouble(after end: Int) -> Bool {
    for place in end..<max(end, min(end + 30, tokens.count)) {
      switch tokens[place] {
      case .word(let word):
        if DependencyWords.trouble.contains(word) || word.hasSuffix("n't") { return true }
      case .stop, .question, .line, .closing, .bar: return false
      case .reference, .joint, .colon, .hyphen, .opening, .bullet, .heading, .other: continue
      }
    }
    return false
  }
}
