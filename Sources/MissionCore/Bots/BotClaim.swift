/// Whether a text of no known template says that nothing was found, and nothing that takes that back.
///
/// A phrase of a bot's row stands in a template: beside it stands a description of the change, which may say anything.
/// A claim in words that anybody uses is believed only where the rest is harmless: nothing in the text doubts, advises,
/// asks or tells of trouble, and behind the claim stands only what closes a review.
enum BotClaim {
  /// Whether it is believed.
  ///
  /// - Parameters:
  ///   - prose: the lines that people read as the bot's own word, in lower case.
  ///   - seen: those and the ones in quotes, which bots draw as boxes.
  static func isClean(prose: [String], seen: [String]) -> Bool {
    var hasClaim = false
    var isDescription = false
    for line in prose {
      if isHeading(line) { isDescription = words(of: line).contains(where: descriptions.contains) }
      if !isDescription, isPoint(line) { return false }
      for sentence in sentences(of: line) {
        if claims(sentence) {
          hasClaim = true
        } else if !isHarmless(sentence), hasClaim || !isDescription && !tellsWhatChanges(sentence) {
          return false
        }
      }
    }
    return hasClaim && !seen.contains { isDoubtful($0) }
  }

  private static func isHeading(_ line: String) -> Bool {
    line.hasPrefix("#") || line.hasPrefix("<h")
      || (line.hasPrefix("**") && (line.hasSuffix("**") || line.hasSuffix(":")))
  }

  /// Whether a line is an item of a list that says something: what a review lists is not nothing, unless it is what was
  /// looked at, or what the change does.
  private static func isPoint(_ line: String) -> Bool {
    let text = line.drop(while: \.isWhitespace)
    let digits = text.prefix(while: \.isNumber)
    let isNumbered = !digits.isEmpty && [". ", ") "].contains { text.dropFirst(digits.count).hasPrefix($0) }
    guard isNumbered || ["- ", "* ", "+ ", "• "].contains(where: { text.hasPrefix($0) }) else { return false }
    let item = text.dropFirst(isNumbered ? digits.count + 1 : 1).drop(while: \.isWhitespace)
    if item.hasPrefix("[x]") || item.hasPrefix("✅") || item.hasPrefix("🟢") { return false }
    return sentences(of: line).contains { sentence in
      !isHarmless(sentence) && !claims(sentence)
        && !words(of: sentence.text).prefix(1).contains(where: describes.contains)
    }
  }

  /// Whether a sentence says what the change does: "This PR adds a cache".
  private static func tellsWhatChanges(_ sentence: Sentence) -> Bool {
    words(of: sentence.text).prefix(4).contains(where: describes.contains)
  }

  /// Whether what stands beside the marks of a template takes them back. What is folded away tells of the bot or of the
  /// change.
  static func isTakenBack(in lines: [String], beside marks: [String]) -> Bool {
    var depth = 0
    return lines.contains { line in
      if line.holds("<details") { depth += 1 }
      defer { if line.holds("</details") { depth -= 1 } }
      let isSmallPrint = line.hasPrefix("<sup") || line.hasPrefix("<sub")
      return depth == 0 && !isSmallPrint && isDoubtful(line, beside: marks)
    }
  }

  /// Whether a text says of itself that its word is not worth much: a box of warning, or a score or a degree of
  /// confidence that is not the best one ("Confidence score: 2/5", "Rating: 7/10", "Confidence: low").
  static func isQualified(_ lines: [String]) -> Bool {
    let isWarning = lines.contains { $0.hasPrefix("[!warning]") || $0.hasPrefix("[!caution]") }
    return hasLowScore(lines) || isWarning && !lines.contains { $0.holds("while running some tools") }
  }

  private static func hasLowScore(_ lines: [String]) -> Bool {
    var isBelowScore = false
    return lines.contains { line in
      let words = self.words(of: line)
      let speaks = words.contains(where: scores.contains)
      defer { isBelowScore = speaks }
      if let place = words.firstIndex(of: "confidence"),
        words[(place + 1)...].prefix(3).contains(where: lowDegrees.contains)
      {
        return true
      }
      // "Risk: high", "Risk level: medium".
      if let place = words.firstIndex(of: "risk"), line.holds(":"),
        words[(place + 1)...].drop(while: { $0 == "level" }).first.map(highDegrees.contains) ?? false
      {
        return true
      }
      return (speaks || isBelowScore) && hasLowNumber(line)
    }
  }

  /// Whether a line holds a fraction of 5, 10 or 100, or a percentage, that is not the whole.
  private static func hasLowNumber(_ line: String) -> Bool {
    let signs = Array(line)
    var place = 0
    while place < signs.count {
      guard let (number, end) = number(in: signs, at: place) else {
        place += 1
        continue
      }
      var next = end
      while next < signs.count, signs[next] == " " { next += 1 }
      place = end
      guard next < signs.count else { break }
      if signs[next] == "%" {
        if number < 100 { return true }
      } else if signs[next] == "/" {
        next += 1
        while next < signs.count, signs[next] == " " { next += 1 }
        if let (best, _) = self.number(in: signs, at: next), [5, 10, 100].contains(best), number < best { return true }
      }
    }
    return false
  }

  /// The whole part of the number that begins at a place, and where it ends.
  private static func number(in signs: [Character], at start: Int) -> (value: Int, end: Int)? {
    var end = start
    while end < signs.count, signs[end].isASCII, signs[end].isNumber { end += 1 }
    guard end > start, let value = Int(String(signs[start..<min(end, start + 9)])) else { return nil }
    if end + 1 < signs.count, signs[end] == ".", signs[end + 1].isNumber {
      end += 1
      while end < signs.count, signs[end].isNumber { end += 1 }
    }
    return (value, end)
  }

  private struct Sentence {
    var text: String
    var isQuestion = false
    var isHeading = false
    var isTicked = false
  }

  /// The sentences of a line, without tags, addresses and the signs before their first word.
  private static func sentences(of line: String) -> [Sentence] {
    let isHeading = line.hasPrefix("#") || line.hasPrefix("<h") || line.holds("<summary>")
    let item = line.drop { "-+*>".contains($0) || $0.isWhitespace }
    let isTicked = item.hasPrefix("[x]")
    let text = BotSections.plain(line).split(separator: " ").compactMap(withoutAddress).joined(separator: " ")
    var sentences: [Sentence] = []
    var start = text.startIndex
    var place = text.startIndex
    while place < text.endIndex {
      let next = text.index(after: place)
      let sign = text[place]
      let ends = ".!?".contains(sign) && (next == text.endIndex || !(text[next].isLetter || text[next].isNumber))
      if ends || next == text.endIndex {
        let part = text[start..<(ends ? place : next)].drop { !$0.isLetter && !$0.isNumber && !alarms.contains($0) }
        if !part.isEmpty {
          sentences.append(
            Sentence(text: String(part), isQuestion: sign == "?", isHeading: isHeading, isTicked: isTicked))
        }
        start = next
      }
      place = next
    }
    return sentences
  }

  /// A word without the address that a link has behind it; nil for an address.
  private static func withoutAddress(_ word: Substring) -> Substring? {
    guard word.holds("://") else { return word }
    return word.firstPlace(of: "](").map { word[..<$0.lowerBound] }
  }

  private static func words(of text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber && $0 != "'" }.map(String.init)
  }

  /// Whether a sentence says that nothing was found, and of nothing less than all.
  private static func claims(_ sentence: Sentence) -> Bool {
    guard !sentence.isQuestion else { return false }
    let marks = Phrase.common.filter { $0.sense == .clean && sentence.text.holds($0.words) }.map(\.words)
    if !marks.isEmpty {
      let rest = marks.sorted { $0.utf8.count > $1.utf8.count }.reduce(sentence.text) { $0.replacing($1, with: " ") }
      return rest.split(whereSeparator: { ",;:".contains($0) }).allSatisfy(isFiller)
    }
    let words = self.words(of: sentence.text)
    return BotSections.count(in: Array(sentence.text.utf8)) == 0
      && isFiller(words.filter { $0 != "0" && $0 != "zero" }.joined(separator: " "))
  }

  /// Whether words beside the claim say no more than that it is one, of all of the change.
  private static func isFiller(_ text: some StringProtocol) -> Bool {
    var words = words(of: String(text))[...]
    while let word = words.popFirst() {
      guard places.contains(word) else {
        guard fillers.contains(word) else { return false }
        continue
      }
      while let next = words.first, wholes.contains(next) || next.allSatisfy(\.isNumber) { words.removeFirst() }
      guard let noun = words.popFirst(), nouns.contains(noun) else { return false }
    }
    return true
  }

  /// Whether a sentence behind the claim is one that closes a review.
  private static func isHarmless(_ sentence: Sentence) -> Bool {
    let words = words(of: sentence.text)
    return sentence.isHeading || sentence.isTicked || words.count <= 2 || isPraise(sentence) || isLowRisk(words)
      || (closings + flourishes).contains { sentence.text.hasPrefix($0) } || BotSections.saysNone(sentence.text)
      || sentence.text.holds("|") || words.count <= 12 && words.prefix(6).contains("reviewed")
  }

  /// Whether words say only how little risk there is: "Risk level: low".
  private static func isLowRisk(_ words: [String]) -> Bool {
    words.count <= 3 && words.contains("risk") && words.contains(where: lowRisks.contains)
  }

  /// Whether a sentence says of the change only that it is good: "The change is small and well tested".
  private static func isPraise(_ sentence: Sentence) -> Bool {
    let words = words(of: sentence.text)
    return !sentence.isQuestion && words.allSatisfy { fillers.contains($0) || praises.contains($0) }
      && !words.contains { BotSections.nouns.contains($0) || $0.hasPrefix("found") }
  }

  /// Whether a line doubts, advises, asks, warns or tells of trouble.
  private static func isDoubtful(_ line: String, beside marks: [String] = []) -> Bool {
    if line.holds("|") {
      return line.contains(where: alarms.contains) && !BotSections.isEmptyRow(BotSections.cells(line))
    }
    return sentences(of: line).contains { sentence in
      guard !sentence.isHeading, !claims(sentence), !BotSections.saysNone(sentence.text),
        !flourishes.contains(where: { sentence.text.hasPrefix($0) }),
        !marks.contains(where: { sentence.text.holds($0) })
      else { return false }
      if sentence.isQuestion || sentence.text.contains(where: alarms.contains) { return true }
      // "No issues were identified, and …": what follows is what may doubt.
      let clauses = sentence.text.split(separator: ",").drop { BotSections.saysNone(String($0)) }
      let words = clauses.flatMap { self.words(of: String($0)) }
      if isOfPart(words) { return true }
      if isLowRisk(words) { return false }
      let text = " " + words.joined(separator: " ") + " "
      if doubts.contains(where: { text.holds($0) }) { return true }
      return !tellsWhatChanges(sentence) && troubles.contains { text.holds($0) }
    }
  }

  /// Whether the words say that not all was looked at: "2 of 5 files", "2 out of 5".
  private static func isOfPart(_ words: [String]) -> Bool {
    words.indices.contains { place in
      guard words[place] == "of", place > 0, place + 1 < words.count, let whole = Int(words[place + 1]) else {
        return false
      }
      let part = words[place - 1] == "out" && place > 1 ? words[place - 2] : words[place - 1]
      return Int(part).map { $0 < whole } ?? false
    }
  }
}
