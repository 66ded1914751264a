/// What is counted in a text: findings, threads, checks.
extension BotSections {
  /// How many threads a text points at as open: the items of lists below headings that say so.
  static func threads(in lines: [String]) -> Int {
    var isOpen = false
    return lines.count { line in
      if let heading = heading(line) { isOpen = saysOpen(heading.title) }
      return isOpen && pointsAtThread(line)
    }
  }

  /// Whether a heading is one over what is open: "Open (2)", "2 open findings".
  static func saysOpen(_ title: String) -> Bool {
    let words = title.split { !$0.isLetter }.map(String.init)
    return words.contains("open") && !words.contains(where: exceptions.contains)
  }

  static func pointsAtThread(_ line: String) -> Bool { line.holds("](#discussion") }

  /// Whether a line counts findings and has none: "Findings: none", "0 open findings".
  static func countsNone(_ line: String) -> Bool {
    let text = plain(line)
    let words = text.split { !$0.isLetter }.map(String.init)
    return text.last != ":" && (1...4).contains(words.count) && words.contains(where: nouns.contains) && saysNone(text)
  }

  /// How many findings a sentence counts, the most of any; nil where none does.
  static func count(in lowered: [UInt8]) -> Int? {
    let verbs: Set<String> = [
      "found", "generated", "detected", "identified", "posted", "flagged", "left", "reported", "remain", "remains",
      "new",
      "potential", "possible", "open", "unresolved", "outstanding", "blocking", "critical", "high", "major", "security",
    ]
    return lines(of: lowered).flatMap { line -> [Int] in
      let words = plain(line).split { !$0.isLetter && !$0.isNumber && $0 != "#" && $0 != "." && $0 != "/" }.map {
        String($0.drop { $0 == "." }.reversed().drop { $0 == "." }.reversed())
      }
      // A line of nothing else counts without a verb: "3 findings".
      guard words.contains(where: verbs.contains) || words.count <= 2 else { return [] }
      return words.indices.compactMap { place in
        guard let number = number(words[place], after: place > 0 ? words[place - 1] : "") else { return nil }
        let next = words[(place + 1)...].prefix(3)
        guard let noun = next.firstIndex(where: { nouns.contains($0) || $0.hasPrefix("comment") }) else { return nil }
        let between = words[(place + 1)..<noun]
        return between.allSatisfy { verbs.contains($0) || betweenNumberAndNoun.contains($0) } ? number : nil
      }
    }.max()
  }

  private static let betweenNumberAndNoun: Set<String> = [
    "actionable", "review", "non", "minor", "medium", "low", "severity", "priority", "small", "of", "serious", "more",
    "total",
  ]

  /// The number that a word is; an article and "some" are numbers where something was found just before them.
  private static func number(_ word: String, after verb: String) -> Int? {
    if let number = Int(word) { return number }
    let words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    if let number = words.firstIndex(of: word) { return number }
    let finds = ["found", "identified", "identifies", "detected", "flagged", "spotted", "noticed", "left", "raised"]
    guard finds.contains(verb) else { return nil }
    return ["a", "an", "some", "several", "multiple", "few", "many", "potential", "possible"].contains(word) ? 1 : nil
  }

  /// Whether a heading counts failed checks, and no error among them: a check that only warns does not hold a merge by
  /// its bot's own word ("Failed checks (1 warning)").
  static func countsWarningsOnly(_ title: String) -> Bool {
    guard let place = title.firstPlace(of: "failed checks (") else { return false }
    return !title[place.upperBound...].holds("error")
  }

  /// The number in brackets at the end of a heading, or after a colon there.
  static func count(atEndOf title: String) -> Int? {
    let digits = title.reversed().drop { !$0.isNumber }.prefix { $0.isASCII && $0.isNumber }.reversed()
    let rest = title.reversed().prefix { !$0.isNumber }
    guard !digits.isEmpty, rest.allSatisfy({ !$0.isLetter }) else { return nil }
    return Int(String(digits.suffix(9)))
  }
}
