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
    case "redirect", "reassign", "reroute", "rebind": self = Self.redirect(words)
    default: self = .remark
    }
  }

  /// The item it names; nil where it names none.
  var itemName: String? {
    switch self {
    case .skip(let item): item
    case .redirect(let item, _, _): item
    case .resume, .pause, .incomplete, .remark: nil
    }
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
