/// All a program's command line can be asked about: parsing, help and man pages follow from it.
package struct Manual: Sendable {
  /// What it is called on the command line.
  let program: String
  /// Its commands, in the order of the help; one without words where the program is its only command.
  package let commands: [CommandDeclaration]
  /// What belongs to no single command, besides what every command line has.
  let ownTopics: [HelpTopic]

  /// The manual of `signalbox`.
  package init(commands: [CommandDeclaration], topics: [HelpTopic] = []) {
    program = "signalbox"
    self.commands = commands
    ownTopics = topics
  }

  /// The manual of a program that is one command by itself: its help shows the topics too.
  package init(of program: String, _ command: CommandDeclaration, topics: [HelpTopic] = []) {
    self.program = program
    commands = [command]
    ownTopics = topics
  }

  /// The command that needs no words; nil where every command has some.
  var onlyCommand: CommandDeclaration? { commands.first { $0.path.isEmpty } }

  /// What `help TOPIC` explains.
  package var topics: [HelpTopic] { [.options, .exitCodes] + ownTopics }

  /// The topic of a name.
  func topic(_ name: String) -> HelpTopic? { topics.first { $0.name == name } }
}
