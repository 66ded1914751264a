/// Reads a command line against the commands of a manual.
///
/// `--flag value`, `--flag=value`, `-f value`, `-fvalue`; flags of every command may stand before its words; `--` ends
/// the flags. `--help` wins over everything that is wrong around it.
package struct ArgumentReader {
  private let manual: Manual
  private var rest: ArraySlice<String>
  private var words: [String] = []
  private var command: CommandDeclaration?
  private var arguments = ParsedArguments()
  private var wantsHelp = false
  /// Whether help was asked for by its word: what follows names a command or a topic, and must be one.
  private var asksByWord = false
  private var wantsVersion = false

  /// What the words ask for.
  package static func read(_ words: [String], against manual: Manual) throws(CommandFailure) -> Invocation {
    var reader = ArgumentReader(manual: manual, words: words)
    return try reader.invocation()
  }

  private init(manual: Manual, words: [String]) {
    self.manual = manual
    rest = words[...]
    command = manual.onlyCommand
  }

  private mutating func invocation() throws(CommandFailure) -> Invocation {
    do throws(CommandFailure) {
      try readAll()
    } catch {
      if asksByWord { throw error }
      if wantsHelp || rest.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
        return .help(words)
      }
      throw error
    }
    if wantsHelp { return .help(words) }
    if wantsVersion { return .version }
    guard let command else { return .help(words) }
    try checkOperands(of: command)
    return .run(command, arguments)
  }

  private mutating func readAll() throws(CommandFailure) {
    while let word = rest.popFirst() {
      if word == "--", command?.passesWords == true {
        arguments.passedWords = Array(rest)
        rest = []
      } else if word == "--" {
        for operand in rest { try readOperand(operand) }
        rest = []
      } else if word.hasPrefix("--") {
        try readLong(word.dropFirst(2))
      } else if word.hasPrefix("-"), word.count > 1, !word.isNegativeNumber {
        try readShort(word.dropFirst())
      } else {
        try readOperand(word)
      }
    }
  }

  private mutating func readOperand(_ word: String) throws(CommandFailure) {
    if let command {
      guard arguments.operands.count < command.operands.count else {
        throw CommandFailure(
          .usage, "unexpected argument \(word.quotedForPeople)",
          hint: command.operands.isEmpty
            ? "'\(typed(command.path))' takes none" : "quote a text with spaces; see '--help'")
      }
      arguments.operands.append(word)
      return
    }
    if words.isEmpty, word == "help", !wantsHelp {
      wantsHelp = true
      asksByWord = true
      return
    }
    let next = words + [word]
    let candidates = manual.commands.filter { $0.path.starts(with: next) }
    if candidates.isEmpty, asksByWord, words.isEmpty, manual.topic(word) != nil {
      words = next
      return
    }
    guard !candidates.isEmpty else { throw unknownCommand(word) }
    words = next
    if candidates.count == 1, candidates[0].path == next { command = candidates[0] }
  }

  private func unknownCommand(_ word: String) -> CommandFailure {
    let siblings = Set(
      manual.commands.filter { $0.path.starts(with: words) }.compactMap { $0.path.dropFirst(words.count).first })
    if asksByWord, words.isEmpty { return unknownTopic(word, beside: siblings) }
    let prefix = typed(words)
    let nearest = Spelling.nearest(to: word, in: siblings.sorted())
    return CommandFailure(
      .usage, "unknown command \((words + [word]).joined(separator: " ").quotedForPeople)",
      hint: nearest.map { "did you mean '\(prefix) \($0)'?" } ?? "'\(prefix) --help' lists the commands")
  }

  private func unknownTopic(_ word: String, beside commands: Set<String>) -> CommandFailure {
    let topics = manual.topics.map(\.name)
    let nearest = Spelling.nearest(to: word, in: topics + commands.sorted())
    return CommandFailure(
      .usage, "there is no help on \(word.quotedForPeople)",
      hint: (nearest.map { "did you mean '\($0)'? " } ?? "") + "topics: \(topics.joined(separator: ", "))")
  }

  private mutating func readLong(_ text: Substring) throws(CommandFailure) {
    let name = String(text.prefix { $0 != "=" })
    let value = text.count > name.count ? String(text.dropFirst(name.count + 1)) : nil
    if name == "version", command == nil {
      wantsVersion = true
      return
    }
    guard let flag = knownFlags.first(where: { $0.name == name }) else { throw unknownFlag("--\(name)") }
    try take(flag, spelled: "--\(name)", value: value)
  }

  private mutating func readShort(_ text: Substring) throws(CommandFailure) {
    guard let letter = text.first, let flag = knownFlags.first(where: { $0.short == letter }) else {
      throw unknownFlag("-\(text.prefix(1))")
    }
    var value = text.dropFirst()
    if value.first == "=" { value = value.dropFirst() }
    try take(flag, spelled: "-\(letter)", value: text.count > 1 ? String(value) : nil)
  }

  private mutating func take(_ flag: Flag, spelled: String, value: String?) throws(CommandFailure) {
    switch flag.shape {
    case .toggle:
      guard value == nil else {
        throw CommandFailure(.usage, "\(spelled) takes no value", hint: "write only \(spelled)")
      }
      if flag.name == "help" { wantsHelp = true }
      if !arguments.has(flag.name) { arguments.add(flag.name, nil) }
    case .optionalValue:
      arguments.add(flag.name, value)
    case .value:
      guard !arguments.has(flag.name) else {
        throw CommandFailure(.usage, "\(spelled) is given twice", hint: "give it once")
      }
      arguments.add(flag.name, try given(value, to: flag, spelled))
    case .values:
      arguments.add(flag.name, try given(value, to: flag, spelled))
      // `-i 1 2 3`: no command with such a flag takes operands, so what follows can only belong to it.
      while command?.operands.isEmpty == true, let next = rest.first, !next.hasPrefix("-") {
        arguments.add(flag.name, next)
        rest = rest.dropFirst()
      }
    }
  }

  private mutating func given(
    _ attached: String?, to flag: Flag, _ spelled: String
  ) throws(CommandFailure) -> String {
    if let attached { return attached }
    guard let next = rest.first, !next.hasPrefix("-") || next == "-" || next.isNegativeNumber else {
      throw CommandFailure(
        .usage, "\(spelled) needs a value", hint: "write --\(flag.name)=… for one that begins with a dash")
    }
    rest = rest.dropFirst()
    return next
  }

  private var knownFlags: [Flag] {
    command?.allFlags ?? SharedFlags.town + SharedFlags.everywhere
  }

  private func unknownFlag(_ spelled: String) -> CommandFailure {
    let nearest = Spelling.nearest(to: String(spelled.drop { $0 == "-" }), in: knownFlags.map(\.name))
    return CommandFailure(
      .usage,
      "unknown option \(spelled.quotedForPeople)" + (words.isEmpty ? "" : " for '\(words.joined(separator: " "))'"),
      hint: nearest.map { "did you mean --\($0)?" } ?? "'\(typed(words)) --help' lists the options")
  }

  /// A command as it is typed.
  private func typed(_ words: [String]) -> String { ([manual.program] + words).joined(separator: " ") }

  private func checkOperands(of command: CommandDeclaration) throws(CommandFailure) {
    let missing = command.operands.dropFirst(arguments.operands.count).filter { !$0.isOptional }
    guard missing.isEmpty else {
      throw CommandFailure(
        .usage, "'\(command.name)' needs \(missing.map(\.name).joined(separator: " and "))",
        hint: "for example: \(command.examples.first ?? "see '--help'")")
    }
  }
}

extension String {
  fileprivate var isNegativeNumber: Bool { hasPrefix("-") && Double(self) != nil }
}
