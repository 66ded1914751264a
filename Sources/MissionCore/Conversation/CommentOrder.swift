/// What a command in a comment asks for.
package enum CommentOrder: Hashable {
  /// Say where the mission stands.
  case status
  /// Let an item (the one the comment stands under where none is named) pass its review gate.
  case approve(item: String?)
  /// An operator's note.
  case note(String)
  /// Say what can be commanded.
  case help
  /// Make a mission of the issue: one that carries it already says so.
  case start
  /// Nothing this version knows.
  case unknown

  /// What can be commanded, in one line.
  package static let usage =
    "the commands are /signalbox status, pause, resume, retry, approve [ITEM], skip [ITEM], redirect [ITEM] to AGENT, "
    + "use #PULL, note TEXT, help"

  /// Reads a command. The first word decides, in any letter case. What notes call redirect and skip need not name the
  /// item: it is the one the comment stands under.
  init(_ command: CommentCommand, under item: Identifier<WorkItem>?) {
    let words = command.text.split(whereSeparator: \.isWhitespace).map(String.init)
    var first = (words.first ?? "").lowercased()
    while let last = first.last, ",.:;!".contains(last) { first.removeLast() }
    switch first {
    case "status": self = .status
    case "help": self = .help
    case "start": self = StartOrder(command) == nil ? .unknown : .start
    case "approve": self = .approve(item: words.count > 1 ? words[1] : nil)
    case "note":
      let body = words.dropFirst().joined(separator: " ")
      self = body.isEmpty ? .unknown : .note(body)
    default:
      switch (NoteDirective(command.text), item) {
      case (.remark, _): self = .unknown
      case (.resume, _), (.pause, _):
        self = Self.standsAlone(words) ? .note(command.text) : .unknown
      case (.redirect(item: nil, let agent, let reason), let item?):
        self = .note("redirect \(item) to \(agent) \(reason)")
      case (.incomplete, let item?) where words.count == 1 && first == "skip": self = .note("skip \(item)")
      case (.redirect, _), (.skip, _), (.use, _), (.incomplete, _): self = .note(command.text)
      }
    }
  }

  /// Whether the first word is all that is said, or parted from the rest: "hold on, let me look" holds nothing.
  private static func standsAlone(_ words: [String]) -> Bool {
    guard words.count > 1 else { return true }
    return words[0].last.map { ",.:;!".contains($0) } ?? false || ["-", "–", "—", ":"].contains(words[1])
  }
}
