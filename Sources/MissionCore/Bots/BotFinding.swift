/// One finding of a review bot.
struct BotFinding {
  let bot: ReviewBot
  let comment: CommentFact
  let path: String?
  let line: Int?
  /// The thread and its last word, or the comment alone where no more is known; nil outside threads.
  var thread: ThreadMark?

  /// Whether the word of the bot's check is all there is to show it.
  var isCheck = false

  /// A finding in a thread.
  init(bot: ReviewBot, comment: CommentFact, path: String?, line: Int?, thread: ThreadMark? = nil) {
    self.bot = bot
    self.comment = comment
    self.path = path
    self.line = line
    self.thread = thread
  }

  /// A finding outside threads.
  init(_ word: BotWord) {
    self.init(bot: word.bot, comment: word.comment, path: nil, line: nil)
    isCheck = word.place == .check
  }

  /// The identity that survives pushes and re-posting: the bot's own mark where it sets one, else place and title.
  var subject: Cause.Subject {
    for prefix in bot.identityMarks {
      if let mark = Self.mark(after: prefix, in: comment.body) { return .bot(bot.name, finding: mark) }
    }
    // A text that is no thread is one finding, however often it is written anew.
    guard let path else { return .bot(bot.name, finding: isCheck ? "check" : "text") }
    return .bot(bot.name, finding: "\(path):\(title)")
  }

  /// How bad the bot calls it, by its own marks; nil when it says nothing known, which blocks like any other.
  var severity: ReviewBot.Severity? {
    let text = comment.body.lowercased()
    let named = bot.severityMarks.filter { text.holds($0.words) }.map(\.severity)
    return ReviewBot.Severity.allCases.first { named.contains($0) }
  }

  /// The finding as a reason for a fix.
  func cause(on reference: PullRequestReference, observedAt: Timestamp) -> Cause {
    let place =
      path.map { path in line.map { "\(path):\($0)" } ?? path } ?? (isCheck ? "its check" : "the pull request")
    let word = severity?.rawValue ?? "unknown"
    return Cause(
      key: .init(subject, on: reference), title: "\(bot.name) (\(word)) on \(place)", link: comment.url,
      quoted: comment.body, severity: word,
      thread: thread, observedAt: observedAt)
  }

  /// The first line that says something of its own; lines of badges look alike on every finding.
  private var title: String {
    let lines = comment.body.split(whereSeparator: \.isNewline).lazy.map { $0.trimmingSpaces() }
      .filter { !$0.isEmpty && !$0.hasPrefix("<!--") }
    let own = lines.first { line in
      let lowered = line.lowercased()
      return !bot.severityMarks.contains { lowered.holds($0.words) }
    }
    return String((own ?? lines.first ?? "").prefix(120))
  }

  private static func mark(after prefix: String, in text: String) -> String? {
    guard let range = text.firstPlace(of: prefix) else { return nil }
    let rest = text[range.upperBound...].drop { $0 == " " }
    let mark = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
    return mark.isEmpty ? nil : String(mark.prefix(80))
  }
}

extension StringProtocol {
  /// The text without spaces, tabs and newlines at its ends.
  func trimmingSpaces() -> String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
