import Client
import CommandLine
import Glibc
import MissionCore
import Views

/// `man`: the manual page of a command, for `man -l -` or a packager.
struct ManCommand: ConsoleCommand {
  static let declaration = CommandDeclaration(
    "man", "Print a manual page, or write all of them.",
    operands: [
      Operand("COMMAND", "its first word; without one the program", isOptional: true),
      Operand("SUBCOMMAND", "its second word", isOptional: true),
    ],
    flags: [Flag("directory", nil, .value("DIR"), "write every page there instead, as signalbox-….1")],
    examples: ["signalbox man mission start", "signalbox man --directory /usr/local/share/man/man1"])

  private let words: [String]
  private let directory: String?

  init(_ arguments: ParsedArguments) throws(CommandFailure) {
    words = arguments.operands
    directory = arguments["directory"]
    guard words.isEmpty || CommandCatalog.manual.commands.contains(where: { $0.path == words }) else {
      throw CommandFailure(
        .usage, "there is no command \(words.joined(separator: " ").quotedForPeople)",
        hint: "'signalbox --help' lists the commands")
    }
  }

  func run(in session: Session) async throws -> ExitCode {
    guard let directory else {
      let page = page(words)
      try session.console.answer(
        ["name": page.name, "text": page.text],
        orSay: page.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init))
      return .success
    }
    let pages = ([[]] + CommandCatalog.manual.commands.map(\.path)).map(page)
    for page in pages { try write(page, into: session.surroundings.absolute(directory)) }
    try session.console.answer(
      ["pages": pages.map(\.name)], orSay: ["📖 \("manual page".counted(pages.count)) in \(directory)"])
    return .success
  }

  private func page(_ words: [String]) -> (name: String, text: String) {
    ManPage.page(for: words, in: CommandCatalog.manual, version: ProgramVersion.text)
  }

  private func write(_ page: (name: String, text: String), into directory: String) throws(CommandFailure) {
    let path = "\(directory)/\(page.name)"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0, writeAll(Array(page.text.utf8), to: descriptor), close(descriptor) == 0 else {
      throw CommandFailure(
        .failure, "\(path.quotedForPeople) cannot be written: \(String(cString: strerror(errno)))",
        hint: "give a directory that exists and may be written")
    }
  }
}
