/// The help, made from the declarations alone.
enum HelpText {
  /// The help of what the words name: a command, a group of commands, or, without words, everything.
  static func lines(for words: [String], commands: [CommandDeclaration]) -> [String] {
    if let command = commands.first(where: { $0.path == words }) { return lines(of: command) }
    return lines(ofGroup: words, commands.filter { $0.path.starts(with: words) })
  }

  private static func lines(of command: CommandDeclaration) -> [String] {
    var lines = ["\(command.summary)", ""]
    let operands = command.operands.map(\.usage)
    let flags = command.flags.map(\.usage)
    lines += wrapped(["signalbox"] + command.path + operands + flags + ["[options]"], after: "Usage: ")
    if !command.operands.isEmpty {
      lines += ["", "Arguments:"] + aligned(command.operands.map { ($0.name, $0.meaning) })
    }
    if !command.flags.isEmpty { lines += ["", "Options:"] + aligned(command.flags.map { ($0.spelling, $0.meaning) }) }
    let shared = SharedFlags.town + (command.isService ? SharedFlags.service : []) + SharedFlags.everywhere
    lines += ["", "Options of \(command.isService ? "the service" : "every command"):"]
    lines += aligned(shared.map { ($0.spelling, $0.meaning) })
    lines += ["", command.examples.count == 1 ? "Example:" : "Examples:"] + command.examples.map { "  \($0)" }
    return lines
  }

  private static func lines(ofGroup words: [String], _ commands: [CommandDeclaration]) -> [String] {
    let group = words.joined(separator: " ")
    var lines =
      words.isEmpty
      ? ["Signalbox sets the points for coding agents on GitHub: webhooks come in, work moves.", ""] : []
    lines += ["Usage: signalbox \(words.isEmpty ? "" : group + " ")COMMAND [options]", "", "Commands:"]
    lines += aligned(
      commands.map { command in
        (([command.name] + command.operands.map(\.usage)).joined(separator: " "), command.summary)
      })
    lines += [
      "", "'signalbox COMMAND --help' shows a command's options" + (words.isEmpty ? "; --version, the version." : "."),
    ]
    return lines
  }

  private static func aligned(_ rows: [(String, String)]) -> [String] {
    // A few long ones must not push all meanings to the right.
    let width = min(rows.map(\.0.count).max() ?? 0, 34)
    return rows.map { left, right in
      left.count > width
        ? "  \(left)\n" + String(repeating: " ", count: width + 4) + right
        : "  \(left)" + String(repeating: " ", count: width - left.count + 2) + right
    }
  }

  private static func wrapped(_ words: [String], after heading: String) -> [String] {
    var lines: [String] = []
    var line = heading
    for word in words {
      if line.count + word.count + 1 > 100 {
        lines.append(line)
        line = String(repeating: " ", count: heading.count + 2)
      }
      line += (line.hasSuffix(" ") ? "" : " ") + word
    }
    return lines + [line]
  }
}
