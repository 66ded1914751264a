/// A program that writes code when it is told what to do, and how it is called without a person at the terminal.
///
/// One row of the table in ``catalogue``; what differs between programs stands there and nowhere else.
package struct CodingCLI: Hashable, Sendable {
  /// How the program is told what to do.
  package enum PromptDelivery: Hashable, Sendable {
    /// On standard input; these arguments say so.
    case standardInput([String])
    /// As the argument behind this flag, or as the last argument where there is none.
    case argument(flag: String?)
    /// In a file, named by this flag.
    case file(flag: String)
  }

  /// How the program goes on with an earlier session.
  package enum Resumption: Hashable, Sendable {
    /// It cannot.
    case none
    /// By these arguments in front of the session's name.
    case flags([String])
    /// By a word behind the subcommand, with the session's name behind it; flags of the first call stay valid.
    case subcommand(String)
  }

  /// What the program writes to standard output.
  package enum Dialect: Hashable, Sendable {
    /// Words for people.
    case text
    /// Documents of which the last has `"type":"result"`, as claude writes them.
    case result
    /// `thread.started`, `item.completed`, `turn.completed`, one document a line.
    case thread
    /// One document with `response`, `stats`, `error`.
    case response
    /// Events with a `part`, one document a line.
    case parts
    /// One document with `messages`.
    case messages
  }

  /// How the program is started to speak the Agent Client Protocol, version 1, on its standard input and output.
  package struct Speech: Hashable, Sendable {
    /// The program's names: its own, or those of an adapter.
    package let programs: [String]
    /// What follows the program's name.
    let arguments: [String]
    /// The flag that chooses a model; nil where that is done in the session.
    let modelFlag: String?

    /// The words behind the program's name.
    func call(model: String?, more: [String]) -> [String] {
      var words = arguments
      if let model, let modelFlag { words += [modelFlag, model] }
      return words + more
    }
  }

  /// The name it is chosen by.
  package let name: String
  /// The program's names, the current one first.
  package let programs: [String]
  /// What follows the program's name: the subcommand first, if it has one.
  let arguments: [String]
  /// How it is told what to do.
  let prompt: PromptDelivery
  /// What it writes.
  package let dialect: Dialect
  /// How it goes on with a session.
  let resumption: Resumption
  /// The flag that chooses a model.
  let modelFlag: String?
  /// The variables that its own credentials come in; they are handed to this program and no other.
  package let credentials: [String]
  /// Variables that make it work without asking.
  package let settings: [String: String]
  /// How it speaks the Agent Client Protocol; nil where it does not.
  package let acp: Speech?

  init(
    _ name: String, _ programs: [String], _ arguments: [String], prompt: PromptDelivery, dialect: Dialect,
    resumption: Resumption, modelFlag: String? = "--model", credentials: [String] = [],
    settings: [String: String] = [:],
    acp: [String]? = nil, by adapters: [String] = [], acpModelFlag: String? = nil
  ) {
    self.name = name
    self.programs = programs
    self.arguments = arguments
    self.prompt = prompt
    self.dialect = dialect
    self.resumption = resumption
    self.modelFlag = modelFlag
    self.credentials = credentials
    self.settings = settings
    self.acp = acp.map {
      Speech(programs: adapters.isEmpty ? programs : adapters, arguments: $0, modelFlag: acpModelFlag)
    }
  }

  /// Whether it can go on with an earlier session.
  package var canResume: Bool { resumption != .none }

  /// The longest argument that is given as one; Linux takes 128 KiB.
  private static let longestArgument = 120_000

  /// The words behind the program's name, and whether the prompt's file is its standard input.
  ///
  /// - Parameters:
  ///   - session: the session to go on with.
  ///   - more: what the operator added.
  package func call(
    prompt text: String, file: String, model: String?, session: String?, more: [String]
  ) -> (arguments: [String], readsPrompt: Bool) {
    var words = arguments
    if let session {
      switch resumption {
      case .none: break
      case .flags(let flags): words += flags + [session]
      case .subcommand(let word):
        words.insert(word, at: min(1, words.count))
        words.append(session)
      }
    }
    if let model, let modelFlag { words += [modelFlag, model] }
    words += more
    switch prompt {
    case .standardInput(let flags): return (words + flags, true)
    case .file(let flag): return (words + [flag, file], false)
    case .argument(let flag):
      let isShort = text.utf8.count <= Self.longestArgument && !text.contains("\0")
      let instruction = isShort ? text : "Your task stands in the file \(file). Read all of it, then do it."
      return (words + (flag.map { [$0] } ?? []) + [instruction], false)
    }
  }
}
