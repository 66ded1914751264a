/// What `signalbox help TOPIC` explains: something that belongs to no single command.
package struct HelpTopic: Sendable, Equatable {
  /// The word it is asked for by.
  package let name: String
  /// At most 80 columns wide.
  package let lines: [String]

  /// A topic with its parts.
  package init(_ name: String, _ lines: [String]) {
    self.name = name
    self.lines = lines
  }

  /// The options of every command and of the service.
  package static let options = HelpTopic(
    "options",
    ["Options of every command:"]
      + HelpText.aligned((SharedFlags.town + SharedFlags.everywhere).map { ($0.spelling, $0.meaning) })
      + ["", "Options of the service (serve, hook, doctor, mission dispatch):"]
      + HelpText.aligned(SharedFlags.service.map { ($0.spelling, $0.meaning) })
      + ["", "What counts first: a flag, the environment, the file of --config, the default."])

  /// How a program exits.
  static let exitCodes = HelpTopic(
    "exit-codes",
    ["How a command ends:"]
      + HelpText.aligned(ExitCode.allCases.map { ("\($0.rawValue)  \($0.word)", $0.meaning) })
      + ["", "With --json an error is {\"error\":{\"code\",\"message\",\"hint\"}} on standard error."])
}
