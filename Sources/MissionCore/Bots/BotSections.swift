/// Parts of a bot's text that list findings, whatever bot wrote it: a heading that speaks of issues with anything below
/// it, a table with a column of them, and a sentence that counts them.
struct BotSections {
  struct Section {
    var level: Int
    var title: String
    var lines: [String] = []
  }

  /// Whether any part lists findings. The text is in lower case.
  static func listFindings(in lowered: [UInt8]) -> Bool {
    let lines = lines(of: lowered)
    return sections(of: lines).contains(where: listsFindings) || lines.contains(where: isLabelledFinding)
      || tableListsFindings(lines)
  }

  /// Whether agents are told to do something about what was found, wherever that stands.
  static func promptAgents(in lowered: [UInt8]) -> Bool {
    sections(of: lines(of: lowered)).contains { section in prompts.contains { section.title.holds($0) } }
  }

  /// The lines that are seen: without HTML comments, code blocks, and the signs by which quotes are drawn.
  static func lines(of lowered: [UInt8]) -> [String] {
    var isHidden = false
    var fence: Character?
    var seen: [String] = []
    let text = String(decoding: lowered, as: UTF8.self)
    for var line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init) {
      if isHidden {
        guard let end = line.firstPlace(of: "-->") else { continue }
        line = String(line[end.upperBound...])
        isHidden = false
      }
      while let start = line.firstPlace(of: "<!--") {
        guard let end = line[start.upperBound...].firstPlace(of: "-->") else {
          line = String(line[..<start.lowerBound])
          isHidden = true
          break
        }
        line.removeSubrange(start.lowerBound..<end.upperBound)
      }
      let bare = String(line.drop { $0 == ">" || $0.isWhitespace })
      if let open = fence {
        if bare.hasPrefix(String(repeating: open, count: 3)) { fence = nil }
        continue
      }
      if bare.hasPrefix("```") || bare.hasPrefix("~~~") {
        fence = bare.first
        continue
      }
      seen += parts(of: bare)
    }
    return seen
  }

  /// The lines that a line of HTML is drawn as: the cells of a table, and what line breaks part.
  private static func parts(of line: String) -> [String] {
    guard line.holds("<td") || line.holds("<br") else { return [line] }
    var parts: [String] = []
    var start = line.startIndex
    for place in line.utf8.indices where line.utf8[place] == UInt8(ascii: "<") && place > start {
      let rest = line[place...]
      guard rest.hasPrefix("<td") || rest.hasPrefix("</td>") || rest.hasPrefix("<br") else { continue }
      parts.append(String(line[start..<place]))
      start = place
    }
    return parts + [String(line[start...])]
  }

  private static func sections(of lines: [String]) -> [Section] {
    var open: [Section] = []
    var closed: [Section] = []
    for line in lines {
      if line.hasPrefix("</details>") {
        closed += open.filter { $0.level == 8 }
        open.removeAll { $0.level == 8 }
        continue
      }
      guard let heading = heading(line) else {
        let text = plain(line)
        guard !text.isEmpty else { continue }
        for place in open.indices { open[place].lines.append(text) }
        continue
      }
      // A summary closes none but another: its details stand in the section around it.
      if heading.level == 7 {
        for place in open.indices where open[place].level < 7 { open[place].lines.append(heading.title) }
      }
      closed += open.filter { $0.level >= heading.level }
      open.removeAll { $0.level >= heading.level }
      open.append(heading)
    }
    return closed + open
  }

  /// A heading of Markdown or HTML, a line that is bold as a whole, or the summary of details.
  static func heading(_ line: String) -> Section? {
    let hashes = line.prefix { $0 == "#" }.count
    if (1...6).contains(hashes) { return Section(level: hashes, title: plain(String(line.dropFirst(hashes)))) }
    if let start = line.firstPlace(of: "<summary>") {
      return Section(level: 8, title: plain(String(line[start.upperBound...])))
    }
    for level in 1...6 where line.hasPrefix("<h\(level)") { return Section(level: level, title: plain(line)) }
    let isBold =
      line.hasPrefix("**") && line.reversed().prefix { $0 != "*" }.allSatisfy { !$0.isLetter && !$0.isNumber }
    let endsInColon = line.hasSuffix(":") && line.split(separator: " ").count <= 5 && !line.hasPrefix("-")
    return isBold || isStrong(line) || endsInColon ? Section(level: 7, title: plain(line)) : nil
  }

  /// Whether a line, or the cell of a table, is strong as a whole. An icon may stand before it.
  private static func isStrong(_ line: String) -> Bool {
    var rest = line[...]
    if rest.hasPrefix("<td") { rest = rest.drop { $0 != ">" }.dropFirst() }
    rest = rest.drop { $0 != "<" && !$0.isLetter }
    if rest.hasPrefix("nbsp;") { rest = rest.dropFirst(5) }
    return (rest.hasPrefix("<strong>") || rest.hasPrefix("<b>")) && rest.hasSuffix(">")
  }

  /// Without tags and emphasis.
  static func plain(_ line: String) -> String {
    var isTag = false
    let text = line.filter { character in
      if character == "<" { isTag = true }
      defer { if character == ">" { isTag = false } }
      return !isTag && character != ">" && character != "*" && character != "`" && character != "_"
    }
    return text.trimmingSpaces()
  }

  private static func listsFindings(_ section: Section) -> Bool {
    guard speaksOfFindings(section.title) else { return false }
    if let count = count(atEndOf: section.title) { return count > 0 }
    if countsNone(section.title) { return false }
    if let remark = remark(atEndOf: section.title), saysNone(remark) { return false }
    // What stands in open threads is looked after there.
    let isOfThreads = saysOpen(section.title)
    return section.lines.contains { line in
      !saysNone(line) && !closings.contains { line.hasPrefix($0) } && !(isOfThreads && pointsAtThread(line))
    }
  }

  /// What ends a review, whatever section it stands in.
  private static let closings = ["verdict", "overall", "recommendation", "conclusion", "status"]

  private static func speaksOfFindings(_ title: String) -> Bool {
    let title = title.replacing("-", with: " ")
    if title.holds("failed checks (") { return !countsWarningsOnly(title) }
    if phrases.contains(where: { title.holds($0) }) { return !title.hasPrefix("no ") }
    guard !(title.hasSuffix("?") && invitations.contains { title.hasPrefix($0) }),
      !title.split(whereSeparator: { !$0.isLetter }).contains(where: { exceptions.contains(String($0)) })
    else { return false }
    // "Nits (non-blocking)", "Failed checks (1 warning)".
    return names(title[...]) || title.firstIndex(of: "(").map { names(title[..<$0]) } ?? false
  }

  private static func names(_ title: Substring) -> Bool {
    var words = title.split { !$0.isLetter }.map(String.init)
    while let last = words.last, endings.contains(last) { words.removeLast() }
    return isSeverity(words) || words.last.map(nouns.contains) ?? false
  }

  private static func isSeverity(_ words: [String]) -> Bool {
    words.contains(where: severities.contains)
      && words.allSatisfy { severities.contains($0) || besideSeverities.contains($0) }
  }

  /// Whether a line is what one of them is called, and something behind it: "**Blocking:** the file is never closed".
  /// With the number of those who say so it may stand anywhere, also in a cell: "Adds logs. **Critical (2 votes):**
  /// leaks a key".
  private static func isLabelledFinding(_ line: String) -> Bool {
    var rest = line.drop { $0 == "-" || $0 == "+" || $0.isWhitespace || $0.isNumber || $0 == "." }
    var isFirst = rest.hasPrefix("**")
    while let start = rest.firstPlace(of: "**") {
      rest = rest[start.upperBound...]
      guard let end = rest.firstPlace(of: "**") else { return false }
      let label = rest[..<end.lowerBound]
      rest = rest[end.upperBound...]
      defer { isFirst = false }
      let name = label.prefix { $0 != "(" }
      guard label.last == ":" || rest.first == ":", isFirst || name.count < label.count,
        isSeverity(name.split { !$0.isLetter }.map(String.init))
      else { continue }
      let text = plain(String(rest.drop { $0 == ":" }))
      if !text.isEmpty, !saysNone(text) { return true }
    }
    return false
  }

  /// What a bracket at the end of a heading says.
  private static func remark(atEndOf title: String) -> String? {
    guard title.hasSuffix(")"), let start = title.firstIndex(of: "(") else { return nil }
    return String(title[title.index(after: start)...].dropLast())
  }

  /// Whether a line says that there is nothing: "None", "No issues found". What merely begins so ("No bounds check in
  /// parse") is a finding.
  static func saysNone(_ line: String) -> Bool {
    guard let colon = line.firstIndex(of: ":") else { return saysNothing(line) }
    let label = line[..<colon].split { !$0.isLetter }.map(String.init)
    guard isSeverity(label) || label.count <= 3 && label.last.map(nouns.contains) ?? false else {
      return saysNothing(line)
    }
    return saysNothing(String(line[line.index(after: colon)...]))
  }

  private static func saysNothing(_ line: String) -> Bool {
    if Phrase.claimsClean(line) { return true }
    var words = line.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    while let last = words.last, endings.contains(last) { words.removeLast() }
    guard let first = words.first, let last = words.last else { return true }
    if words.count == 1 { return ["none", "na", "nothing", "0", "zero"].contains(first) || first == "n" }
    if words == ["n", "a"] || words == ["all", "clear"] || words == ["nothing", "report"] { return true }
    return ["no", "zero", "0"].contains(first) && words.count <= 5 && nouns.contains(last)
  }

  private static func tableListsFindings(_ lines: [String]) -> Bool {
    for place in lines.indices.dropFirst() where isRule(lines[place]) {
      let head = cells(lines[place - 1])
      let speaks = head.contains { cell in
        let words = cell.split { !$0.isLetter }.map(String.init)
        guard !words.contains(where: exceptions.contains) else { return false }
        return words.contains("severity") || words.last.map { nouns.contains($0) } ?? false
      }
      guard speaks else { continue }
      let rows = lines[(place + 1)...].prefix { $0.contains("|") }.map(cells)
      if rows.contains(where: { !isEmptyRow($0) }) { return true }
    }
    return false
  }

  private static func isRule(_ line: String) -> Bool {
    line.contains("|") && line.contains("--") && line.allSatisfy { "|-: ".contains($0) }
  }

  static func cells(_ line: String) -> [String] {
    line.split(separator: "|").map { plain(String($0)) }.filter { !$0.isEmpty }
  }

  /// Whether a row of a table says that there is nothing: its numbers are 0, or a cell says so.
  static func isEmptyRow(_ cells: [String]) -> Bool {
    let numbers = cells.compactMap { Int($0) }
    if !numbers.isEmpty { return numbers.allSatisfy { $0 == 0 } }
    return cells.allSatisfy(saysNone) || cells.dropFirst().contains(where: saysNone)
  }
}
