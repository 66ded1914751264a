/// What a text says elsewhere when one part of it says that nothing was found: a count of what is held back, comments
/// that were left, a part that failed, or files that could not be read. Where parts disagree, nobody believes the
/// better.
enum BotContradiction {
  /// What the text means instead; nil where its parts agree.
  ///
  /// - Parameters:
  ///   - lines: those that are seen, in lower case.
  ///   - isOverview: whether it is of a shape that counts what it does not speak of.
  ///   - isDescription: whether descriptions of the change stand in it, which tell of anything.
  ///   - claims: whether a line holds the claim.
  static func meaning(
    in lines: [String], isOverview: Bool, isDescription: Bool, claims: (String) -> Bool
  ) -> BotText.Meaning? {
    var depth = 0
    var isBelowUnread = false
    var found: BotText.Meaning?
    let warnsOnly = lines.contains(where: BotSections.countsWarningsOnly)
    // The heading over all checks says no more than the one over the failed ones.
    let isOfWarnings = { BotSections.countsWarningsOnly($0) || warnsOnly && $0.holds("pre-merge checks |") }
    for line in lines {
      if line.holds("<details") { depth += 1 }
      let text = BotSections.plain(line).replacing("’", with: "'")
      if unread.contains(where: { text.holds($0) }) { isBelowUnread = true }
      if isBelowUnread, tellsOfFailure(text) { found = found ?? .unknown }
      if line.holds("</details") {
        depth -= 1
        isBelowUnread = false
      }
      let isPoint = ["- ", "* ", "+ ", "• "].contains { line.hasPrefix($0) }
      let describes = isDescription && (isPoint || depth > 0 || line.holds("|") && !line.hasPrefix("#"))
      let holdsClaim = claims(text)
      if namesPriority(text) { return .findings }
      if holdsBack(text, countsAny: holdsClaim || !isOverview && depth == 0, isStrict: isOverview && !holdsClaim) {
        return .findings
      }
      if !describes || holdsClaim, !isOfWarnings(text),
        hasFailed(text) || Phrase.refusals.contains(where: { text.holds($0) })
      {
        return .findings
      }
      if !describes, hasLeft(text) { found = .announces(1) }
    }
    return found
  }

  /// What stands over files that were not read.
  private static let unread = ["not reviewed", "unreviewed", "skipped", "excluded", "ignored", "left out"]
  /// Why files were not read, where it was no choice.
  private static let failures = [
    " too large", " too long", " too big", " too many", " exceed", " limit ", " error ", " errors ", " failed ",
    " failure ", " timed out ", " timeout ", " time out ", " could not ", " couldn't ", " unable ", " cannot ",
    " can't ",
    " crash", " aborted ", " out of time ",
  ]

  /// Whether the reason behind the colon, or the whole line without one, is a failure.
  private static func tellsOfFailure(_ line: String) -> Bool {
    let reason = line.firstPlace(of: ": ").map { line[$0.upperBound...] } ?? line[...]
    let words = reason.split(separator: " ").map { $0.filter { $0.isLetter || $0.isNumber || ".'/".contains($0) } }
    let text = " " + words.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }.joined(separator: " ") + " "
    return failures.contains { text.holds($0) }
  }

  /// Whether a line speaks of something by how urgent it is: "two P2 remarks", and not "no P0 or P1 issues".
  private static func namesPriority(_ line: String) -> Bool {
    let tokens = tokens(of: line)
    return tokens.contains { ["p0", "p1", "p2", "p3"].contains($0) }
      && !tokens.contains {
        settled.contains($0) || negations.contains($0) || $0.hasPrefix("prior") || $0 == "previous"
      }
  }

  /// Words for findings that are not shown where others are.
  private static let heldBack: Set<String> = [
    "outside", "duplicate", "duplicates", "duplicated", "suppressed", "hidden", "withheld", "nitpick", "nitpicks",
    "nit",
    "nits", "filtered", "collapsed", "omitted", "dropped", "unresolved", "unposted", "draft", "drafts", "low", "open",
  ]
  /// Amounts that are no numbers.
  private static let amounts: Set<String> = ["some", "several", "few", "couple", "multiple", "many", "others"]
  /// What ends the search for what a number counts.
  private static let ends: Set<String> = [
    ".", ",", ";", ":", "(", ")", "|", "no", "zero", "0", "file", "files", "line", "lines", "without",
  ]
  /// Words of a sentence that tells of what is done with.
  private static let settled: Set<String> = [
    "fixed", "resolved", "addressed", "closed", "fixes", "closes", "resolves", "addresses", "removes", "removed",
    "dismissed", "accepted",
  ]

  /// Whether a line counts what is held back, or, where any count would contradict, findings of any sort.
  private static func holdsBack(_ line: String, countsAny: Bool, isStrict: Bool) -> Bool {
    let tokens = tokens(of: line)
    guard !tokens.contains(where: settled.contains) else { return false }
    if isStrict, !tokens.contains(where: isFinding) { return false }
    return tokens.indices.contains { place in
      let token = tokens[place]
      let number = Int(token) ?? words.firstIndex(of: token)
      if number.map({ $0 > 0 }) ?? amounts.contains(token) {
        let next = tokens[(place + 1)...].prefix(4).prefix { !ends.contains($0) }
        if next.contains(where: heldBack.contains) { return true }
        if number != nil, countsAny, next.contains(where: isFinding), place == 0 || tokens[place - 1] != "of" {
          return true
        }
      }
      guard heldBack.contains(token), token != "open", token != "low" else { return false }
      let rest = tokens[(place + 1)...].prefix(5).drop { $0.allSatisfy(\.isLetter) }
      guard let sign = rest.first, ["(", ":", "|"].contains(sign), let count = rest.dropFirst().first else {
        return false
      }
      return Int(count).map { $0 > 0 } ?? false
    }
  }

  private static let words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]

  private static func isFinding(_ word: String) -> Bool {
    BotSections.nouns.contains(word) || word.hasPrefix("comment")
  }

  /// Words by which a part of the text says that it is red.
  private static let reds: Set<String> = ["failed", "failing", "failure", "error", "errored", "denied", "rejected"]

  /// Whether a line is a verdict of something that is red: "b: failed", "❌ b", "❌ 1".
  private static func hasFailed(_ line: String) -> Bool {
    let signs = Array(line)
    if let place = signs.firstIndex(of: "❌") {
      let rest = String(signs[(place + 1)...].drop { !$0.isLetter && !$0.isNumber })
      let counted = rest.prefix { $0.isNumber }
      let isFirst = signs[..<place].allSatisfy { !$0.isLetter && !$0.isNumber }
      if counted.isEmpty ? isFirst && !BotSections.saysNone(rest) : counted.contains(where: { $0 != "0" }) {
        return true
      }
    }
    return tokens(of: line).split { [".", ",", ";", ":", "(", ")", "|"].contains($0) }.contains { clause in
      guard clause.count <= 6, let first = clause.first, let last = clause.last else { return false }
      if reds.contains(first) {
        return clause.count < 2 || ["for", "in", "on"].contains(clause[clause.startIndex + 1])
      }
      return reds.contains(last) && !["0", "no", "none", "zero", "never", "not", "a", "an", "the"].contains(first)
        && !["0", "no", "none"].contains(clause[clause.endIndex - 2])
    }
  }

  /// Who speaks in the text of a bot.
  private static let subjects: Set<String> = [
    "i", "i've", "we", "we've", "review", "copilot", "codex", "claude", "gemini", "greptile", "bugbot", "sourcery",
    "cubic",
    "ellipsis", "qodo", "coderabbit", "macroscope", "deepsource",
  ]
  private static let verbs: Set<String> = [
    "left", "leaving", "added", "posted", "made", "raised", "flagged", "noted", "wrote", "provided", "suggested",
    "commented", "highlighted", "found", "identified", "noticed", "spotted", "listed", "have", "identifies", "offered",
    "proposed", "includes", "gave", "shared", "submitted", "attached", "marked", "generated",
  ]
  private static let comments: Set<String> = [
    "feedback", "remark", "remarks", "note", "notes", "question", "questions", "thought", "thoughts", "improvement",
    "improvements", "inline",
  ]
  private static let negations: Set<String> = ["no", "not", "never", "without", "zero", "0", "any", "none", "nothing"]
  private static let conditions: Set<String> = ["if", "when", "whenever", "would", "would've", "once"]

  /// Whether a sentence says that its author has left comments: "I've added a few suggestions", "See my comments
  /// inline".
  private static func hasLeft(_ line: String) -> Bool {
    tokens(of: line).split { [".", ";", ","].contains($0) }.map(Array.init).contains { sentence in
      guard !sentence.contains(where: { negations.contains($0) || $0.hasSuffix("n't") || conditions.contains($0) })
      else {
        return false
      }
      return sentence.indices.contains { place in
        let next = sentence[(place + 1)...].prefix(6)
        let isNamed = next.contains { isFinding($0) || comments.contains($0) }
        guard isNamed else { return false }
        if sentence[place] == "my" || sentence[place] == "see" { return next.prefix(4).contains(where: isComment) }
        guard verbs.contains(sentence[place]) else { return false }
        let before = sentence[..<place].suffix(4)
        return before.isEmpty || before.contains(where: subjects.contains)
      }
    }
  }

  private static func isComment(_ word: String) -> Bool {
    word.hasPrefix("comment") || word.hasPrefix("suggestion") || word.hasPrefix("finding") || comments.contains(word)
  }

  /// Words in lower case, and the signs that part them, each for itself.
  private static func tokens(of line: String) -> [String] {
    var tokens: [String] = []
    var word = ""
    let signs = Array(line + " ")
    for (place, sign) in signs.enumerated() {
      let isInside = sign == "." && !word.isEmpty && (signs[place + 1].isLetter || signs[place + 1].isNumber)
      if isInside || sign.isLetter || sign.isNumber || "'#/".contains(sign) {
        word.append(sign)
        continue
      }
      if !word.isEmpty { tokens.append(word) }
      word = ""
      if "!?".contains(sign) {
        tokens.append(".")
      } else if ".,;:()|".contains(sign) {
        tokens.append(String(sign))
      }
    }
    return tokens
  }
}

extension Phrase {
  /// Words of any bot by which it says that the change is not to be merged.
  static let refusals = common.filter { $0.sense == .findings }.map(\.words)
}
