import Client
package import CommandLine
import Glibc

/// The program: reads the command line, runs what it asks for, says what went wrong.
package struct Program: Sendable {
  /// The words behind the program's name.
  package let words: [String]
  /// Environment, files, time.
  package let surroundings: Surroundings

  /// One with its parts.
  package init(words: [String], surroundings: Surroundings) {
    self.words = words
    self.surroundings = surroundings
  }

  /// Runs the program to its end.
  package func run() async -> ExitCode {
    var configuration: Configuration?
    var console = Console(isJSON: asksForJSON, surroundings: surroundings)
    do {
      let invocation = try ArgumentReader.read(words, against: CommandCatalog.manual)
      switch invocation {
      case .version: try console.answer(["version": ProgramVersion.text], orSay: ["signalbox \(ProgramVersion.text)"])
      case .help(let words):
        try Console(isJSON: false, surroundings: surroundings)
          .say(HelpText.lines(for: words, in: CommandCatalog.manual))
      case .run(let declaration, let arguments):
        console = Console(isJSON: arguments.has("json"), surroundings: surroundings)
        let command = try CommandCatalog.command(declaration).init(arguments)
        let read = try Configuration.read(
          flags: arguments.settings, surroundings: surroundings, secrets: declaration.isService)
        configuration = read
        if !read.ignoredSettings.isEmpty {
          console.remark(
            "signalbox.toml: ignored \(read.ignoredSettings.joined(separator: ", ")) (a file that --config does not name "
              + "sets only repo, tick, log_level and log_format)")
        }
        if !read.unknownVariables.isEmpty {
          console.remark("unknown variables: \(read.unknownVariables.joined(separator: ", "))")
        }
        let session = Session(configuration: read, surroundings: surroundings, console: console)
        do {
          return try await Deadline.keep(command.deadline) { try await command.run(in: session) }
        } catch is Deadline.Passed {
          throw CommandFailure(
            .unavailable, "'\(declaration.name)' has no answer after \(command.deadline?.components.seconds ?? 0) s",
            hint: "Redis or GitHub is too slow; look again before you repeat what changes something")
        }
      }
      return .success
    } catch {
      let failure = CommandFailure(error, configuration: configuration)
      console.report(failure)
      return failure.code
    }
  }

  /// Where the command line itself is wrong, its error is JSON if it would have been.
  private var asksForJSON: Bool { words.prefix { $0 != "--" }.contains("--json") }
}
