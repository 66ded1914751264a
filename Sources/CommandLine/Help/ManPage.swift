/// A manual page, made from the declarations alone: what `man` shows is what the program does
/// (https://man7.org/linux/man-pages/man7/man.7.html).
package enum ManPage {
  /// The page's name and its text in roff, for a command or, without words, for the program.
  package static func page(for words: [String], in manual: Manual, version: String) -> (name: String, text: String) {
    let name = (["signalbox"] + words).joined(separator: "-")
    let head = [".TH \(name.uppercased().escapedForRoff) 1 \"\" \"Signalbox \(version.escapedForRoff)\" \"Signalbox\""]
    let body =
      manual.commands.first { $0.path == words }.map { lines(of: $0, named: name) } ?? overview(manual)
    return ("\(name).1", (head + body).joined(separator: "\n") + "\n")
  }

  private static func overview(_ manual: Manual) -> [String] {
    [
      ".SH NAME", "signalbox \\- coding agents carry GitHub issues to merged pull requests", ".SH SYNOPSIS",
      ".B signalbox", "\\fICOMMAND\\fR [\\fIoptions\\fR]", ".SH COMMANDS",
    ] + manual.commands.flatMap { terms("signalbox \($0.name)", $0.summary) }
      + section("OPTIONS OF EVERY COMMAND", SharedFlags.town + SharedFlags.everywhere)
      + section("OPTIONS OF THE SERVICE", SharedFlags.service)
      + [".SH EXIT STATUS"] + ExitCode.allCases.flatMap { terms("\($0.rawValue)", $0.meaning) }
      + manual.ownTopics.flatMap { topic in
        [".SH \(topic.name.uppercased().escapedForRoff)", ".nf"] + topic.lines.map(\.escapedForRoff) + [".fi"]
      }
  }

  private static func lines(of command: CommandDeclaration, named name: String) -> [String] {
    let usage = (command.operands.map(\.usage) + command.flags.map(\.usage) + ["[options]"]).joined(separator: " ")
    var lines = [
      ".SH NAME", "\(name.escapedForRoff) \\- \(command.summary.escapedForRoff)", ".SH SYNOPSIS",
      ".B \("signalbox \(command.name)".escapedForRoff)", usage.escapedForRoff,
    ]
    if !command.operands.isEmpty {
      lines += [".SH ARGUMENTS"] + command.operands.flatMap { terms($0.name, $0.meaning) }
    }
    lines += section("OPTIONS", command.flags)
    lines += [".SH EXAMPLES", ".nf"] + command.examples.map(\.escapedForRoff) + [".fi"]
    return lines + [".SH SEE ALSO", ".BR signalbox (1)"]
  }

  private static func section(_ title: String, _ flags: [Flag]) -> [String] {
    flags.isEmpty ? [] : [".SH \(title)"] + flags.flatMap { terms($0.spelling.trimmingBlanks.description, $0.meaning) }
  }

  private static func terms(_ term: String, _ meaning: String) -> [String] {
    [".TP", ".B \(term.escapedForRoff)", meaning.escapedForRoff]
  }
}

extension String {
  /// The text as roff shows it: backslashes and dashes as they are, and no line taken for a request.
  fileprivate var escapedForRoff: String {
    var text = ""
    for character in self {
      switch character {
      case "\\": text += "\\e"
      case "-": text += "\\-"
      default: text.append(character)
      }
    }
    return text.first.map { ".'".contains($0) } ?? false ? "\\&" + text : text
  }
}

extension String {
  fileprivate var trimmingBlanks: Substring { self[...].trimmingBlanks }
}
