/// `/signalbox start [max-parallel N] [no-reviewer]`: a comment that wants a mission made of its issue.
package struct StartOrder: Hashable, Sendable {
  /// How many items at once, if it says so.
  package let parallelItems: Int?
  /// Whether items pass without a review.
  package let needsNoReviewer: Bool

  /// The first such order of a comment; nil where there is none that is understood.
  package init?(in comment: CommandComment) {
    guard let order = comment.commands.lazy.compactMap({ StartOrder($0) }).first else { return nil }
    self = order
  }

  init?(_ command: CommentCommand) {
    var words = command.text.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }[...]
    guard words.popFirst() == "start" else { return nil }
    var parallelItems: Int?
    var needsNoReviewer = false
    while let word = words.popFirst() {
      // Written as on the command line, too.
      let name = word.hasPrefix("--") ? String(word.dropFirst(2)) : word
      switch name {
      case "no-reviewer": needsNoReviewer = true
      case "max-parallel":
        guard let number = words.popFirst().flatMap({ Int($0) }), PolicyField.parallelItems.contains(number) else {
          return nil
        }
        parallelItems = number
      default: return nil
      }
    }
    self.parallelItems = parallelItems
    self.needsNoReviewer = needsNoReviewer
  }
}
