/// A sentence of what a check says of itself, in lower case: by it a reporter that waits for a person is told from a
/// test whose words are about one that waits.
struct CheckSentence {
  private let text: String

  private init(_ text: String) { self.text = text }

  /// The sentences of a check's name and of its output: of its title alone where that counts results of tests, and
  /// without blocks of code.
  static func all(name: String = "", of output: String) -> [CheckSentence] {
    let lines = BotSections.lines(of: Array(output.lowercased().utf8)).filter { !$0.isEmpty }
    let said = lines.first.map(countsResults) ?? false ? [] : lines
    return ([name] + said).flatMap(sentences)
  }

  private static func sentences(of line: String) -> [CheckSentence] {
    let signs = Array(line)
    return signs.indices.split { place in
      ".!?;".contains(signs[place]) && (place + 1 == signs.count || signs[place + 1].isWhitespace)
    }.map { CheckSentence(String(signs[$0])) }
  }

  /// Whether the sentence says the words, and of nothing less than what is checked: not in quotes, not as the beginning
  /// of what something is called ("waiting for approval dialog"; five words and more are no name), and not among words
  /// that tests use.
  func says(_ words: String) -> Bool {
    guard let range = text.firstPlace(of: words) else { return false }
    let before = text[..<range.lowerBound]
    let after = text[range.upperBound...]
    guard !(before.last?.isLetter ?? false), !(after.first?.isLetter ?? false),
      !(before.last.map(Self.quotes.contains) ?? false), !(after.first.map(Self.quotes.contains) ?? false)
    else { return false }
    if Self.words(of: words[...]).count < 5, after.first == " ", let next = Self.words(of: after).first,
      after.dropFirst().first?.isLetter ?? false,
      !Self.following.contains(next)
    {
      return false
    }
    return !Self.ofTests.contains { before.holds($0) || after.holds($0) }
  }

  /// Whether a check's name is such a reporter's: a part of it is the word, beside no other words than a check is
  /// called by. "DCO / check" and "cla-bot" are, "clang" and "e2e (cla)" are not.
  static func isNamed(_ name: String, _ word: String) -> Bool {
    let wanted = words(of: word[...])
    return name.split(whereSeparator: { "/:".contains($0) }).contains { part in
      let parts = words(of: part)
      guard let place = parts.firstRange(of: wanted) else { return false }
      return (parts[..<place.lowerBound] + parts[place.upperBound...]).allSatisfy(besideNames.contains)
    }
  }

  /// Whether a title counts what passed and failed: "1 of 12 tests failed", "3 passed, 1 failed".
  private static func countsResults(_ title: String) -> Bool {
    let words = words(of: title[...])
    return words.indices.contains { place in
      Int(words[place]) != nil && words[(place + 1)...].prefix(3).contains(where: results.contains)
    }
  }

  private static func words(of text: Substring) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber && $0 != "'" }.map(String.init)
  }
}

extension CheckSentence {
  private static let quotes: Set<Character> = ["\"", "'", "`", "“", "”", "‘", "’", "«", "»"]

  /// Words that go on with a sentence; any other one makes what stands before it part of a name.
  private static let following: Set<String> = [
    "a", "account", "after", "again", "an", "and", "are", "as", "at", "because", "before", "but", "by", "can", "cannot",
    "during", "for", "from", "had", "has", "have", "if", "in", "into", "is", "it", "its", "must", "needs", "of", "on",
    "or", "organisation", "organization", "owner", "please", "plan", "project", "repository", "requires", "since", "so",
    "team", "that", "the", "then", "these", "this", "to", "until", "user", "was", "were", "when", "while", "will",
    "with", "workspace", "yet", "you", "your",
  ]

  /// Words and signs of tests' reports.
  private static let ofTests = [
    "assert", "expect", "timed out", "timeout", "locator", "selector", "element", "visible", "dialog", "toast",
    "screenshot", "spec.", ".test.", "test case", "should ", "shows ", "✗", "✕", "✖", "×", "❌", "exception",
  ]

  private static let results: Set<String> = [
    "test", "tests", "spec", "specs", "failed", "failing", "failure", "failures", "passed", "passing", "errors",
  ]

  /// Words that checks are called by.
  private static let besideNames: Set<String> = [
    "app", "assistant", "block", "bot", "check", "checks", "ci", "commits", "enforce", "for", "gate", "guard", "is",
    "label", "labels", "lint", "lite", "no", "not", "pr", "protection", "pull", "request", "required", "signature",
    "signed", "signoff", "status", "the", "title", "validate", "validation", "verify",
  ]
}
