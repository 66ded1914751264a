import GitHubSandbox

/// What a command answered.
struct CommandOutcome: Sendable {
  let words: [String]
  let code: Int32
  let output: String
  let errors: String

  /// What it wrote as JSON; null where that is none.
  var json: JSONValue { (try? JSONReader.read(Array(output.utf8))) ?? .null }

  /// The error document of a command with `--json`.
  var error: JSONValue { (try? JSONReader.read(Array(errors.utf8)))?["error"] ?? .null }
}

/// A command that had to succeed did not.
struct CommandFailed: Error, CustomStringConvertible {
  let outcome: CommandOutcome

  var description: String {
    "signalbox \(outcome.words.joined(separator: " ")) ended with \(outcome.code): \(outcome.errors)\(outcome.output)"
  }
}
