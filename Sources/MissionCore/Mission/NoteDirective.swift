/// What an operator's note asks for.
package enum NoteDirective: Hashable, Sendable {
  /// Go on; forgive attempts.
  case resume
  /// Do nothing new until resumed.
  case pause
  /// Give an item (the only open one where none is named) to an agent.
  case redirect(item: String?, agent: String, reason: String)
  /// Drop an item; what depends on it goes on.
  case skip(item: String)
  /// Let this pull request count, of several people's for one item.
  case use(pullRequest: String)
  /// Looks like a directive but lacks something; says what.
  case incomplete(String)
  /// Anything else: recorded.
  case remark

  /// Reads a note. The first word decides, in any letter case.
  package init(_ body: String) {
    let words = body.split(whereSeparator: \.isWhitespace).map(String.init)
    switch words.first?.lowercased().trimmingPunctuation() {
    case "resume", "retry": self = .resume
    case "pause", "hold": self = .pause
    case "skip":
      self = words.count > 1 ? .skip(item: words[1].trimmingPunctuation()) : .incomplete("name the item: skip ITEM")
    case "use" where words.count > 1 && words.last.map(Self.namesPullRequest) ?? false:
      self = .use(pullRequest: words[words.count - 1].trimmingPunctuation())
    case "redirect", "reassign", "reroute", "rebind": self = Self.redirect(words)
    default: self = .remark
    }
  }

  /// The item it names; nil where it names none.
  var itemName: String? {
    switch self {
    case .skip(let item): item
    case .redirect(let item, _, _): item
    case .resume, .pause, .use, .incomplete, .remark: nil
    }
  }

  /// Whether a word names a pull request: "use the new parser" is a remark.
  private static func namesPullRequest(_ word: String) -> Bool {
    if word.contains("/pull/") { return true }
    guard let mark = word.lastIndex(of: "#") else { return false }
    let digits = String(word[word.index(after: mark)...]).trimmingPunctuation()
    return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }

  private static func redirect(_ words: [String]) -> NoteDirective {
    guard let place = words.dropFirst().prefix(2).firstIndex(where: { $0.lowercased() == "to" }),
      words.count > place + 1
    else { return .incomplete("say redirect [ITEM] to AGENT [reason]") }
    return .redirect(
      item: place == 2 ? words[1] : nil, agent: words[place + 1].trimmingPunctuation(),
      reason: words[(place + 2)...].joined(separator: " "))
  }
}

extension String {
  fileprivate func trimmingPunctuation() -> String {
    var text = Substring(self)
    while let last = text.last, ",.:;!".contains(last) { text.removeLast() }
    return String(text)
  }
}
