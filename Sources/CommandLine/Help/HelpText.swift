/// The help, made from the declarations alone: 80 columns wide, and short enough for a terminal of 24 lines.
package enum HelpText {
  /// How wide it is.
  package static let columns = 80

  /// The help of what the words name: a command, a group of commands, a topic, or, without words, everything.
  package static func lines(for words: [String], in manual: Manual) -> [String] {
    if let only = manual.onlyCommand { return lines(of: only, in: manual) }
    if let command = manual.commands.first(where: { $0.path == words }) { return lines(of: command) }
    if words.count == 1, let topic = manual.topic(words[0]) { return topic.lines }
    return words.isEmpty
      ? overview(manual) : lines(ofGroup: words, manual.commands.filter { $0.path.starts(with: words) })
  }

  private static func lines(of command: CommandDeclaration) -> [String] {
    var lines = wrapped(command.summary.split(separator: " ").map(String.init)) + [""]
    let words = ["signalbox"] + command.path + command.operands.map(\.usage)
    let usage = wrapped(words + command.flags.map(\.usage) + ["[options]"], after: "Usage: ")
    // Flags that need lines of their own here are explained below.
    lines += usage.count == 1 ? usage : wrapped(words + ["[options]"], after: "Usage: ")
    lines += aligned(command.operands.map { ($0.name, $0.meaning) })
    if !command.flags.isEmpty { lines += ["", "Options:"] + aligned(command.flags.map { ($0.spelling, $0.meaning) }) }
    // The service explains its own; elsewhere the names are enough, and 'help options' explains them.
    if command.path == ["serve"] {
      lines += ["", "Options of the service:"] + aligned(SharedFlags.service.map { ($0.spelling, $0.meaning) })
    }
    let isOther = command.isService && command.path != ["serve"]
    let shared = SharedFlags.town + (isOther ? SharedFlags.service : []) + SharedFlags.everywhere
    lines += [""] + wrapped(shared.map { "--\($0.name)" } + ["('signalbox", "help", "options')"], after: "Also: ")
    return lines + [command.examples.count == 1 ? "Example:" : "Examples:"] + command.examples.map { "  \($0)" }
  }

  /// The whole help of a program that is one command by itself.
  private static func lines(of command: CommandDeclaration, in manual: Manual) -> [String] {
    wrapped(["\(manual.program):"] + command.summary.split(separator: " ").map(String.init), indent: 0)
      + ["", "Usage: \(manual.program) [options]", ""]
      + aligned(command.allFlags.map { ($0.spelling, $0.meaning) })
      + manual.ownTopics.flatMap { [""] + $0.lines }
      + ["", command.examples.count == 1 ? "Example:" : "Examples:"] + command.examples.map { "  \($0)" }
  }

  /// All commands, each group on lines of its own.
  private static func overview(_ manual: Manual) -> [String] {
    var groups: [String] = []
    for command in manual.commands where !groups.contains(command.path[0]) { groups.append(command.path[0]) }
    let rows = groups.map { group in
      let members = manual.commands.filter { $0.path[0] == group }
      return (
        group,
        members.count == 1
          ? members[0].shortSummary
          : members.map { $0.path.dropFirst().joined(separator: " ") }.joined(separator: " · ")
      )
    }
    return [
      "Signalbox sets the points for coding agents on GitHub: webhooks come in, work", "moves.", "",
      "Usage: signalbox COMMAND [options]", "",
    ] + aligned(rows) + [
      "",
      "'signalbox COMMAND --help' shows a command's options; --version, the version.",
    ] + wrapped(manual.topics.map(\.name), after: "'signalbox help TOPIC' explains: ")
  }

  private static func lines(ofGroup words: [String], _ commands: [CommandDeclaration]) -> [String] {
    ["Usage: signalbox \(words.joined(separator: " ")) COMMAND [options]", "", "Commands:"]
      + aligned(
        commands.map { (([$0.name] + $0.operands.map(\.usage)).joined(separator: " "), $0.shortSummary) })
      + ["", "'signalbox COMMAND --help' shows a command's options."]
  }

  /// Two columns; the right one is wrapped.
  package static func aligned(_ rows: [(String, String)]) -> [String] {
    // A few long ones must not push all meanings to the right.
    let width = min(rows.map(\.0.terminalWidth).max() ?? 0, 30)
    let margin = String(repeating: " ", count: width + 4)
    return rows.flatMap { left, right in
      let isLong = left.terminalWidth > width
      let head =
        isLong ? margin : "  \(left)" + String(repeating: " ", count: width - left.terminalWidth + 2)
      let lines = wrapped(right.split(separator: " ").map(String.init), after: head, indent: width + 4)
      return isLong ? ["  \(left)"] + lines : lines
    }
  }

  /// Words in lines of ``columns``; what follows the first line is indented.
  package static func wrapped(_ words: [String], after heading: String = "", indent: Int? = nil) -> [String] {
    let margin = String(repeating: " ", count: indent ?? (heading.isEmpty ? 0 : heading.count + 2))
    var lines: [String] = []
    var line = heading
    var isEmpty = true
    for word in words {
      if !isEmpty, line.terminalWidth + word.terminalWidth + 1 > columns {
        lines.append(line)
        line = margin
        isEmpty = true
      }
      line += (isEmpty || line.hasSuffix(" ") ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}

extension CommandDeclaration {
  /// The summary's first part, for lists: up to the first semicolon or colon.
  fileprivate var shortSummary: String {
    let text = summary.prefix { $0 != ";" && $0 != ":" }
    return text.hasSuffix(".") ? String(text) : "\(text)."
  }
}
