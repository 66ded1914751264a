extension DependencyReader {
  /// How far back in a sentence a word may stand that takes a marker back.
  private static let reach = 12

  /// Whether the clause before a marker negates it, puts it into the past or supposes it, or speaks of another issue.
  func isTakenBack(at marker: Int) -> Bool {
    if isConditional(before: marker) { return true }
    var isAdjacent = true
    var isSameClause = true
    var mayBeOthers = true
    var place = marker - 1
    while marker - place <= Self.reach, let token = token(place) {
      switch token {
      case .word(let word):
        if DependencyWords.suppositions.contains(word) { return true }
        // "Not only blocked by #3 but also …".
        let isMore = self.word(at: place + 1) == "only" || self.word(at: place + 1) == "just"
        let isNegation = !isMore && (DependencyWords.negations.contains(word) || word.hasSuffix("n't"))
        if isNegation, isSameClause || deniesWhatFollows(place) { return true }
        if place == marker - 2, word == "un" || word == "non" { return true }
        if isAdjacent, DependencyWords.strangers.contains(word) { return true }
        if mayBeOthers, isSameClause, isSubject(word, at: place) { return true }
        mayBeOthers = mayBeOthers && !DependencyWords.selves.contains(word)
        if DependencyWords.clauseStarts.contains(word) { isSameClause = false }
        isAdjacent = isAdjacent && (DependencyWords.copulas.contains(word) || DependencyWords.adverbs.contains(word))
      case .reference(let reference) where isAdjacent && reference != own:
        // "Split from #5 - blocked by #3".
        return isSameClause || !(word(at: place - 1).map(DependencyWords.relations.contains) ?? false)
      case .reference: break
      // A dash parts clauses; what was said of an issue before it holds behind it.
      case .hyphen: isSameClause = false
      case .colon:
        if isAdjacent, let word = word(at: place - 1), DependencyWords.quoters.contains(word) { return true }
        isSameClause = false
      case .quote: return isAdjacent && place == marker - 1
      case .joint where isAdjacent && isLabel(place - 1): return true
      case .joint where word(at: place + 1) == "or" || word(at: place + 1) == "nor": break
      case .closing where isAdjacent: return isReferenceInBracket(place)
      case .opening where isAdjacent && isOfListedIssue(place): return true
      case .line(afterBlank: false, _) where continuesSentence(at: place): break
      case .joint, .opening, .closing, .bar, .stop, .question, .line, .bullet, .heading, .other: return false
      }
      place -= 1
    }
    return false
  }

  /// Whether the sentence begins with a condition that ends in a comma before the marker: "If #4 lands, depends on #3".
  private func isConditional(before marker: Int) -> Bool {
    var first: Int?
    var hasJoint = false
    var place = marker - 1
    scan: while marker - place <= 2 * Self.reach, let token = token(place) {
      switch token {
      case .word: first = place
      case .joint: hasJoint = true
      case .reference, .hyphen, .quote, .other, .closing, .opening: break
      case .line(afterBlank: false, _) where continuesSentence(at: place): break
      case .colon, .bar, .stop, .question, .line, .bullet, .heading: break scan
      }
      place -= 1
    }
    guard hasJoint, let first, case .word(let word)? = token(first) else { return false }
    if word == "in" { return token(first + 1) == .word("case") }
    // "Should #4 land first", not "should be small".
    if word == "should", token(first + 1) == .word("be") { return false }
    return DependencyWords.conditions.contains(word)
  }

  /// Whether the sentence asks: it begins as a question does, and ends in its mark, brackets aside.
  func isAsked(at marker: Int) -> Bool {
    var first = marker
    while marker - first < 2 * Self.reach, case .word? = token(first - 1) { first -= 1 }
    guard case .word(let word)? = token(first), DependencyWords.askers.contains(word) else { return false }
    var place = marker
    while place - marker < 60, let token = token(place) {
      switch token {
      case .question: return true
      case .stop, .line, .bar, .colon: return false
      case .opening: place = max(skippingBracket(place), place + 1)
      case .word, .reference, .joint, .hyphen, .closing, .quote, .bullet, .heading, .other: place += 1
      }
    }
    return false
  }

  /// Whether a condition stands behind what a marker names: "depends on #3 if time permits", "…, unless we drop it".
  func isConditional(after end: Int) -> Bool {
    var place = skippingBracket(end)
    if isOver(from: token(place) == .hyphen ? place + 1 : place) { return true }
    let isJoined = token(place) == .joint
    if isJoined { place += 1 }
    if token(place) == .word("only") { place += 1 }
    guard case .word(let word)? = token(place) else { return false }
    if DependencyWords.conditionsBehind.contains(word) { return true }
    return !isJoined && DependencyWords.withdrawals.contains(word)
      || (word == "in" && token(place + 1) == .word("case"))
  }

  /// Whether words say that what stands before them is no longer so: "depends on #3 no more", "blocked by #3 - not
  /// anymore".
  private func isOver(from place: Int) -> Bool {
    switch (word(at: place), word(at: place + 1)) {
    case ("no", "longer"), ("no", "more"), ("not", "anymore"), ("not", "any"): true
    default: false
    }
  }

  /// Whether a word is the subject of the marker's clause and names somebody or something that is not this issue: right
  /// before its verb, or with something said of them in between ("users of the old API depend on #3").
  private func isSubject(_ word: String, at place: Int) -> Bool {
    guard DependencyWords.others.contains(word) else { return false }
    var next = place + 1
    while case .word(let word)? = token(next),
      DependencyWords.copulas.contains(word) || DependencyWords.adverbs.contains(word)
    {
      next += 1
    }
    guard case .word(let verb)? = token(next),
      marker(at: next) != nil || DependencyWords.prepositions.contains(verb) || verb == "who"
    else { return false }
    // "Login for our customers", "this app", "our team".
    var before = place - 1
    while place - before <= 3, case .word(let word)? = token(before) {
      if DependencyWords.prepositions.contains(word) || word == "this" { return false }
      if word == "our" || word == "my" { return !(self.word(at: place)?.hasPrefix("team") ?? false) }
      before -= 1
    }
    return true
  }

  func word(at place: Int) -> String? {
    guard case .word(let word)? = token(place) else { return nil }
    return word
  }

  /// Whether a word that begins a sentence says that what follows is a quote, an example or over: "For example, …".
  private func isLabel(_ place: Int) -> Bool {
    guard let word = word(at: place), DependencyWords.quoters.contains(word) else { return false }
    return begins(place) || self.word(at: place - 1) == "for"
  }

  private func isReferenceInBracket(_ closing: Int) -> Bool {
    guard case .reference(let reference)? = token(closing - 1), token(closing - 2) == .opening else { return false }
    return reference != own
  }

  /// Whether a negation reaches the clause behind it: "I don't think this depends on #3", "it is not the case that …".
  private func deniesWhatFollows(_ negation: Int) -> Bool {
    guard case .word(let word)? = token(negation + 1) else { return false }
    return DependencyWords.beliefs.contains(word) || word == "that"
      || (word == "the" && token(negation + 2) == .word("case"))
  }

  /// Whether a bracket says something about the issue before it in a list of issues: "- Auth #6 (after #5)".
  private func isOfListedIssue(_ opening: Int) -> Bool {
    guard case .reference(let reference)? = token(opening - 1), reference != own else { return false }
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
    case .line, .bullet, .heading, .colon, .joint, .opening, .bar, .stop, .quote, .other, nil: true
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
      case .line, .reference, .joint, .colon, .hyphen, .opening, .closing, .quote, .other: break
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
      case .reference, .joint, .colon, .hyphen, .opening, .bullet, .heading, .quote, .other: continue
      }
    }
    return false
  }
}
