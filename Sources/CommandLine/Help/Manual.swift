/// All a program's command line can be asked about: parsing, help and man pages follow from it.
package struct Manual: Sendable {
  /// Its commands, in the order of the help.
  package let commands: [CommandDeclaration]
  /// What belongs to no single command, besides what every command line has.
  let ownTopics: [HelpTopic]

  /// A manual with its parts.
  package init(commands: [CommandDeclaration], topics: [HelpTopic] = []) {
    self.commands = commands
    ownTopics = topics
  }

  /// What `help TOPIC` explains.
  package var topics: [HelpTopic] { [.options, .exitCodes] + ownTopics }

  /// The topic of a name.
  func topic(_ name: String) -> HelpTopic? { topics.first { $0.name == name } }
}
