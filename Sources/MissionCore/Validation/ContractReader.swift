/// Reads the lines of a contract one by one.
struct ContractReader {
  private(set) var claims: [Claim] = []
  private(set) var faults: [ContractFaults.Fault] = []
  /// The lines that begin like a claim and are none.
  private(set) var strays: [Int] = []
  private var places: [AssertionID: Int] = [:]
  private var line = 0
  private var group: String?
  private var fence: Fence?
  private var isInComment = false

  /// The run of marks that opened a fenced block; a run as long of the same mark closes it.
  private struct Fence {
    let mark: Character
    let count: Int
  }

  /// Takes in the next line, without its line feed.
  mutating func read(_ raw: Substring) {
    line += 1
    if let open = fence {
      if let end = Self.fence(of: raw), end.mark == open.mark, end.count >= open.count { fence = nil }
      return
    }
    let text = Self.trimmed(visible(raw))
    if let open = Self.fence(of: text) {
      fence = open
    } else if let heading = Self.heading(of: text) {
      group = heading
    } else {
      readClaim(text)
    }
  }

  private mutating func readClaim(_ text: Substring) {
    guard let (id, words) = Self.claim(of: text) else {
      if Self.looksLikeClaim(text) { strays.append(line) }
      return
    }
    guard !words.isEmpty else { return faults.append(.empty(id, line: line)) }
    let claim = Claim(id: id, text: words, group: group, line: line)
    if let place = places[id] {
      if claims[place].text != words {
        faults.append(.contradiction(id, first: claims[place].line, second: line))
      }
      return
    }
    places[id] = claims.count
    claims.append(claim)
  }

  private static func claim(of line: Substring) -> (id: AssertionID, words: String)? {
    var text = line
    if let bullet = text.first, "-*+".contains(bullet), text.dropFirst().first?.isWhitespace ?? false {
      text = trimmed(text.dropFirst())
    }
    guard text.hasPrefix("**") else { return nil }
    text = text.dropFirst(2)
    // A name is short: looking further for its end would make long lines of stars slow.
    guard let end = text.prefix(110).firstPlace(of: "**"), let id = AssertionID(text[..<end.lowerBound]) else {
      return nil
    }
    text = text[end.upperBound...]
    if text.first == ":" { text = text.dropFirst() }
    return (id, String(trimmed(text)))
  }

  /// What of the line stands outside HTML comments.
  private mutating func visible(_ line: Substring) -> Substring {
    guard isInComment || line.utf8.contains(UInt8(ascii: "<")) else { return line }
    var visible = ""
    var rest = line
    while true {
      if isInComment {
        guard let end = rest.firstPlace(of: "-->") else { break }
        rest = rest[end.upperBound...]
        isInComment = false
      }
      guard let start = rest.firstPlace(of: "<!--") else {
        visible += rest
        break
      }
      visible += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      isInComment = true
    }
    return Substring(visible)
  }

  private static func fence(of line: Substring) -> Fence? {
    let line = trimmed(line)
    guard let mark = line.first, mark == "`" || mark == "~" else { return nil }
    let count = line.prefix { $0 == mark }.count
    return count >= 3 ? Fence(mark: mark, count: count) : nil
  }

  private static func heading(of line: Substring) -> String? {
    let level = line.prefix { $0 == "#" }.count
    guard 1...6 ~= level, line.dropFirst(level).first?.isWhitespace ?? true else { return nil }
    return UntrustedText.line(String(line.dropFirst(level)))
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return text
  }
}
